import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { parseCurl } from '../../../../src/snippets/curl/parseCurl.ts';
import { readCommand } from '../../../../src/snippets/curl/shellWord.ts';

const variables = { USER_NAME: 'admin', TOKEN: `t'o k"e$n`, JOB: 'app', CRUMB: 'Jenkins-Crumb: abc' };
const text = readFileSync(join(import.meta.dirname, 'lines.txt'), 'utf8');
/** Lines of a command that goes on are indented or closed by a brace. */
const lines = text.trim().split(/\n(?=curl |\/usr)/);
/** A usual run takes each seventh line; `npm run test:snippets` takes them all. */
const chosen = process.env['SNIPPETS'] ? lines : lines.filter((_, index) => index % 7 === 0);

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: string;
}

describe('curl lines, beside curl itself', function () {
  this.timeout(60_000);
  let seen: Seen[] = [];
  let origin = '';
  let folder = '';
  const server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', piece => pieces.push(piece));
    req.on('end', () => {
      seen.push(seenOf(req, Buffer.concat(pieces)));
      res.end();
    });
  });

  before(async function () {
    if (spawnSync('curl', ['--version']).status !== 0) this.skip();
    folder = mkdtempSync(join(tmpdir(), 'jj-curl-'));
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    origin = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    await new Promise(done => server.close(done));
    if (folder) rmSync(folder, { recursive: true });
  });

  it(`sends what curl sends, for ${chosen.length} of ${lines.length} lines as people write them`, async () => {
    assert.ok(lines.length >= 200);
    const wrong: string[] = [];
    for (const line of chosen) {
      const command = line.replaceAll('HOST', origin);
      seen = [];
      await run(command, folder);
      const [theirs] = seen;
      seen = [];
      try {
        await send(command);
        assert.deepEqual(seen[0], theirs);
      } catch (error) {
        wrong.push(`${line}\n${String(error)}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

function run(command: string, cwd: string): Promise<void> {
  // Configuration files of the person who runs the tests would add options.
  const env = { PATH: process.env['PATH'], HOME: cwd, LC_ALL: 'C.UTF-8', ...variables };
  return new Promise(done => {
    spawn('bash', ['-c', command], { cwd, env, stdio: 'ignore' }).on('close', () => done());
  });
}

/** Sends a line as it was understood, with the login that it names. */
async function send(command: string): Promise<void> {
  const { method, url, headers, body, login } = parseCurl(readCommand(command).words, variables);
  const user = login?.user;
  const authorization =
    user === undefined
      ? `Bearer ${login?.secret}`
      : `Basic ${Buffer.from(`${user}:${login?.secret}`).toString('base64')}`;
  await new Promise<void>((done, failed) => {
    const sent = request(url, { method, agent: false }, answer => answer.resume().on('end', done));
    for (const [name, value] of headers) {
      const others = headers.filter(([other]) => other.toLowerCase() === name.toLowerCase()).map(([, each]) => each);
      sent.setHeader(name, others.length > 1 ? others : value);
    }
    if (login) sent.setHeader('Authorization', authorization);
    if (body !== undefined) sent.setHeader('Content-Length', Buffer.byteLength(body));
    sent.on('error', failed).end(body);
  });
}

/** Headers of the wire, and those that each client has of its own, are left out. */
const own = /^(?:host|connection|accept-encoding|content-length|transfer-encoding|expect|user-agent: curl)/;

function seenOf(req: IncomingMessage, body: Buffer): Seen {
  const headers = req.rawHeaders
    .flatMap((name, i) => (i % 2 === 0 ? [`${name.toLowerCase()}: ${req.rawHeaders[i + 1]}`] : []))
    .filter(line => !own.test(line) && line !== 'accept: */*')
    .map(line => line.replace(/^(authorization: )bearer/i, '$1Bearer').replace(/boundary=.*/, 'boundary'));
  return {
    method: req.method ?? '',
    url: new URL(req.url ?? '', 'http://localhost').href.replace(/%[\da-f]{2}/gi, code => code.toUpperCase()),
    headers: headers.sort(),
    body: body.toString('utf8').replace(/-{24}[\w-]+(?=--|\r)/g, 'boundary'),
  };
}
