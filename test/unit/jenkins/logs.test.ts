import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../src/http/index.ts';
import { followLog, JenkinsSecretKind, JenkinsSession, readWholeLog, startBuild } from '../../../src/jenkins/index.ts';
import { PlainLogReader, readMultipartLog } from '../../../src/jenkins/logStream.ts';
import { demoUsers, type LogGeneration, startDemoJenkins } from '../../servers/jenkins/index.ts';

async function withSession(
  generation: LogGeneration,
  work: (session: JenkinsSession, requests: () => number) => Promise<void>,
): Promise<void> {
  const jenkins = await startDemoJenkins({ pace: 8, logGeneration: generation });
  const http = new HttpClient({
    base: BaseUrl.parse(jenkins.url),
    transport: new UndiciTransport(),
    userAgent: 'test',
  });
  const { id: user, token: secret } = demoUsers.dev;
  const kind = JenkinsSecretKind.apiToken;
  try {
    await work(new JenkinsSession(http, async () => ({ user, secret, kind })), () => jenkins.requests.length);
  } finally {
    await http.close();
    await jenkins.close();
  }
}

async function follow(session: JenkinsSession, job: string, number: number, tailBytes = 1_000_000) {
  const pieces: Uint8Array[] = [];
  const arrivals: number[] = [];
  let skipped = -1;
  for await (const event of followLog(session, job, number, { tailBytes })) {
    if (event.kind === 'begin') skipped = event.skippedBytes;
    if (event.kind !== 'text') continue;
    pieces.push(event.bytes);
    arrivals.push(performance.now());
  }
  return { text: Buffer.concat(pieces).toString('utf8'), skipped, arrivals };
}

describe('following a log', () => {
  for (const generation of ['multipart', 'capped', 'truthful'] as const) {
    it(`shows a running build's log as it grows, and ends equal to the console (${generation})`, async () => {
      await withSession(generation, async session => {
        await startBuild(session, 'slow', undefined);
        const { lastBuild } = await untilRunning(session, 'slow');
        const { text, arrivals } = await follow(session, 'slow', lastBuild);
        assert.ok(arrivals.length > 2, `came in ${arrivals.length} pieces`);
        assert.equal(text, await readWholeLog(session, 'slow', lastBuild, 1_000_000));
        assert.match(text, /Finished: SUCCESS\n$/);
        assert.doesNotMatch(text, /\[8mha:/);
      });
    });

    it(`begins near the end of a long log (${generation})`, async () => {
      await withSession(generation, async session => {
        const whole = await readWholeLog(session, 'hello', 1, 1_000_000);
        const { text, skipped } = await follow(session, 'hello', 1, 40);
        assert.ok(skipped > 0);
        assert.ok(text.length <= 60 && whole.endsWith(text.slice(-20)));
      });
    });
  }

  it('ends the request when it is called off', async () => {
    await withSession('multipart', async session => {
      await startBuild(session, 'slow', undefined);
      const { lastBuild } = await untilRunning(session, 'slow');
      const abort = new AbortController();
      const following = (async () => {
        for await (const event of followLog(session, 'slow', lastBuild, { tailBytes: 1000, signal: abort.signal })) {
          if (event.kind === 'text') abort.abort(new Error('enough'));
        }
      })();
      await assert.rejects(following);
    });
  });
});

async function untilRunning(session: JenkinsSession, job: string): Promise<{ lastBuild: number }> {
  for (;;) {
    const answer = (await session.getJson(`/job/${job}/api/json?tree=lastBuild[number,building]`)) as {
      lastBuild?: { number: number; building: boolean };
    };
    if (answer.lastBuild?.building) return { lastBuild: answer.lastBuild.number };
    await new Promise(done => setTimeout(done, 20));
  }
}

describe('a multipart log answer', () => {
  const answer = Buffer.from(
    '--b1\r\nContent-Disposition: form-data;name=text\r\n\r\none\r\ntwo --b\n\r\n--b1\r\n' +
      'Content-Disposition: form-data;name=meta\r\n\r\n{"completed":true,"start":0,"end":42}\r\n--b1--',
  );

  it('is read the same however it is cut into pieces', async () => {
    for (let size = 1; size <= answer.length; size++) {
      const texts: Uint8Array[] = [];
      let meta: unknown;
      for await (const part of readMultipartLog(cut(answer, size), 'b1')) {
        if ('text' in part) texts.push(part.text);
        else meta = part.meta;
      }
      assert.equal(Buffer.concat(texts).toString(), 'one\r\ntwo --b\n', `pieces of ${size}`);
      assert.deepEqual(meta, { completed: true, end: 42 });
    }
  });
});

describe('a plain log answer', () => {
  const note = '\x1b[8mha:////4CLfZ6/3lenX6ONsueW0\x1b[0m';
  const file = `Started by ${note}admin\nžluť ✓\n\x1b[31mred\x1b[0m\n`;
  const sent = Buffer.from(file.replaceAll('\n', '\r\n'));

  it('loses its carriage returns and notes, and counts the bytes of the file, however it is cut', () => {
    for (let size = 1; size <= sent.length; size++) {
      const reader = new PlainLogReader();
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < sent.length; at += size) pieces.push(reader.read(sent.subarray(at, at + size)));
      pieces.push(reader.end());
      assert.equal(Buffer.concat(pieces).toString(), file.replace(note, ''), `pieces of ${size}`);
      assert.equal(reader.rawBytes, Buffer.byteLength(file));
    }
  });
});

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
