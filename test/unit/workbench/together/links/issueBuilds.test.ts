import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { IssueRef } from '../../../../../src/workbench/jira/issues/issueRef.ts';
import type { BuildsOfIssuesDeps } from '../../../../../src/workbench/together/links/issueBuilds.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';

describe('the builds on the page of an issue', () => {
  let editor: Editor;
  before(async () => {
    editor = await extensionEditor();
  });

  const connection = { id: 'ci', name: 'ci' };
  const build = (number: number) => ({
    number,
    displayName: `#${number}`,
    result: 'SUCCESS',
    running: false,
    startedAt: 1,
  });
  const named = (job: string, number: number) => ({ connection, job, build: build(number) });
  const builds = async (find: () => Promise<unknown>) => {
    const { BuildsOfIssues } = await import('../../../../../src/workbench/together/links/issueBuilds.ts');
    const job = { fullName: 'app/PAY-17', lastBuild: build(3), color: 'blue' };
    return new BuildsOfIssues({
      store: { ofProduct: () => [{ id: 'jira', name: 'Jira' }] },
      issueJobs: { find: async () => [{ connection, job }] },
      namedBuilds: async () => ({ find }),
    } as unknown as BuildsOfIssuesDeps);
  };
  const issue = { connection: { id: 'jira' }, key: 'PAY-17' } as IssueRef;
  const shown = async (find: () => Promise<unknown>) => {
    const html = await (await builds(find)).section(issue, new AbortController().signal);
    return [...html.matchAll(/[\w/-]+ #\d+(?=<)/g)].map(([text]) => text);
  };

  it('are also those that name it otherwise than by their branch, each once', async () => {
    const all = [named('app/PAY-17', 3), named('release', 8), named('app/PAY-17', 2)];
    assert.deepEqual(await shown(async () => all), ['app/PAY-17 #3', 'release #8', 'app/PAY-17 #2']);
  });

  it('are those of its branches where no other can be read', async () => {
    assert.deepEqual(await shown(() => Promise.reject(new Error('away'))), ['app/PAY-17 #3']);
  });

  it('lead to the log of that build', async () => {
    const opened: unknown[] = [];
    const real = editor.execute.bind(editor);
    Object.assign(editor, { execute: async (_: string, target: unknown) => void opened.push(target) });
    const key = { connection: 'ci', job: 'release', number: 8 };
    await (await builds(async () => [])).run('openLog', JSON.stringify(key));
    await (await builds(async () => [])).run('openLog', JSON.stringify({ connection: 'ci', job: 'release' }));
    Object.assign(editor, { execute: real });
    assert.deepEqual(opened, [key, { connection: 'ci', job: 'release' }]);
  });
});
