import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, Method, TimedOutError, type Transport } from '../../../src/http/index.ts';
import { eachTransport } from './eachTransport.ts';

const dripMs = 15;
const timing = { idleTimeoutMs: 5000, deadlineMs: 250, maxRetries: 0 };

for (const [name, transportOf] of eachTransport) {
  describe(`a whole deadline, by ${name}`, () => {
    let server: Server;
    let client: HttpClient;
    let transport: Transport;
    let sockets: Set<Socket>;
    /** Written after each request, piece by piece; `undefined` ends. */
    let pieces: () => Generator<string>;

    beforeEach(async () => {
      sockets = new Set();
      server = createServer(socket => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
        socket.once('data', () => drip(socket, pieces()));
      });
      await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
      const { port } = server.address() as { port: number };
      transport = transportOf();
      client = new HttpClient({
        base: BaseUrl.parse(`http://127.0.0.1:${port}`),
        ...{ transport, userAgent: 'test', timing },
      });
    });
    afterEach(async () => {
      await client.close();
      for (const socket of sockets) socket.destroy();
      await new Promise(done => server.close(done));
    });

    function drip(socket: Socket, all: Generator<string>): void {
      const { value, done } = all.next();
      if (done || socket.destroyed) return void socket.end();
      socket.write(value);
      setTimeout(() => drip(socket, all), dripMs);
    }
    const forever = function* (head: string, piece: string) {
      yield head;
      for (;;) yield piece;
    };
    const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    // The fetch of older Nodes opens another connection at once, on which it asks for nothing.
    const asking = () => [...sockets].some(({ bytesRead }) => bytesRead > 0);
    const closed = async () => {
      for (let waited = 0; asking() && waited < 200; waited++) await new Promise(done => setTimeout(done, 5));
      return !asking();
    };

    it('ends an answer of a byte now and then', async () => {
      pieces = () => forever(head, '1\r\n[\r\n');
      const response = await client.send({ method: Method.get, path: '/' });
      await assert.rejects(response.json(), TimedOutError);
      assert.ok(await closed());
    });

    it('ends a head that never ends, and hints that never end', async () => {
      for (const piece of ['X-More: yes\r\n', 'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n']) {
        pieces = () => forever(piece.startsWith('HTTP') ? piece : 'HTTP/1.1 200 OK\r\n', piece);
        await assert.rejects(client.send({ method: Method.get, path: '/' }), TimedOutError, piece);
        assert.ok(await closed());
      }
    });

    it('lets a stream go on behind its head', async () => {
      pieces = function* () {
        yield head;
        for (let count = 0; count < 30; count++) yield '1\r\n.\r\n';
        yield '0\r\n\r\n';
      };
      const response = await client.send({ method: Method.get, path: '/', streams: true });
      assert.equal((await response.text()).length, 30);
    });

    it('is over with the answer', async () => {
      pieces = function* () {
        yield `${head}2\r\n{}\r\n0\r\n\r\n`;
      };
      const response = await client.send({ method: Method.get, path: '/' });
      assert.deepEqual(await response.json(), {});
      await new Promise(done => setTimeout(done, 300));
    });
  });
}
