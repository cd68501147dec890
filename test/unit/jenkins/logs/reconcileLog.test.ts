import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../../src/jenkins/index.ts';
import { reconcileLog } from '../../../../src/jenkins/logs/reconcileLog.ts';
import { withHttp, withServer } from '../../../cases/support/server.ts';
import { MemorySink } from '../../../servers/memorySink.ts';

/** A kept log after it was compared with the console of its build. */
async function reconciled(kept: string, console: string): Promise<string> {
  const sink = new MemorySink();
  await sink.append(Buffer.from(kept));
  await withServer(
    () => ({ headers: { 'content-type': 'text/plain;charset=utf-8' }, body: console }),
    ({ url }) =>
      withHttp(url, async http => {
        const credentials = { user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken };
        await reconcileLog(new JenkinsSession(http, async () => jenkinsLogin(credentials)), '/job/a/1', sink);
      }),
  );
  return Buffer.from(sink.bytes).toString();
}

describe('a kept log that is compared with the console', () => {
  const console = 'one\ntwo\nthree\n';

  it('has the console’s text, wherever it broke off', async () => {
    for (let size = 0; size <= console.length; size++) {
      assert.equal(await reconciled(console.slice(0, size), console), console, `${size} bytes`);
    }
  });

  it('loses what the console does not have', async () => {
    for (const kept of [`${console}x`, `${console}more\n`, 'other', `one\ntwo\nthree${'x'.repeat(20)}`, 'x']) {
      assert.equal(await reconciled(kept, console), console, kept);
      assert.equal(await reconciled(kept, ''), '', kept);
    }
  });
});
