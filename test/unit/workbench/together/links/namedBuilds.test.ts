import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { listWordedBuilds } from '../../../../../src/jenkins/builds/buildTexts.ts';
import { Phase } from '../../../../../src/jenkins/builds/follow.ts';
import { NamedBuilds, type NamedBuildsDeps } from '../../../../../src/workbench/together/links/namedBuilds.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';

const main = 'payments/api/main';

describe('the builds of an issue', () => {
  const demo = demoJenkins();
  const signal = new AbortController().signal;
  const listeners: ((build: unknown) => void)[] = [];
  const refreshed: boolean[] = [];
  const builds = (...inUse: readonly string[]) => {
    listeners.length = 0;
    const connection = { id: 'ci' };
    const deps = {
      store: { findJenkins: () => connection },
      sessions: { jenkins: () => demo.session },
      issueJobs: { refs: () => [] },
      tracker: { onDidChange: (listener: (build: unknown) => void) => listeners.push(listener) },
      issueTrees: () => [
        { refreshWhere: (isMeant: (id: string) => boolean) => refreshed.push(isMeant('PAY-17/:builds')) },
      ],
      jobsInUse: () => inUse.map(job => ({ connection: 'ci', job })),
    };
    return new NamedBuilds(deps as unknown as NamedBuildsDeps);
  };
  const told = async (of: NamedBuilds, key: string) =>
    (await of.find(key, signal)).map(({ job, build }) => `${job} ${build.displayName}`);

  it('are those whose texts name it, of one request a job for all issues', async () => {
    const { state } = demo.jenkins;
    const [older] = state.job('hello').builds;
    if (older) older.description = 'Shows PAY-17 and OPS-3';
    const of = builds(main, 'hello');
    assert.deepEqual((await told(of, 'PAY-17')).sort(), ['hello #4', `${main} #3`]);
    assert.deepEqual(await told(of, 'OPS-3'), ['hello #4']);
    assert.deepEqual(await told(of, 'PAY-1'), []);
    assert.equal(demo.jenkins.requests.length, 2);
  });

  it('are read anew of a job whose build has ended', async () => {
    const of = builds('hello');
    assert.deepEqual(await told(of, 'PAY-17'), []);
    const [newest] = demo.jenkins.state.job('hello').builds;
    if (newest) newest.description = 'for PAY-17';
    assert.deepEqual(await told(of, 'PAY-17'), []);
    const end = { ref: { connection: { id: 'ci' }, job: 'hello' }, progress: { phase: Phase.finished } };
    for (const listener of listeners) listener(end);
    assert.deepEqual(refreshed, [true]);
    assert.deepEqual(await told(of, 'PAY-17'), ['hello #4']);
  });

  it('are also those of a job of which a build was opened', async () => {
    const of = builds();
    assert.deepEqual(await told(of, 'PAY-17'), []);
    of.noteOpened({ connection: { id: 'ci' }, job: main } as Parameters<NamedBuilds['noteOpened']>[0]);
    assert.deepEqual(await told(of, 'PAY-17'), [`${main} #3`]);
  });

  it('are told of the other jobs where one cannot be read; its failure, where nothing was found', async () => {
    assert.deepEqual(await told(builds('gone', main), 'PAY-17'), [`${main} #3`]);
    await assert.rejects(told(builds('gone', main), 'PAY-1'), /NotFound|not found|404/i);
  });

  it('are read with all texts that can name an issue', async () => {
    const [newest] = await listWordedBuilds(demo.session, main);
    assert.deepEqual(newest?.messages, ['PAY-17 Refuse expired cards\n']);
    assert.deepEqual(newest?.causes, ['Started by an SCM change']);
    assert.deepEqual([newest?.description, newest?.values], ['', []]);
  });
});
