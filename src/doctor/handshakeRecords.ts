import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

const recordType = { changeCipherSpec: 20, handshake: 22, encrypted: 23 } as const;
const certificateRequest = 13;
/** Type and tag of an encrypted record of TLS 1.3, in bytes. */
const sealBytes = 17;
const headBytes = 5;

interface TlsRecord {
  readonly type: number;
  readonly payload: Buffer;
}

/**
 * Watches the records of a TLS handshake from outside, as Node tells a client nothing of a request for its certificate.
 * https://www.rfc-editor.org/rfc/rfc8446#section-4.3.2
 */
export class HandshakeRecords {
  private readonly received: Buffer[] = [];
  private readonly sent: Buffer[] = [];

  /** Stream in place of the socket, to speak TLS over. */
  over(socket: Socket): Duplex {
    const { received, sent } = this;
    const stream = new Duplex({
      read: () => socket.resume(),
      write(piece: Buffer, _, done) {
        sent.push(piece);
        socket.write(piece, done);
      },
      final: done => socket.end(done),
      destroy(error, done) {
        socket.destroy();
        done(error);
      },
    });
    socket
      .on('data', piece => {
        received.push(piece);
        if (!stream.push(piece)) socket.pause();
      })
      .on('end', () => stream.push(null))
      .on('error', error => stream.destroy(error))
      .on('close', () => stream.destroy());
    return stream;
  }

  /**
   * Whether the server asked for a client certificate. Up to TLS 1.2 it does so in the clear; with TLS 1.3 a client that
   * has none answers by an empty certificate before the end of its handshake.
   * @param tls socket on which the handshake is done, and nothing was sent yet; absent where the handshake failed
   */
  asksForClient(tls: TLSSocket | undefined): boolean {
    if (tls?.getProtocol() !== 'TLSv1.3')
      return messagesIn(plain(recordsOf(this.received))).includes(certificateRequest);
    const hashBytes = /SHA384$/.test(tls.getCipher().standardName) ? 48 : 32;
    const finishedBytes = 4 + hashBytes;
    const sealed = recordsOf(this.sent).filter(({ type }) => type === recordType.encrypted);
    return sealed.reduce((sum, { payload }) => sum + payload.length - sealBytes, 0) > finishedBytes;
  }
}

function recordsOf(pieces: readonly Buffer[]): TlsRecord[] {
  const bytes = Buffer.concat(pieces);
  const records: TlsRecord[] = [];
  for (let at = 0; at + headBytes <= bytes.length; ) {
    const end = at + headBytes + bytes.readUInt16BE(at + 3);
    records.push({ type: bytes.readUInt8(at), payload: bytes.subarray(at + headBytes, end) });
    at = end;
  }
  return records;
}

/** Handshake before encryption begins. */
function plain(records: readonly TlsRecord[]): Buffer {
  const begun = records.findIndex(({ type }) => type === recordType.changeCipherSpec);
  const clear = begun < 0 ? records : records.slice(0, begun);
  return Buffer.concat(clear.filter(({ type }) => type === recordType.handshake).map(({ payload }) => payload));
}

/** Types of the messages of a handshake. */
function messagesIn(handshake: Buffer): number[] {
  const types: number[] = [];
  for (let at = 0; at + 4 <= handshake.length; at += 4 + handshake.readUIntBE(at + 1, 3)) {
    types.push(handshake.readUInt8(at));
  }
  return types;
}
