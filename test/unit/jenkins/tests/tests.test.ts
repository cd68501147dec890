import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError } from '../../../../src/http/index.ts';
import { type FailedTest, listFailedTests } from '../../../../src/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const job = 'payments/api/main';

describe('the failed tests of a build', () => {
  const demo = demoJenkins();

  const answer = (body: unknown) =>
    demo.jenkins.answerOnce({ path: '/job/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(body)),
    );
  const failed = async (body: unknown): Promise<FailedTest[]> => {
    answer(body);
    return listFailedTests(demo.session, job, 3);
  };

  it('names the tests that failed, with what they say, and whether that is new', async () => {
    const [test, ...others] = await listFailedTests(demo.session, job, 3);
    assert.equal(others.length, 0);
    assert.equal(test?.className, 'payments.CardTest');
    assert.equal(test?.name, 'refusesExpired');
    assert.equal(test?.isNew, true);
    assert.equal(test?.durationMs, 310);
    assert.match(test?.stackTrace ?? '', /CardTest\.java:42/);
  });

  it('says no more of a failure than a person reads', async () => {
    const errorStackTrace = 'x'.repeat(100_001);
    const [test] = await failed({ suites: [{ cases: [{ name: 'long', status: 'FAILED', errorStackTrace }] }] });
    assert.equal(test?.stackTrace.length, 100_000);
  });

  it('knows since when a test fails', async () => {
    const [old, fresh, odd] = await failed({
      suites: [
        {
          cases: [
            { className: 'a.B', name: 'old', status: 'FAILED', age: 3, failedSince: 41 },
            { className: 'a.B', name: 'fresh', status: 'FAILED', age: 1, failedSince: 43 },
            { name: 'odd', status: 'FAILED', age: 'many', failedSince: null, duration: -1, errorDetails: 7 },
            { name: 'fixed', status: 'FIXED' },
            'nonsense',
            { status: 'FAILED' },
          ],
        },
        null,
      ],
    });
    assert.deepEqual([old?.isNew, old?.failedSince], [false, 41]);
    assert.deepEqual([fresh?.isNew, fresh?.failedSince], [true, 43]);
    assert.deepEqual(odd, {
      ...{ className: '', name: 'odd', isNew: false, failedSince: undefined },
      ...{ durationMs: 0, message: '', stackTrace: '', child: undefined, blocks: [] },
    });
  });

  it('has the tests of a build’s modules as well', async () => {
    const suites = (name: string) => [{ cases: [{ className: 'a.B', name, status: 'REGRESSION' }] }];
    const found = await failed({
      childReports: [
        { child: { number: 3, url: 'http://externalTransport/' }, result: { suites: suites('first') } },
        { child: { number: 3, url: 'http://externalTransport/' }, result: { suites: suites('second') } },
      ],
    });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['first', 'second'],
    );
  });

  it('cannot name tests that were not reported', async () => {
    await assert.rejects(listFailedTests(demo.session, 'hello', 1), NotFoundError);
  });
});
