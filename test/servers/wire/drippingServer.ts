import type { Socket } from 'node:net';
import { type RawServer, startRawServer } from './httpServer.ts';

/** Pause between two pieces, in milliseconds. */
const dripMs = 15;

/** A server that writes the pieces of its answer one by one, with a pause after each, and then closes. */
export function startDrippingServer(pieces: () => Generator<string>): Promise<RawServer> {
  return startRawServer(socket => drip(socket, pieces()));
}

function drip(socket: Socket, all: Generator<string>): void {
  const { value, done } = all.next();
  if (done || socket.destroyed) return void socket.end();
  socket.write(value);
  setTimeout(() => drip(socket, all), dripMs);
}

/** A beginning, and then the same piece again and again. */
export function* forever(begin: string, piece: string): Generator<string> {
  yield begin;
  for (;;) yield piece;
}

export const chunkedJsonHead =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
/** Pieces that do not end what they stand in. */
export const endless = {
  body: ['1\r\n[\r\n', chunkedJsonHead],
  head: ['X-More: yes\r\n', 'HTTP/1.1 200 OK\r\n'],
  hints: ['HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n', ''],
} as const;
