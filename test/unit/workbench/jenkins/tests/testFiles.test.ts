import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { type FailedTest, listFailedTests } from '../../../../../src/jenkins/index.ts';
import type { Sessions } from '../../../../../src/workbench/connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../../../../src/workbench/connections/settings/connectionStore.ts';
import type { BuildRef } from '../../../../../src/workbench/jenkins/jobs/jobRef.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

/** A report in which one test fails in two branches. */
const report = {
  suites: ['windows', 'linux'].map(branch => ({
    enclosingBlockNames: [branch, 'Test'],
    cases: [{ className: 'a.B', name: 'works', status: 'FAILED', age: 1, errorDetails: `not on ${branch}` }],
  })),
};

describe('the file of a failed test', () => {
  const at = jenkinsWorkbench();
  const demo = demoJenkins();
  const connection = { id: 'ci', name: 'CI', url: 'http://ci' } as BuildRef['connection'];
  const build = { connection, job: 'payments/api/main', number: 3 };

  before(() => at.editor);

  async function read(test: FailedTest): Promise<string> {
    const { TestFiles } = await import('../../../../../src/workbench/jenkins/tests/testFiles.ts');
    const { testUri } = await import('../../../../../src/workbench/jenkins/tests/testUri.ts');
    const store = { findJenkins: () => connection } as unknown as ConnectionStore;
    const files = new TestFiles(store, { jenkins: () => demo.session } as unknown as Sessions);
    return Buffer.from(await files.readFile(testUri(build, test))).toString();
  }

  it('tells it from the test of the same name in another branch', async () => {
    const answer = () =>
      demo.jenkins.answerOnce({ path: /testReport/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(report)),
      );
    answer();
    const [windows, linux] = await listFailedTests(demo.session, build.job, 3);
    assert.ok(windows && linux);
    answer();
    assert.match(await read(linux), /Test › linux\n\nnot on linux\n$/);
    answer();
    assert.match(await read(windows), /Test › windows\n\nnot on windows\n$/);
  });
});
