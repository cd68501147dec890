import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import type { FailedTest, Job } from '../../src/jenkins/index.ts';
import type { FilePlace } from '../../src/logs/links.ts';
import type { BranchBuild } from '../../src/workbench/jenkins/branches/branchBuilds.ts';
import { type BuildProblemDeps, BuildProblems } from '../../src/workbench/jenkins/failures/buildProblems.ts';
import { FileFinder } from '../../src/workbench/jenkins/logs/fileFinder.ts';
import { longestBlock } from '../longestBlock.ts';
import { backgroundInto } from './background.ts';

/** A failed test whose trace names its line behind many of a library. */
function failed(index: number, file: string): FailedTest {
  const library = Array.from({ length: 70 }, (_, at) => `\tat org.junit.Runner${at}.run(Runner${at}.java:${at + 1})`);
  return {
    ...{ className: `problems.${file}`, name: `case${index}`, child: undefined, blocks: [], isNew: true },
    ...{ failedSince: 1, durationMs: 1, message: `expected ${index}` },
    stackTrace: ['Error', ...library, `\tat problems.${file}.case(${file}.java:${(index % 50) + 1})`].join('\n'),
  };
}

describe('the problems of the branch’s last build', () => {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const file = vscode.Uri.joinPath(root, 'problems', 'LimitTest.java');
  const searched: string[] = [];
  const real = new FileFinder(backgroundInto([]));
  let tests: FailedTest[] = [];
  const last = { number: 1, running: false, result: 'FAILURE' };
  const job = { fullName: 'limits', lastBuild: last } as unknown as Job;
  const build = {
    ...{ connection: { id: 'demo', url: 'http://demo' }, job },
    branch: { root: root.toString(), repository: 'r', name: 'main', keys: [] },
  } as unknown as BranchBuild;
  const problems = new BuildProblems({
    sessions: { jenkins: () => ({ page: (path: string) => new URL(path, 'http://demo/') }) },
    reader: {
      read: async () => ({
        build: { build: { displayName: '#1' }, revisions: [] },
        ...{ tests: { value: tests }, cause: { value: { cause: undefined } } },
      }),
    },
    finder: {
      find: (place: FilePlace) => {
        searched.push(place.path);
        return real.find(place, undefined);
      },
    },
    branches: { diffSince: async () => undefined },
  } as unknown as BuildProblemDeps);

  before(() => vscode.workspace.fs.writeFile(file, Buffer.from('// line\n'.repeat(60))));
  after(async () => {
    problems.dispose();
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root, 'problems'), { recursive: true });
  });
  const shown = () => vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Jenkins');

  it('are at most 500, and each file is searched once', async () => {
    tests = Array.from({ length: 2000 }, (_, index) => failed(index, 'LimitTest'));
    await problems.take(build);
    assert.equal(shown().length, 500);
    assert.deepEqual(searched.splice(0), ['LimitTest.java']);
    await problems.take(undefined);
    assert.equal(shown().length, 0);
  });

  it('of 20,000 tests hold nothing up, and search few files', async () => {
    const nowhere = Array.from({ length: 300 }, (_, index) => failed(index, `Gone${index}Test`));
    const silent = { ...failed(0, 'x'), stackTrace: 'no place\n'.repeat(80) };
    tests = [...nowhere, ...Array.from({ length: 20_000 }, () => silent)];
    const block = await longestBlock(() => problems.take(build));
    assert.ok(block < 100, `${block} ms`);
    assert.ok(searched.splice(0).length <= 100);
  });
});
