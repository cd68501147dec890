import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, it } from 'mocha';
import { download } from '../../../src/http/download.ts';
import {
  BaseUrl,
  HttpClient,
  type HttpRequest,
  Method,
  type RequestTrace,
  ServerUnavailableError,
  type Transport,
  UnconfirmedWriteError,
  UnreachableError,
  type WireRequest,
} from '../../../src/http/index.ts';
import { performWrite } from '../../../src/http/writeOperation.ts';
import { reconcileWrite } from '../../../src/http/writeOutcome.ts';
import { MemoryTurns } from '../../../src/http/writeTurns.ts';
import { delaysIn } from '../fixtures/delays.ts';

const trace: RequestTrace = { method: 'POST', origin: 'https://ci.test', path: '/x' };
const broken = () => new UnreachableError('broken', trace);
/** Longest whole exchange by default, in milliseconds. */
const exchangeMs = 120_000;

/** A transport with the same answer to all requests, and the requests that it got. */
function answering(status: number, headers: Record<string, string> = {}): Transport & { readonly got: WireRequest[] } {
  const got: WireRequest[] = [];
  return {
    got,
    async send(request) {
      got.push(request);
      if (status === 0) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      return { status, headers, body: Readable.from([]) };
    },
    close: async () => undefined,
  };
}

const ask = (transport: Transport, request: Partial<HttpRequest> = {}) =>
  new HttpClient({ base: BaseUrl.parse(trace.origin), transport, userAgent: 'test' })
    .send({ method: Method.get, path: '/', ...request })
    .catch(() => undefined);

describe('without other timing', () => {
  it('a read is sent three times, with longer waits, and each exchange has two minutes', async () => {
    const transport = answering(0);
    const delays = await delaysIn(() => ask(transport));
    assert.deepEqual(delays, [exchangeMs, 300, exchangeMs, 600, exchangeMs]);
    assert.deepEqual(
      transport.got.map(({ idleTimeoutMs }) => idleTimeoutMs),
      [60_000, 60_000, 60_000],
    );
  });

  it('a pause of ten seconds is waited for, and no longer one', async () => {
    const waits = async (seconds: number) =>
      (await delaysIn(() => ask(answering(429, { 'retry-after': String(seconds) })))).filter(ms => ms !== exchangeMs);
    assert.deepEqual(await waits(10), [10_000, 10_000]);
    assert.deepEqual(await waits(11), []);
  });

  it('a large body takes a slow line its time', async () => {
    const delays = await delaysIn(() => ask(answering(200), { method: Method.post, body: 'x'.repeat(5000) }));
    assert.deepEqual(delays, [exchangeMs + 500]);
  });

  it('a lost write is searched for four times in about six seconds', async () => {
    let looks = 0;
    const delays = await delaysIn(() =>
      assert.rejects(
        reconcileWrite('write', broken(), async () => void looks++),
        UnconfirmedWriteError,
      ),
    );
    assert.deepEqual([looks, delays.map(Math.round)], [4, [300, 660, 1452, 3000]]);
  });

  it('a refusal that passes is tried four times', async () => {
    let sent = 0;
    const operation = {
      name: 'write',
      send: async () => {
        sent++;
        throw new ServerUnavailableError(trace, { status: 503 });
      },
      isPassing: () => true,
    };
    const site = { wire: undefined, turns: new MemoryTurns(), maySendTwice: false };
    const delays = await delaysIn(() => assert.rejects(performWrite(operation, site), ServerUnavailableError));
    assert.deepEqual([sent, delays], [4, [300, 600, 1200]]);
  });

  it('a download without a new byte is begun four times', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jj-delays-'));
    let opened = 0;
    const open = async () => {
      opened++;
      throw broken();
    };
    try {
      const delays = await delaysIn(() =>
        assert.rejects(download({ id: 'x', open }, join(folder, 'file'), {}), UnreachableError),
      );
      assert.deepEqual([opened, delays.map(Math.round)], [4, [500, 800, 1280]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
