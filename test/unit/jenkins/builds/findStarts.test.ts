import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findStarts } from '../../../../src/jenkins/builds/startTrace.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../../src/jenkins/index.ts';
import { withHttp, withServer } from '../../../cases/support/server.ts';

/** A build that the user `me` started, with the values of its parameters. */
const buildOf = (number: number, ...parameters: readonly object[]) => ({
  ...{ number, queueId: 100 + number },
  actions: [{ causes: [{ userId: 'me' }] }, { parameters }],
});

/** Numbers of the builds that are taken for starts with these values. */
async function startsWith(builds: readonly object[], values: Readonly<Record<string, string>>) {
  let numbers: unknown[] = [];
  const answerTo = (url: string) => (url.includes('/me/') ? { id: 'me' } : url.includes('/queue/') ? {} : { builds });
  await withServer(
    ({ url }) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(answerTo(url)) }),
    ({ url }) =>
      withHttp(url, async http => {
        const credentials = { user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken };
        const session = new JenkinsSession(http, async () => jenkinsLogin(credentials));
        const baseline = { nextBuildNumber: 5, waiting: new Map(), readAt: 0 };
        const found = await findStarts(session, 'job', new Map(Object.entries(values)), baseline);
        numbers = found.map(({ buildNumber }) => buildNumber);
      }),
  );
  return numbers;
}

describe('the traces of a start', () => {
  it('agree with its values, of whatever type Jenkins shows them', async () => {
    const builds = [
      buildOf(5, { name: 'A', value: true }, { name: 'B', value: 3 }, { name: 'C', value: 'x' }),
      buildOf(6, { name: 'A', value: true }, { name: 'B', value: 4 }, { name: 'C', value: 'x' }),
      buildOf(7, { name: 'A', value: false }, { name: 'B', value: 3 }, { name: 'C', value: 'x' }),
      buildOf(8, { name: 'A', value: true }, { name: 'B', value: 3 }, { name: 'C', value: 'y' }),
    ];
    assert.deepEqual(await startsWith(builds, { A: 'true', B: '3', C: 'x' }), [5]);
  });

  it('stand in the order of their starts, although Jenkins lists the newest build first', async () => {
    const builds = [7, 6, 5].map(number => buildOf(number, { name: 'A', value: 'x' }));
    assert.deepEqual(await startsWith(builds, { A: 'x' }), [5, 6, 7]);
  });

  it('need not show secret values', async () => {
    const builds = [buildOf(5, { name: 'A', value: 'x' }, { name: 'SECRET' })];
    assert.deepEqual(await startsWith(builds, { A: 'x', SECRET: 's' }), [5]);
  });

  it('are no builds before it', async () => {
    const builds = [buildOf(4, { name: 'A', value: 'x' }), buildOf(5, { name: 'A', value: 'x' })];
    assert.deepEqual(await startsWith(builds, { A: 'x' }), [5]);
  });
});
