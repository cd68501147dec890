import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Sessions } from '../../../../../src/workbench/connections/sessions/sessions.ts';
import { type FailureFacts, FailureReader } from '../../../../../src/workbench/jenkins/failures/failureFacts.ts';
import type { BuildRef } from '../../../../../src/workbench/jenkins/jobs/jobRef.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';

describe('the facts about a failed build', () => {
  const demo = demoJenkins();
  const connection = { id: 'demo', url: 'http://demo' } as BuildRef['connection'];
  const ref: BuildRef = { connection, job: 'payments/api/main', number: 3 };
  const reader = () => new FailureReader({ jenkins: () => demo.session } as unknown as Sessions);

  it('are read in five requests, and of a finished build only once', async () => {
    const one = reader();
    const facts = await one.read(ref, {});
    assert.equal(demo.jenkins.requests.length, 5);
    assert.ok(facts?.tests && 'value' in facts.tests);
    assert.equal(facts.tests.value.length, 1);
    assert.equal(await one.read(ref, {}), facts);
    assert.equal(demo.jenkins.requests.length, 5);
    one.forget(ref);
    await one.read(ref, {});
    assert.equal(demo.jenkins.requests.length, 10);
  });

  it('keep the names of many failed tests, but not all that they say', async () => {
    const says = { status: 'FAILED', age: 2, errorDetails: 'why', errorStackTrace: 'at a.B.c(B.java:1)' };
    const cases = Array.from({ length: 1500 }, (_, index) => ({ className: 'a.B', name: `c${index}`, ...says }));
    demo.jenkins.answerOnce({ path: /testReport/ }, (_, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' })
        .end(JSON.stringify({ suites: [{ cases }] })),
    );
    const facts = await reader().read(ref, {});
    assert.ok(facts?.tests && 'value' in facts.tests);
    const { value } = facts.tests;
    assert.deepEqual([value.length, value[999]?.message, value[1000]?.message], [1500, 'why', '']);
    assert.deepEqual([value[1499]?.name, value[1499]?.stackTrace], ['c1499', '']);
  });

  it('are shown as they come, the build first', async () => {
    const shown: FailureFacts[] = [];
    await reader().read(ref, {}, facts => shown.push(facts));
    assert.deepEqual(shown[0] && { ...shown[0], build: undefined }, {
      ...{
        build: undefined,
        stages: undefined,
        parts: undefined,
        cause: undefined,
        tests: undefined,
        since: undefined,
      },
    });
    assert.equal(shown.length, 6);
  });

  it('are there but for a part that cannot be read, which is asked for again the next time', async () => {
    const one = reader();
    demo.jenkins.answerOnce({ path: /testReport/ }, (_, res) => res.writeHead(403).end());
    const facts = await one.read(ref, {});
    assert.ok(facts?.tests && 'error' in facts.tests);
    assert.ok(facts.cause && 'value' in facts.cause);
    const again = await one.read(ref, {});
    assert.ok(again?.tests && 'value' in again.tests);
  });

  it('are read again of a build that runs', async () => {
    const { state } = demo.jenkins;
    state.quietPeriod = 0;
    const job = newJob('freestyle', 'running', state.root, {
      plan: () => ({ steps: [{ holds: true }], result: 'SUCCESS' as const }),
    });
    state.startBuild(job);
    while (job.builds.length === 0) await new Promise(resolve => setTimeout(resolve, 20));
    const one = reader();
    const running = { connection, job: 'running', number: 1 };
    assert.equal((await one.read(running, {}))?.build.build.running, true);
    const before = demo.jenkins.requests.length;
    await one.read(running, {});
    assert.ok(demo.jenkins.requests.length > before);
  });

  it('end with the page', async () => {
    const abort = new AbortController();
    const reading = reader().read(ref, { signal: abort.signal }, () => abort.abort());
    await assert.rejects(reading);
    assert.ok(demo.jenkins.requests.length <= 5);
  });

  it('are read once for two who ask at the same time, also where the first leaves', async () => {
    const one = reader();
    const shown: FailureFacts[] = [];
    const [first, second] = await Promise.all([one.read(ref, {}), one.read(ref, {}, facts => shown.push(facts))]);
    assert.equal(first, second);
    assert.equal(demo.jenkins.requests.length, 5);
    assert.ok(shown.length > 0);
    one.forget(ref);
    const abort = new AbortController();
    const leaving = one.read(ref, { signal: abort.signal }, () => abort.abort());
    const staying = one.read(ref, {});
    await assert.rejects(leaving);
    assert.ok((await staying)?.tests);
  });
});
