// Stands before the rig's server for a person's own browser, and answers the one question that the server does not:
// `/mint-key`, with the key that the workbench encrypts secrets with. Without it they would die with the page.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';

const keyBytes = 32;

export interface Front {
  readonly port: number;
  close(): void;
}

/** Listens on loopback and hands on everything but `/mint-key` to `target`. The key is kept in `keyFile`. */
export async function startFront(target: number, port: number, keyFile: string): Promise<Front> {
  const key = lastingKey(keyFile);
  const server = createServer((req, res) => {
    if (req.url?.split('?', 1)[0]?.endsWith('/mint-key')) {
      res.writeHead(200, { 'content-type': 'application/octet-stream' }).end(key);
      return;
    }
    const onward = request(
      { host: '127.0.0.1', port: target, method: req.method, path: req.url, headers: req.headers },
      answer => {
        res.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(res);
      },
    );
    onward.on('error', () => res.writeHead(502).end());
    req.pipe(onward);
  });
  server.on('upgrade', (req, socket, head) => {
    const onward = connect(target, '127.0.0.1', () => {
      const lines = Object.entries(req.headers).map(([name, value]) => `${name}: ${value}`);
      onward.write(`${req.method} ${req.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  const bound = await listen(server, port);
  return {
    port: bound,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', error => {
      if (port === 0 || !('code' in error) || error.code !== 'EADDRINUSE') return failed(error);
      listen(server, 0).then(done, failed);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function lastingKey(file: string): Buffer {
  if (existsSync(file)) return readFileSync(file);
  const key = randomBytes(keyBytes);
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}
