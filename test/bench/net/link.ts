// A way to a server that counts what goes over it, and can be slow.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What a way is like: how long each request waits, and how fast answers come. */
export interface LinkSpeed {
  /** In milliseconds, for each request. */
  readonly delayMs: number;
  readonly bytesPerSecond: number;
}

/** What the bench issue calls a slow link. */
export const slowLink: LinkSpeed = { delayMs: 40, bytesPerSecond: 2_500_000 };

export interface Traffic {
  requests: number;
  /** On the wire, both ways, without what TCP adds. */
  bytes: number;
}

export interface Link {
  readonly port: number;
  /** Changes what it is like; undefined for as fast as loopback is. Connections that are open end: they were otherwise. */
  become(speed: LinkSpeed | undefined): void;
  /** What went over it since the last call. */
  take(): Traffic;
  close(): Promise<void>;
}

const beginOfRequest = /^(?:GET|POST|HEAD|PUT|DELETE|OPTIONS) \S+ HTTP\/1\.1\r\n/gm;

/**
 * A link to a server that may start later: it has to know the link's address, for what it says of itself.
 * @param target gives the port of the server
 */
export async function startLink(target: () => number, host = '127.0.0.1'): Promise<Link> {
  let traffic: Traffic = { requests: 0, bytes: 0 };
  let speed: LinkSpeed | undefined;
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer(client => {
    const upstream = connect(target(), host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      traffic.bytes += chunk.length;
      traffic.requests += chunk.toString('latin1').match(beginOfRequest)?.length ?? 0;
    });
    upstream.on('data', (chunk: Buffer) => {
      traffic.bytes += chunk.length;
    });
    forward(client, upstream, speed?.delayMs ?? 0);
    forward(upstream, client, 0, speed?.bytesPerSecond);
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    become(next) {
      speed = next;
      cut();
    },
    port: (server.address() as AddressInfo).port,
    take() {
      const taken = traffic;
      traffic = { requests: 0, bytes: 0 };
      return taken;
    },
    close() {
      cut();
      return new Promise(done => server.close(() => done()));
    },
  };
}

/** Hands on what comes, after a pause and no faster than that. */
function forward(from: Socket, to: Socket, delayMs: number, bytesPerSecond?: number): void {
  if (delayMs === 0 && bytesPerSecond === undefined) {
    from.pipe(to);
    return;
  }
  let freeAt = 0;
  let open = 0;
  let ended = false;
  const finish = () => ended && open === 0 && to.end();
  from.on('data', (chunk: Buffer) => {
    const now = performance.now();
    freeAt = Math.max(freeAt, now + delayMs) + (bytesPerSecond ? (1000 * chunk.length) / bytesPerSecond : 0);
    open++;
    // What is on its way is as much as a link holds; the sender waits for the rest.
    if (freeAt - now > delayMs + 20) from.pause();
    setTimeout(() => {
      to.write(chunk);
      open--;
      from.resume();
      finish();
    }, freeAt - now);
  });
  from.on('end', () => {
    ended = true;
    finish();
  });
  from.on('close', () => !ended && to.destroy());
}
