import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, it } from 'mocha';
import { plainNetwork } from '../../../src/http/index.ts';
import { proxyFor } from '../../../src/http/proxyFor.ts';
import { openTunnel } from '../../../src/http/tunnel.ts';
import { ProxyFailure, ProxyProblem } from '../../../src/http/wireFailures.ts';

describe('a tunnel through a proxy', () => {
  const open: (Server | Socket)[] = [];
  let asked = '';

  afterEach(() => {
    for (const each of open.splice(0)) 'destroy' in each ? each.destroy() : each.close();
  });

  /** Opens a tunnel through a proxy that answers with these pieces, and then ends the connection or not. */
  async function tunnel(hostname: string, pieces: readonly string[], ends = false): Promise<Socket> {
    const server = createServer(proxy => {
      open.push(proxy.setNoDelay());
      proxy.once('data', async bytes => {
        asked = bytes.toString('latin1');
        for (const piece of pieces) {
          await new Promise(done => proxy.write(piece, 'latin1', done));
          await new Promise(setImmediate);
        }
        if (ends) proxy.end();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address);
    const proxy = proxyFor(new URL('https://ci.test'), {
      ...plainNetwork,
      own: { proxy: `http://127.0.0.1:${address.port}` },
    });
    const socket = connect(address.port, '127.0.0.1');
    open.push(server, socket);
    await once(socket, 'connect');
    assert.ok(proxy);
    await openTunnel(socket, proxy, hostname, 443);
    return socket;
  }

  async function problem(pieces: readonly string[], ends = false): Promise<string> {
    const error: unknown = await tunnel('ci.test', pieces, ends).then(
      () => assert.fail('it is open'),
      cause => cause,
    );
    assert.ok(error instanceof ProxyFailure, String(error));
    return error.problem;
  }

  it('names an IPv6 address in brackets', async () => {
    await tunnel('2001:db8::7', ['HTTP/1.1 200 OK\r\n\r\n']);
    assert.match(asked, /^CONNECT \[2001:db8::7\]:443 HTTP\/1\.1\r\nHost: \[2001:db8::7\]:443\r\n/);
    await tunnel('ci.test', ['HTTP/1.1 200 OK\r\n\r\n']);
    assert.match(asked, /^CONNECT ci\.test:443 HTTP\/1\.1\r\nHost: ci\.test:443\r\n/);
  });

  it('leaves what came behind the answer on the socket, however the answer was cut', async () => {
    for (const pieces of [['HTTP/1.1 200 OK\r\n\r\nearly'], ['HTT', 'P/1.0 200 OK\r\nVia: a', '\r\n\r', '\nearly']]) {
      const socket = await tunnel('ci.test', pieces);
      const [early] = (await once(socket.resume(), 'data')) as [Buffer];
      assert.equal(early.toString(), 'early');
    }
  });

  it('waits for no end of an answer that is not HTTP, or has no end', async () => {
    assert.equal(await problem(['SSH-2.0-OpenSSH_9.6\r\n']), ProxyProblem.protocol);
    assert.equal(await problem([`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(64 * 1024)}`]), ProxyProblem.protocol);
    assert.equal(await problem(['HTTP/2 200 OK\r\n\r\n']), ProxyProblem.protocol);
    assert.equal(await problem(['HTTP/3 HTTP/1.1 200 OK\r\n\r\n']), ProxyProblem.protocol);
  });

  it('tells a refusal, a missing login and a proxy that goes away apart', async () => {
    assert.equal(await problem(['HTTP/1.1 403 Forbidden\r\n\r\n']), ProxyProblem.refused);
    assert.equal(await problem(['HTTP/1.1 300 Multiple Choices\r\n\r\n']), ProxyProblem.refused);
    assert.equal(await problem(['HTTP/1.1 407 Proxy Authentication Required\r\n\r\n']), ProxyProblem.authentication);
    assert.equal(await problem(['HTTP/1.1 200 OK\r\n'], true), ProxyProblem.unreachable);
  });
});
