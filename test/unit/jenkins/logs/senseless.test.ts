import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../../src/jenkins/index.ts';
import { startServer } from '../../../servers/wire/httpServer.ts';
import { connectTo } from '../../fixtures/client.ts';
import { follow } from './logRig.ts';
import { senselessAnswers, senselessJenkins, senselessText } from './senselessAnswers.ts';

/** Time that a test lets a follower run. */
const runsMs = 600;
const timing = { firstPauseMs: 10, maxPauseMs: 40, firstRetryMs: 10, maxRetryMs: 40, patienceMs: 5000 };

describe('a follower of a log that is answered wrongly', () => {
  for (const [name, answer] of Object.entries(senselessAnswers)) {
    it(`asks with a pause, and ends with the console’s text: ${name}`, async () => {
      let count = 0;
      let early = 0;
      let running = true;
      const handle = senselessJenkins(
        answer,
        () => running,
        () => count++,
      );
      const server = await startServer((req, res) => {
        if (running && req.url?.includes('/consoleText')) early++;
        handle(req, res);
      });
      const client = await connectTo(server.origin, {});
      const session = new JenkinsSession(client.http, async () =>
        jenkinsLogin({
          ...{ user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken },
        }),
      );
      const abort = new AbortController();
      try {
        const { sink, news, end, follower } = follow(session, 'job', 1, { timing, signal: abort.signal });
        end.catch(() => undefined);
        await new Promise(done => setTimeout(done, runsMs));
        assert.ok(count <= runsMs / timing.firstPauseMs + 5, `${count} requests`);
        running = false;
        if (name.startsWith('a start') || name.startsWith('parts')) {
          assert.ok(news.some(({ kind }) => kind === 'senseless' || kind === 'interrupted'));
        }
        assert.equal((await end).kind, 'finished');
        assert.equal(sink.bytes.toString(), senselessText);
        if (name.startsWith('an end')) assert.ok(news.some(({ kind }) => kind === 'senseless'));
        assert.equal(early, 0, 'the console is not asked for while the build runs');
        // A follower that is handed this position asks for nothing of the log again.
        assert.equal(follower.position.complete, true);
      } finally {
        abort.abort();
        await client.close();
        await server.close();
      }
    });
  }
});
