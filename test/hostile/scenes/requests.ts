import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Method } from '../../../src/http/index.ts';
import { downloadArtifact } from '../../../src/jenkins/index.ts';
import { endless, forever, startDrippingServer } from '../../servers/wire/drippingServer.ts';
import { flood } from '../answers.ts';
import { type Act, answering, ofRaw, type Stage, scene } from '../scene.ts';

const soon = { deadlineMs: 300, maxRetries: 0 };

async function read({ http }: Stage): Promise<string> {
  await (await http(soon).send({ method: Method.get, path: '/' })).json();
  return '(an answer)';
}

const dripping = (name: string, [piece, begin]: readonly [string, string], isQuick?: true) =>
  scene(name, {
    ...(isQuick && { isQuick }),
    serve: () => ofRaw(startDrippingServer(() => forever(begin, piece))),
    play: read,
    error: 'TimedOutError',
    words: /did not respond in time/,
    // The fetch of Node may open another connection, on which it asks for nothing.
    most: { seconds: 2 },
  });

const limitBytes = 64 * 1024 * 1024;
const bomb = gzipSync(Buffer.alloc(2 * limitBytes, ' '));

/** JSON of more bytes than the client takes. */
const tooLarge = (name: string, bytes: number, answer: (res: ServerResponse) => unknown) =>
  scene(name, {
    serve: answering((_, res) => answer(res)),
    play: async ({ jenkins }) => {
      await jenkins().getJson('/api/json');
      return '(an answer)';
    },
    error: 'TooLargeError',
    words: /larger than 64 MiB/,
    // A body may take 64 MiB itself; on top of it, what every scene may take.
    most: { bytes, mebibytes: 64 + 64, seconds: 10 },
  });

const json = { 'content-type': 'application/json' };
/** A body of a byte every 15 ms, behind these headers. */
const drops = (headers: string) => () =>
  ofRaw(startDrippingServer(() => forever(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n`, '.')));

export const requests: Act = {
  line: 'each request has a whole deadline and a bound; a stream can be ended',
  scenes: [
    dripping('an answer of a byte every 15 ms', endless.body, true),
    dripping('a head that never ends', endless.head),
    dripping('103 Early Hints without end', endless.hints, true),
    tooLarge('an answer of JSON without end', limitBytes + 16 * 1024 * 1024, res =>
      flood(res.writeHead(200, json), Buffer.alloc(65_536, '[')),
    ),
    tooLarge('an answer of 128 KB that unpacks to 128 MiB', bomb.length + 1024, res =>
      res.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb),
    ),
    scene('a log of a byte every 15 ms, ended by the person', {
      serve: drops('Content-Type: text/plain'),
      play: async ({ jenkins }) => {
        const abort = new AbortController();
        setTimeout(() => abort.abort(), 500);
        const response = await jenkins().get('/job/a/1/consoleText', { bulk: true, signal: abort.signal });
        for await (const piece of response.bytes()) if (piece.length === 0) break;
        return '(a log)';
      },
      error: 'CanceledError',
      words: /canceled/,
    }),
    scene('an artifact of a byte every 15 ms, seen by the person and ended', {
      serve: drops('Content-Type: application/zip\r\nContent-Length: 1000000'),
      play: async ({ jenkins, folder, externalTransport, show }) => {
        const abort = new AbortController();
        const artifact = { job: 'a', number: 1, path: 'a.zip' };
        await downloadArtifact(jenkins(), artifact, join(folder, 'a.zip'), {
          externalTransport,
          signal: abort.signal,
          onProgress: (bytes, total) => {
            if (bytes < 5) return;
            show(`(a few bytes of ${total} are told)`);
            abort.abort();
          },
        });
        return '(a file)';
      },
      error: 'CanceledError',
      words: /\(a few bytes of 1000000 are told\).*canceled/i,
    }),
  ],
};
