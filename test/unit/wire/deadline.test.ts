import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, Method, TimedOutError, type Transport } from '../../../src/http/index.ts';
import { chunkedJsonHead, endless, forever, startDrippingServer } from '../../servers/wire/drippingServer.ts';
import type { RawServer } from '../../servers/wire/httpServer.ts';
import { eachTransport } from './eachTransport.ts';

const timing = { idleTimeoutMs: 5000, deadlineMs: 250, maxRetries: 0 };

for (const [name, transportOf] of eachTransport) {
  describe(`a whole deadline, by ${name}`, () => {
    let server: RawServer;
    let client: HttpClient;
    let transport: Transport;
    /** Written after each request, piece by piece. */
    let pieces: () => Generator<string>;

    beforeEach(async () => {
      server = await startDrippingServer(() => pieces());
      transport = transportOf();
      client = new HttpClient({
        base: BaseUrl.parse(`http://127.0.0.1:${server.port}`),
        ...{ transport, userAgent: 'test', timing },
      });
    });
    afterEach(async () => {
      await client.close();
      await server.close();
    });

    // The fetch of older Nodes opens another connection at once, on which it asks for nothing.
    const closed = async () => {
      for (let waited = 0; server.asking() > 0 && waited < 200; waited++)
        await new Promise(done => setTimeout(done, 5));
      return server.asking() === 0;
    };

    it('ends an answer of a byte now and then', async () => {
      const [piece, head] = endless.body;
      pieces = () => forever(head, piece);
      const response = await client.send({ method: Method.get, path: '/' });
      await assert.rejects(response.json(), TimedOutError);
      assert.ok(await closed());
    });

    it('ends a head that never ends, and hints that never end', async () => {
      for (const [piece, begin] of [endless.head, endless.hints]) {
        pieces = () => forever(begin, piece);
        await assert.rejects(client.send({ method: Method.get, path: '/' }), TimedOutError, piece);
        assert.ok(await closed());
      }
    });

    it('lets a stream go on behind its head', async () => {
      pieces = function* () {
        yield chunkedJsonHead;
        for (let count = 0; count < 30; count++) yield '1\r\n.\r\n';
        yield '0\r\n\r\n';
      };
      const response = await client.send({ method: Method.get, path: '/', streams: true });
      assert.equal((await response.text()).length, 30);
    });

    it('is over with the answer', async () => {
      pieces = function* () {
        yield `${chunkedJsonHead}2\r\n{}\r\n0\r\n\r\n`;
      };
      const response = await client.send({ method: Method.get, path: '/' });
      assert.deepEqual(await response.json(), {});
      await new Promise(done => setTimeout(done, 300));
    });
  });
}
