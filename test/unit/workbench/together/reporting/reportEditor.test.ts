import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ReportDetails } from '../../../../../src/workbench/together/reporting/reportDetails.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { Uri } from '../../../../cases/editor/uri.ts';

const connection = { id: 'ci', product: 'jenkins', name: 'CI' };
const build = { jenkins: 'ci', job: 'main', number: 51 };
const issueOf = (key: string) => ({ site: 'jira', key });

/** Report on an issue that changes a field, and takes a transition. */
function reportOn(key: string, parts: Partial<ReportDetails> = {}) {
  const issue = issueOf(key);
  const details: ReportDetails = {
    ...{ address: 'https://ci.example.com/job/main/51/', startedAt: 1, result: 'failed', issues: [issue] },
    ...{ link: false, quiet: false, passed: false },
    fields: [
      { ...issue, id: 'priority', name: 'Priority', asked: { value: { id: '1' }, words: key, draft: { text: key } } },
    ],
    wanted: [{ ...issue, name: 'Severity', value: key, others: [] }],
    steps: [{ ...issue, id: '41', to: 'Done', answers: new Map() }],
    ...parts,
  };
  return { build, issue, text: 'It failed', details };
}

describe('the draft of reports that wait', () => {
  let folder: string;
  let shown: Editor;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jj-reports-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const open = async () => {
    shown = await extensionEditor();
    const { detailsIn } = await import('../../../../../src/workbench/together/reporting/reportDetails.ts');
    const { ReportEditor } = await import('../../../../../src/workbench/together/reporting/reportEditor.ts');
    const { ReportTexts } = await import('../../../../../src/workbench/together/reporting/reportTexts.ts');
    const { TextFiles } = await import('../../../../../src/workbench/shell/drafts/textFiles.ts');
    const { Drafts } = await import('../../../../../src/workbench/shell/drafts/drafts.ts');
    const { reportUri } = await import('../../../../../src/workbench/together/reporting/reportUri.ts');
    const background = { quietly: (_: string, work: () => unknown) => void work() } as never;
    const store = { findJenkins: (id: string) => (id === connection.id ? connection : undefined) };
    const released: number[] = [];
    const outbox = { release: async ({ number }: { number: number }) => released.push(number) };
    const unused = async () => undefined;
    const texts = new ReportTexts({ store, background, outbox } as never, unused, unused);
    const files = new TextFiles(texts, { drafts: new Drafts(Uri.file(folder) as never, background), background });
    // The fake editor shows no documents.
    Object.assign(files, { show: unused });
    const editor = new ReportEditor({ store, files } as never);
    const uri = reportUri({ connection: connection as never, job: build.job, number: build.number });
    return { editor, files, uri, released, details: async () => detailsIn(await files.detailsOf(uri)) };
  };

  it('has what each of them writes on its issue', async () => {
    const { editor, files, details } = await open();
    await editor.edit(reportOn('PAY-431'));
    await editor.edit(reportOn('PAY-436', { link: true, quiet: true }));
    // It is in the draft, which may have been edited since.
    await editor.edit(reportOn('PAY-436', { fields: [] }));
    const known = await details();
    const both = ['PAY-431', 'PAY-436'];
    assert.deepEqual(known?.issues, both.map(issueOf));
    assert.deepEqual([known.link, known.quiet], [true, true]);
    assert.deepEqual(
      known.fields.map(({ key, asked }) => [key, asked.words]),
      both.map(key => [key, key]),
    );
    for (const parts of [known.steps, known.wanted])
      assert.deepEqual(
        parts.map(({ key }) => key),
        both,
      );
    files.dispose();
  });

  it('takes the place of no other text', async () => {
    const { editor, files, uri, details } = await open();
    shown.messages.length = 0;
    await editor.edit(reportOn('PAY-431'));
    const words = 'Another text for main #51 is being edited. Send or discard it before you edit the report on';
    const other = { ...reportOn('PAY-436'), text: 'It passed' };
    assert.equal(await editor.edit(other), false);
    // Begun by the person beside the one that waits.
    assert.equal(await editor.edit({ ...reportOn('PAY-431'), text: 'It passed' }), false);
    assert.deepEqual(
      shown.messages.splice(0),
      ['PAY-436', 'PAY-431'].map(key => `${words} ${key}, which still waits.`),
    );
    assert.deepEqual((await details())?.issues, [issueOf('PAY-431')]);
    assert.equal((await files.draftOf(uri))?.text, 'It failed');
    // The draft is its own, as it was edited since.
    assert.equal(await editor.edit({ ...reportOn('PAY-431'), text: 'It had failed' }, true), true);
    files.dispose();
  });

  it('releases them once it is discarded, and is none where the connection was removed', async () => {
    const { editor, files, uri, released } = await open();
    assert.equal(await editor.edit({ ...reportOn('PAY-431'), build: { ...build, jenkins: 'gone' } }), false);
    assert.equal(await editor.edit(reportOn('PAY-431')), true);
    assert.deepEqual(released, []);
    await files.close(uri);
    assert.deepEqual(released, [51]);
    files.dispose();
  });
});
