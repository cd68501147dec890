// Reported for jenkinsci/junit-plugin #89, #92 and #1249, blueocean-plugin #1280, RedHatCRE/cibyl #171.
import assert from 'node:assert/strict';
import { listFailedTests } from '../../../src/jenkins/index.ts';
import { describeCases } from '../case.ts';
import { withOddJenkins } from '../support/jenkins.ts';

const failed = (errorDetails: string) => ({
  ...{ className: 'a.CartTest', name: 'adds', status: 'REGRESSION', age: 1, failedSince: 7, duration: 0.004 },
  ...{ errorDetails, errorStackTrace: '' },
});
const inBlocks = (block: string) => ({
  ...{ name: 's', enclosingBlockNames: [block, 'Browser Tests'] },
  cases: [failed(`in ${block}`)],
});
const ofChild = (axis: string) => ({
  child: { number: 7, url: `http://h/job/grid/os=${axis}/7/` },
  result: { suites: [{ cases: [failed(axis)] }] },
});

const answers = {
  '/job/pipe/7/testReport/api/json': { suites: [inBlocks('Firefox'), inBlocks('Chrome')] },
  '/job/grid/7/testReport/api/json': { failCount: 2, childReports: [ofChild('linux'), ofChild('mac')] },
};

describeCases('tests-which-branch', one => {
  for (const [kind, job, places] of [
    ['a Pipeline', 'pipe', ['Firefox', 'Chrome']],
    ['a matrix job', 'grid', ['linux', 'mac']],
  ] as const) {
    one(`${kind} that runs a test twice: both failures are listed`, () =>
      withOddJenkins(answers, async ({ session }) => assert.equal((await listFailedTests(session, job, 7)).length, 2)),
    );

    one(`${kind} that runs a test twice: each failure says where`, () =>
      withOddJenkins(answers, async ({ session }) => {
        const tests = await listFailedTests(session, job, 7);
        // The messages name the places already; without them the test itself must tell them apart.
        const told = tests.map(test => JSON.stringify({ ...test, message: '', stackTrace: '' }));
        assert.equal(told.length, places.length);
        for (const [index, place] of places.entries()) assert.ok(told[index]?.includes(place), told[index]);
      }),
    );
  }

  one('the names of the enclosing blocks are asked for', () =>
    withOddJenkins(answers, async ({ session, requests }) => {
      await listFailedTests(session, 'pipe', 7);
      assert.match(decodeURIComponent(requests[0]?.url ?? ''), /enclosingBlockNames/);
    }),
  );
});
