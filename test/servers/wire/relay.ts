import { request } from 'node:http';
import type { Handler } from './httpServer.ts';

/** Hands everything on to a server on this machine. */
export function relayTo(port: number): Handler {
  return (req, res) => {
    const { method, url, headers } = req;
    const onward = request({ host: '127.0.0.1', port, method, path: url, headers }, answer => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    req.pipe(onward);
  };
}
