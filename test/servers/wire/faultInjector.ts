import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What goes wrong with one request. Those named `…Before` keep it from the server; the server answers the others. */
export const Fault = {
  none: 'none',
  /** The connection is gone before a byte of the request was read. */
  hangUpBefore: 'hangUpBefore',
  resetBefore: 'resetBefore',
  resetAfter: 'resetAfter',
  resetInHead: 'resetInHead',
  resetInBody: 'resetInBody',
  silenceBefore: 'silenceBefore',
  silenceAfter: 'silenceAfter',
  silenceInBody: 'silenceInBody',
  drip: 'drip',
  truncatedBody: 'truncatedBody',
  lengthTooLong: 'lengthTooLong',
  lengthTooShort: 'lengthTooShort',
  garbageBefore: 'garbageBefore',
  garbageAfter: 'garbageAfter',
  earlyHints: 'earlyHints',
  continue100: 'continue100',
  hugeHeader: 'hugeHeader',
  rateLimitBefore: 'rateLimitBefore',
  startingBefore: 'startingBefore',
  unauthorizedBefore: 'unauthorizedBefore',
  badGatewayAfter: 'badGatewayAfter',
  gatewayTimeoutAfter: 'gatewayTimeoutAfter',
  loginPageBefore: 'loginPageBefore',
  foreignRedirectBefore: 'foreignRedirectBefore',
  movedBefore: 'movedBefore',
} as const;
export type Fault = (typeof Fault)[keyof typeof Fault];

export interface RelayedRequest {
  readonly method: string;
  readonly path: string;
  readonly fault: Fault;
}

export interface FaultInjector {
  readonly port: number;
  /** What has come so far, in its order. */
  readonly requests: RelayedRequest[];
  /** The faults of the next requests, one each; afterwards all goes well. */
  schedule(faults: readonly Fault[]): void;
  /** Lets the next request whose method and path match go wrong, beside others that come meanwhile. */
  spoil(request: RegExp, fault: Fault): void;
  /** Refuses connections for a while, as a restarting server does. */
  refuseFor(ms: number): Promise<void>;
  /** Refuses connections, until the returned function is called. */
  refuse(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface FaultInjectorOptions {
  /** The server behind it, on this machine. */
  readonly port: number;
  /** Where foreign redirects point to. */
  readonly foreignOrigin?: string;
}

interface RawRequest {
  readonly head: string;
  readonly bytes: Buffer;
}

interface Act {
  readonly client: Socket;
  readonly request: RawRequest;
  /** Has the server answer; the whole answer as it came. */
  forward(): Promise<Buffer>;
}

/** A relay in front of a server that lets things go wrong on the wire. One request a connection. */
export async function startFaultInjector(options: FaultInjectorOptions): Promise<FaultInjector> {
  const requests: RelayedRequest[] = [];
  let faults: Fault[] = [];
  let spoiled: { readonly request: RegExp; readonly fault: Fault } | undefined;
  const faultOf = (line: string): Fault => {
    if (!spoiled?.request.test(line)) return faults.shift() ?? Fault.none;
    const { fault } = spoiled;
    spoiled = undefined;
    return fault;
  };
  const sockets = new Set<Socket>();
  const server = createServer(client => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client)).on('error', () => client.destroy());
    if (faults[0] === Fault.hangUpBefore) {
      faults.shift();
      return void client.resetAndDestroy();
    }
    readRequest(client).then(
      request => {
        const [method = '', path = ''] = request.head.split(' ', 2);
        const fault = faultOf(`${method} ${path}`);
        requests.push({ method, path, fault });
        const forward = () => relay(options.port, request, sockets);
        return acts[fault]({ client, request, forward }, options.foreignOrigin ?? '');
      },
      () => client.destroy(),
    );
  });
  const listen = (port: number) => new Promise<void>(done => server.listen(port, '127.0.0.1', done));
  const stop = () => {
    const closed = new Promise<void>(done => server.close(() => done()));
    for (const socket of sockets) socket.destroy();
    return closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    schedule: next => {
      faults = [...next];
    },
    spoil: (request, fault) => {
      spoiled = { request, fault };
    },
    async refuseFor(ms) {
      await stop();
      await new Promise(done => setTimeout(done, ms));
      await listen(port);
    },
    async refuse() {
      await stop();
      return async () => void (await listen(port));
    },
    close: stop,
  };
}

const acts: Readonly<Record<Fault, (act: Act, foreign: string) => unknown>> = {
  none: async ({ client, forward }) => client.end(await forward()),
  hangUpBefore: ({ client }) => client.resetAndDestroy(),
  resetBefore: ({ client }) => client.resetAndDestroy(),
  resetAfter: async ({ client, forward }) => {
    await forward();
    client.resetAndDestroy();
  },
  resetInHead: async ({ client, forward }) => {
    const answer = await forward();
    client.write(answer.subarray(0, 20), () => client.resetAndDestroy());
  },
  resetInBody: async ({ client, forward }) => {
    const { head, body } = split(await forward());
    client.write(Buffer.concat([head, body.subarray(0, body.length / 2)]), () => client.resetAndDestroy());
  },
  silenceBefore: () => undefined,
  silenceAfter: ({ forward }) => forward(),
  silenceInBody: async ({ client, forward }) => {
    const { head, body } = split(await forward());
    client.write(Buffer.concat([head, body.subarray(0, body.length / 2)]));
  },
  drip: async ({ client, forward }) => {
    const answer = await forward();
    const size = Math.ceil(answer.length / 12);
    for (let at = 0; at < answer.length && !client.destroyed; at += size) {
      client.write(answer.subarray(at, at + size));
      await new Promise(done => setTimeout(done, 2));
    }
    client.end();
  },
  truncatedBody: async ({ client, forward }) => {
    const { head, body } = split(await forward());
    const half = body.subarray(0, body.length / 2);
    client.end(Buffer.concat([withLength(head, half.length), half]));
  },
  lengthTooLong: async ({ client, forward }) => {
    const { head, body } = split(await forward());
    client.end(Buffer.concat([withLength(head, body.length + 10), body]));
  },
  lengthTooShort: async ({ client, forward }) => {
    const { head, body } = split(await forward());
    client.end(Buffer.concat([withLength(head, Math.floor(body.length / 2)), body]));
  },
  garbageBefore: ({ client }) => client.end('SSH-2.0-OpenSSH_10.0\r\n'),
  garbageAfter: async ({ client, forward }) => {
    await forward();
    client.end(Buffer.from('\0\x01\x02 not http at all \xff', 'latin1'));
  },
  earlyHints: async ({ client, forward }) =>
    client.end(Buffer.concat([Buffer.from('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n'), await forward()])),
  continue100: async ({ client, forward }) =>
    client.end(Buffer.concat([Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'), await forward()])),
  hugeHeader: async ({ client, forward }) => {
    const answer = await forward();
    const at = answer.indexOf('\r\n') + 2;
    const header = Buffer.from(`X-Huge: ${'x'.repeat(300_000)}\r\n`);
    client.end(Buffer.concat([answer.subarray(0, at), header, answer.subarray(at)]));
  },
  rateLimitBefore: ({ client }) => client.end(page(429, 'Retry-After: 0\r\n')),
  startingBefore: ({ client }) => client.end(page(503)),
  unauthorizedBefore: ({ client }) => client.end(page(401, 'WWW-Authenticate: Basic realm="Jenkins"\r\n')),
  badGatewayAfter: async ({ client, forward }) => {
    await forward();
    client.end(page(502));
  },
  gatewayTimeoutAfter: async ({ client, forward }) => {
    await forward();
    client.end(page(504));
  },
  loginPageBefore: ({ client }) => client.end(page(200)),
  foreignRedirectBefore: ({ client, request }, foreign) =>
    client.end(page(302, `Location: ${foreign}${request.head.split(' ', 2)[1]}\r\n`)),
  movedBefore: ({ client, request }, foreign) =>
    client.end(page(308, `Location: ${foreign}${request.head.split(' ', 2)[1]}\r\n`)),
};

function page(status: number, headers = ''): string {
  const text = '<html><title>Somebody else</title></html>';
  return `HTTP/1.1 ${status} So\r\nContent-Type: text/html\r\n${headers}Content-Length: ${text.length}\r\nConnection: close\r\n\r\n${text}`;
}

/** One whole request: its head, and a body of the length that it tells. */
function readRequest(client: Socket): Promise<RawRequest> {
  return new Promise((done, failed) => {
    let bytes = Buffer.alloc(0);
    const read = (piece: Buffer) => {
      bytes = Buffer.concat([bytes, piece]);
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = bytes.subarray(0, end).toString('latin1');
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (bytes.length < end + 4 + length) return;
      client.removeListener('data', read);
      done({ head, bytes });
    };
    client.on('data', read).once('close', () => failed(new Error('closed')));
  });
}

/** Sends a request on and gives the whole answer back. */
function relay(port: number, request: RawRequest, sockets: Set<Socket>): Promise<Buffer> {
  return new Promise((done, failed) => {
    const onward = connect({ port, host: '127.0.0.1' });
    sockets.add(onward);
    const pieces: Buffer[] = [];
    onward
      .on('data', piece => pieces.push(piece))
      .on('end', () => done(Buffer.concat(pieces)))
      .on('error', failed)
      .on('close', () => sockets.delete(onward));
    const end = request.head.length;
    const head = `${request.head.replace(/\r\nconnection: [^\r]*/i, '')}\r\nConnection: close`;
    onward.write(Buffer.concat([Buffer.from(head, 'latin1'), request.bytes.subarray(end)]));
  });
}

function split(answer: Buffer): { head: Buffer; body: Buffer } {
  const at = answer.indexOf('\r\n\r\n') + 4;
  return { head: answer.subarray(0, at), body: answer.subarray(at) };
}

function withLength(head: Buffer, length: number): Buffer {
  const kept = head.toString('latin1').replace(/\r\n(content-length|transfer-encoding): [^\r]*/gi, '');
  return Buffer.from(kept.replace(/\r\n\r\n$/, `\r\nContent-Length: ${length}\r\n\r\n`), 'latin1');
}
