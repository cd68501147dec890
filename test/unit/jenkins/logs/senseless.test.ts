import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, it } from 'mocha';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession } from '../../../../src/jenkins/index.ts';
import { startServer } from '../../../servers/wire/httpServer.ts';
import { follow } from './logRig.ts';

const text = 'one\ntwo\nthree\n';
/** Requests of a log in the time that a test lets it run. */
const runsMs = 600;
const timing = { firstPauseMs: 10, maxPauseMs: 40, firstRetryMs: 10, maxRetryMs: 40, patienceMs: 5000 };

type Answer = (req: IncomingMessage, res: ServerResponse, count: number) => void;

const plain = (res: ServerResponse, body: string, headers: Record<string, string>) =>
  res.writeHead(200, { 'content-type': 'text/plain;charset=utf-8', ...headers }).end(body);
const json = (res: ServerResponse, value: object) =>
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
const atEnd = { 'x-text-size': String(text.length) };
const parts = (res: ServerResponse, body: string, meta: object) => {
  const part = (name: string, type: string, content: string) =>
    `--b\r\nContent-Disposition: form-data;name=${name}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
  const all = `${part('text', 'text/plain', body)}${part('meta', 'application/json', JSON.stringify(meta))}--b--`;
  res.writeHead(200, { 'content-type': 'multipart/form-data;boundary=b' }).end(all);
};

/** Answers that make no sense, in the ways of proxies and of broken controllers. */
const scenes: Readonly<Record<string, Answer>> = {
  'a start that is not the one asked for': (_, res) =>
    parts(res, text, { start: 7, end: 7 + text.length, completed: true }),
  'sizes that grow without text': (_, res, count) =>
    plain(res, '', { 'x-text-size': String(count * 1000), 'x-more-data': 'true' }),
  'sizes that shrink': (_, res, count) =>
    plain(res, text, { 'x-text-size': String(Math.max(0, 100 - count)), 'x-more-data': 'true' }),
  'negative sizes': (_, res) => plain(res, text, { 'x-text-size': '-5', 'x-more-data': 'true' }),
  'sizes without end': (_, res) => plain(res, text, { 'x-text-size': '1e308', 'x-more-data': 'true' }),
  'parts without end': (_, res, count) => parts(res, '', { start: count % 3, end: 1e308, completed: true }),
  'an end that is never reached': (req, res) => {
    const start = Number(new URL(req.url ?? '', 'http://x').searchParams.get('start'));
    parts(res, '', { start, end: start + 1000, completed: true });
  },
  'a plain type that names another': (_, res) =>
    plain(res, text, { 'content-type': 'text/plain;note="multipart/form-data;boundary=b"', 'x-more-data': 'true' }),
  'a dropped start': (_, res) => plain(res, text, { 'x-text-size': String(text.length), 'x-more-data': 'true' }),
};

describe('a follower of a log that is answered wrongly', () => {
  for (const [name, answer] of Object.entries(scenes)) {
    it(`asks with a pause, and ends with the console’s text: ${name}`, async () => {
      let count = 0;
      let running = true;
      let early = 0;
      const answers: readonly (readonly [path: string, answer: Answer])[] = [
        ['/logText/', (req, res) => (running ? answer(req, res, count++) : plain(res, text, atEnd))],
        [
          '/consoleText',
          (_, res) => {
            if (running) early++;
            plain(res, text, {});
          },
        ],
        [
          '/',
          (_, res) => json(res, { number: 1, building: running, result: running ? null : 'SUCCESS', timestamp: 1 }),
        ],
      ];
      const server = await startServer((req, res) => {
        answers.find(([path]) => req.url?.includes(path))?.[1](req, res, 0);
      });
      const http = new HttpClient({
        base: BaseUrl.parse(server.origin),
        transport: new UndiciTransport(),
        userAgent: 'test',
      });
      const session = new JenkinsSession(http, async () => ({
        ...{ user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken },
      }));
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
        assert.equal(sink.bytes.toString(), text);
        if (name.startsWith('an end')) assert.ok(news.some(({ kind }) => kind === 'senseless'));
        assert.equal(early, 0, 'the console is not asked for while the build runs');
        // A follower that is handed this position asks for nothing of the log again.
        const { complete, unsure } = follower.position;
        assert.deepEqual({ complete, unsure }, { complete: true, unsure: true });
      } finally {
        abort.abort();
        await http.close();
        await server.close();
      }
    });
  }
});
