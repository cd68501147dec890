import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'mocha';
import { BaseUrl, HttpClient, type Transport } from '../../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin, LogFollower } from '../../../../src/jenkins/index.ts';
import { MemorySink } from '../../../servers/memorySink.ts';
import { delaysIn } from '../../fixtures/delays.ts';

/** Longest whole exchange by default, in milliseconds. */
const exchangeMs = 120_000;

/** A session with a server of these statuses, the last one for ever. */
function sessionWith(...statuses: number[]): JenkinsSession {
  let asked = 0;
  const transport: Transport = {
    async send() {
      const status = statuses[Math.min(asked++, statuses.length - 1)] ?? 200;
      return { status, headers: { 'content-type': 'application/json' }, body: Readable.from(['{}']) };
    },
    close: async () => undefined,
  };
  const timing = { maxRetries: 0 };
  const http = new HttpClient({ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test', timing });
  return new JenkinsSession(http, async () =>
    jenkinsLogin({ user: 'u', secret: 's', kind: JenkinsSecretKind.apiToken }),
  );
}

const waitsOf = async (work: () => Promise<unknown>) =>
  (await delaysIn(work)).filter(ms => ms !== exchangeMs).map(ms => Math.round(ms));

describe('without other timing', () => {
  it('a read waits half a minute for a Jenkins that is starting', async () => {
    const waits = await waitsOf(() => assert.rejects(sessionWith(503).getJson('/api/json')));
    assert.deepEqual(waits, [700, 1120, 1792, 2867, 4000, 4000, 4000, 4000, 4000]);
  });

  it('a refused login is doubted twice while Jenkins starts', async () => {
    const waits = await waitsOf(() => assert.rejects(sessionWith(503, 401).getJson('/api/json')));
    assert.deepEqual(waits, [700, 2500, 4500]);
  });

  it('a refused login is believed a minute after Jenkins has started', async () => {
    const after = (ms: number) =>
      waitsOf(async () => {
        const session = sessionWith(503, 401);
        await assert.rejects(session.getJson('/api/json', { background: true }));
        await new Promise(done => setTimeout(done, ms));
        await assert.rejects(session.getJson('/api/json'));
      });
    assert.deepEqual(await after(59_000), [59_000, 2500, 4500]);
    assert.deepEqual(await after(60_500), [60_500]);
  });

  it('a log that cannot be read is asked for again for five minutes', async () => {
    const waits = await waitsOf(() =>
      assert.rejects(new LogFollower(sessionWith(503), 'job', 1, new MemorySink()).run()),
    );
    assert.deepEqual(waits.slice(0, 7), [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
    const all = waits.reduce((sum, ms) => sum + ms, 0);
    assert.ok(all > 300_000 && all <= 320_000, `${all} ms`);
  });
});
