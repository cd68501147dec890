import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, it } from 'mocha';
import { todoIn } from '../../../../../src/workbench/jira/issues/todoText.ts';
import { DataTransfer, DataTransferItem } from '../../../../cases/editor/dragging.ts';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';

describe('issues that are dragged', () => {
  const at = jiraWorkbench({ flavor: 'cloud' });
  const issues = async () => at.view.open(...(await at.query({ jql: 'key in (PAY-431, OPS-104) ORDER BY key DESC' })));
  const controller = () => {
    const { dragAndDropController } = at.view.options;
    assert.ok(dragAndDropController);
    return dragAndDropController;
  };
  const names = () =>
    (at.jira.state.issue('PAY-431')?.attachments ?? []).map(file => [file.fileName, String(file.content)]);

  it('into an editor are links: with their summary in Markdown, an address elsewhere', async () => {
    const data = new DataTransfer();
    await controller().handleDrag(await issues(), data);
    const inserted = async (languageId: string) => {
      const edits = at.editor.dropProviders.map(each => each.provideDocumentDropEdits({ languageId }, undefined, data));
      return (await Promise.all(edits)).flatMap(edit => edit?.insertText ?? []);
    };
    const link = (key: string) => `${at.jira.url}/browse/${key}`;
    assert.deepEqual(await inserted('markdown'), [
      `[PAY-431 Refuse expired cards](${link('PAY-431')})\n[OPS-104 Retire the Windows agent "old-faithful"](${link('OPS-104')})`,
    ]);
    assert.deepEqual(await inserted('typescript'), [`${link('PAY-431')}\n${link('OPS-104')}`]);
    assert.deepEqual(
      at.asked().filter(path => !path.includes('search')),
      [],
    );
  });

  it('get files that are dropped onto them, once it is confirmed', async () => {
    const [line] = await issues();
    const path = join(tmpdir(), 'jj dropped.txt');
    writeFileSync(path, 'from the explorer');
    const ofEditor = new DataTransfer([
      ['text/uri-list', new DataTransferItem(`# one\r\n${pathToFileURL(path).href}`)],
    ]);
    let hasEnded = false;
    const data = async () => {
      // VS Code has the content of a file while it is being dropped.
      if (hasEnded) throw new Error('No data transfer found');
      return Buffer.from('from the desktop');
    };
    const ofSystem = new DataTransfer([['files', new DataTransferItem('', { name: 'trace.log', data })]]);
    await controller().handleDrop(line, ofEditor);
    assert.ok(at.editor.messages.includes('Attach jj dropped.txt to PAY-431?'));
    assert.deepEqual(names(), []);
    for (const each of [ofEditor, ofSystem]) {
      at.editor.press('Attach');
      await controller().handleDrop(line, each);
    }
    hasEnded = true;
    assert.deepEqual(names(), [
      ['jj dropped.txt', 'from the explorer'],
      ['trace.log', 'from the desktop'],
    ]);
  });
});

describe('a remark that says what is to be done', () => {
  it('is found with its words', () => {
    const texts = {
      '  // TODO: refuse expired cards': 'refuse expired cards',
      '# FIXME(fred) - twice': 'twice',
      '/* TODO round it */ x = 1': 'round it',
      '<!-- TODO explain -->': 'explain',
      '// TODO': '',
    };
    for (const [line, text] of Object.entries(texts)) assert.equal(todoIn(line)?.text, text, line);
    assert.equal(todoIn('const todos = TODOS;'), undefined);
    assert.equal(todoIn('x // TODO: y')?.at, 5);
  });
});
