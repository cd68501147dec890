import type { Socket } from 'node:net';
import type { ProxyServer } from './proxyFor.ts';
import { ProxyFailure, ProxyProblem } from './wireFailures.ts';

const maxHeadBytes = 64 * 1024;
const headEnd = '\r\n\r\n';

/**
 * Opens a tunnel to a server through an HTTP proxy, over a socket that is connected to the proxy.
 * https://www.rfc-editor.org/rfc/rfc9110#CONNECT
 * @throws ProxyFailure
 */
export function openTunnel(socket: Socket, proxy: ProxyServer, hostname: string, port: number): Promise<void> {
  const target = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`, 'Proxy-Connection: keep-alive'];
  if (proxy.authorization !== undefined) lines.push(`Proxy-Authorization: ${proxy.authorization}`);
  return new Promise((done, failed) => {
    let head = Buffer.alloc(0);
    const settle = (failure?: ProxyFailure) => {
      socket.removeListener('data', read).removeListener('error', broke).removeListener('close', broke);
      socket.pause();
      if (failure) failed(failure);
      else done();
    };
    const broke = (cause?: unknown) => settle(new ProxyFailure(ProxyProblem.unreachable, proxy.origin, { cause }));
    const read = (piece: Buffer) => {
      head = Buffer.concat([head, piece]);
      const isWhole = head.includes(headEnd);
      const goesOn = isHttp(head) && head.length < maxHeadBytes;
      if (!isWhole && goesOn) return;
      const failure = judge(isWhole ? head.toString('latin1') : '', proxy);
      settle(failure);
      if (!failure) socket.unshift(head.subarray(head.indexOf(headEnd) + headEnd.length));
    };
    socket.on('data', read).once('error', broke).once('close', broke);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

/** Whether it may still become an answer of HTTP: other protocols are not waited for. */
function isHttp(head: Buffer): boolean {
  return 'HTTP/'.startsWith(head.subarray(0, 5).toString('latin1'));
}

function judge(head: string, proxy: ProxyServer): ProxyFailure | undefined {
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
  if (Number.isNaN(status)) return new ProxyFailure(ProxyProblem.protocol, proxy.origin);
  if (status >= 200 && status < 300) return undefined;
  const problem = status === 407 ? ProxyProblem.authentication : ProxyProblem.refused;
  return new ProxyFailure(problem, proxy.origin, { status });
}
