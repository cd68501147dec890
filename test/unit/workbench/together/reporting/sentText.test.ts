import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { Uri } from '../../../../cases/editor/uri.ts';

const address = 'https://ci.example.com/job/main/51/';

describe('the preview of a report', () => {
  let editor: Editor;

  before(async () => {
    editor = await extensionEditor();
  });
  after(() => {
    for (const panel of editor.panels.splice(0)) panel.close();
  });

  /** HTML of the preview of a text. */
  const previewOf = async (flavor: JiraFlavor, text: string) => {
    const { CommentPreview } = await import('../../../../../src/workbench/jira/comments/commentPreview.ts');
    const { sentText } = await import('../../../../../src/workbench/together/reporting/sentText.ts');
    const preview = new CommentPreview({
      scheme: 'jenkins-report',
      subjectOf: () => ({
        ...{ title: 'main #51', connection: { id: 'jira', flavor } as never },
        sentText: (site, written) => sentText(site, { job: 'main', number: 51 }, { address }, written),
      }),
      ...{ files: { detailsOf: async () => ({}) }, extension: Uri.file('/') as never, background: {} as never },
    });
    await preview.show({ uri: Uri.file('/report.md'), getText: () => text } as unknown as vscode.TextDocument);
    const html = editor.panels.at(-1)?.html ?? '';
    preview.dispose();
    return html;
  };

  it('begins with the link to the build that a Data Center needs, where the text has none', async () => {
    const link = `href="${address}"`;
    assert.match(await previewOf(JiraFlavor.dataCenter, 'It failed.'), new RegExp(`${link}[^]*It failed`));
    assert.ok(!(await previewOf(JiraFlavor.cloud, 'It failed.')).includes(link));
    const named = await previewOf(JiraFlavor.dataCenter, `[main](${address}) failed.`);
    assert.equal(named.split(link).length, 2);
    assert.match(await previewOf(JiraFlavor.dataCenter, ' \n'), /Nothing to preview yet/);
  });
});
