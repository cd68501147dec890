import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { Claims } from '../../../../../src/base/claims.ts';
import type { BuildResult } from '../../../../../src/jenkins/index.ts';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

describe('the ends of builds that were started here', () => {
  const at = jenkinsWorkbench();
  const folder = mkdtempSync(join(tmpdir(), 'jj-ends-'));
  const connection = { id: 'ci', name: 'CI', url: 'http://ci', product: 'jenkins' } as JenkinsConnection;
  before(() => at.editor);
  after(() => rmSync(folder, { recursive: true }));

  it('are told one at a time', async () => {
    const { showEnd } = await import('../../../../../src/workbench/jenkins/builds/notifyEnd.ts');
    const deps = { claims: new Claims(folder), issuesOf: async () => [] };
    const told = () => at.editor.messages.filter(text => text.endsWith('passed'));
    const tell = (number: number) =>
      showEnd(deps, `api #${number} passed`, 'SUCCESS', { connection, job: 'api', number });
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    at.editor.messagesHeld = closed;
    const all = [tell(1), tell(2)];
    await until(() => told().length > 0);
    await new Promise(done => setTimeout(done, 50));
    assert.deepEqual(told(), ['api #1 passed']);
    at.editor.messagesHeld = undefined;
    close();
    await Promise.all(all);
    assert.deepEqual(told(), ['api #1 passed', 'api #2 passed']);
  });

  it('offer the transitions of the issue of a build that passed, where it names a single one', async () => {
    const { showEnd } = await import('../../../../../src/workbench/jenkins/builds/notifyEnd.ts');
    const changed: unknown[] = [];
    const real = at.editor.execute.bind(at.editor);
    Object.assign(at.editor, {
      execute: async (name: string, ...given: unknown[]) =>
        name === 'jenkinsJira.changeStatus' ? void changed.push(given[0]) : real(name, ...given),
    });
    const issue = (site: string, key: string) => ({ connection: { id: site }, key });
    const end = async (result: BuildResult, ...issues: ReturnType<typeof issue>[]) => {
      at.editor.press('Change Status…');
      const deps = { claims: new Claims(folder), issuesOf: async () => issues };
      await showEnd(deps, 'api #3 ended', result, { connection, job: 'api', number: 3 });
      return changed.splice(0);
    };
    const pay = issue('jira', 'PAY-1');
    for (const result of ['FAILURE', 'UNSTABLE', 'ABORTED'] as const) assert.deepEqual(await end(result, pay), []);
    assert.deepEqual(await end('SUCCESS', pay, issue('jira', 'PAY-2')), []);
    assert.deepEqual(await end('SUCCESS', pay, issue('other', 'PAY-1')), []);
    assert.deepEqual(await end('SUCCESS'), []);
    assert.deepEqual(await end('SUCCESS', pay), [pay]);
    Object.assign(at.editor, { execute: real });
  });
});
