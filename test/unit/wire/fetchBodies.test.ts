import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BaseUrl, FetchTransport, HttpClient, Method, UnreachableError } from '../../../src/http/index.ts';

/** Reads an answer of a fetch whose body breaks so. */
async function readBroken(cause: unknown): Promise<unknown> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(Buffer.from('first'));
      setImmediate(() => controller.error(cause));
    },
  });
  const transport = new FetchTransport(async () => new Response(body));
  const http = new HttpClient({ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test' });
  const response = await http.send({ method: Method.get, path: '/' });
  return response.text().catch((error: unknown) => error);
}

describe('an answer of the editor’s fetch', () => {
  it('that breaks is unreachable, by the error that the fetch gave', async () => {
    const cause = new TypeError('terminated');
    const error = await readBroken(cause);
    assert.ok(error instanceof UnreachableError);
    assert.equal(error.cause, cause);
  });

  it('that breaks by no error is unreachable, too', async () => {
    const error = await readBroken('odd');
    assert.ok(error instanceof UnreachableError);
    assert.ok(error.cause instanceof Error);
    assert.equal(error.cause.cause, 'odd');
  });

  it('without a body is empty', async () => {
    const transport = new FetchTransport(async () => new Response(null, { status: 200 }));
    const http = new HttpClient({ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test' });
    assert.equal(await (await http.send({ method: Method.get, path: '/' })).text(), '');
  });

  it('is asked for without cookies, caches, referrers or redirects, and with the encodings of the fetch', async () => {
    const asked: RequestInit[] = [];
    const transport = new FetchTransport(async (_, init) => {
      asked.push(init);
      return new Response('');
    });
    const http = new HttpClient({ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test' });
    await http.send({ method: Method.post, path: '/', headers: { accept: 'a/b' }, body: 'x' });
    const { signal: _, ...init } = asked[0] ?? {};
    assert.deepEqual(init, {
      ...{ method: 'POST', headers: { accept: 'a/b', 'user-agent': 'test' }, body: 'x' },
      ...{ redirect: 'manual', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' },
    });
  });

  it('that hides redirects is no answer', async () => {
    const transport = new FetchTransport(async () => Response.error());
    const http = new HttpClient({
      ...{ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test', timing: { maxRetries: 0 } },
    });
    await assert.rejects(http.send({ method: Method.get, path: '/' }), UnreachableError);
  });
});
