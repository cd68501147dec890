// A demo server behind a link that counts, and contestants who do the same work there in turns.
import { type Contestant as Column, type Figure, inTurns } from './bench.ts';
import { type Link, type LinkSpeed, startLink, type Traffic } from './net/link.ts';
import { type Plan, type ServerProcess, startServerProcess } from './net/serverProcess.ts';

const rounds = 5;

export interface Login {
  readonly user: string;
  readonly secret: string;
}

export interface Place {
  readonly link: Link;
  /** Absent where it is a real one. */
  readonly server: ServerProcess | undefined;
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server as `plan` has it, which knows the link's address as its own. */
export async function startPlace(plan: (rootUrl: string) => Plan): Promise<Place> {
  let server: ServerProcess | undefined;
  const link = await startLink(() => server?.port ?? 0);
  const url = `http://127.0.0.1:${link.port}`;
  const started = await startServerProcess(plan(`${url}/`));
  server = started;
  return {
    ...{ link, server, url },
    async close() {
      started.close();
      await link.close();
    },
  };
}

/** A real server, as the live tests know it. @throws where what goes to it cannot be counted */
export async function startRealPlace(address: string): Promise<Place> {
  const { protocol, hostname, port, pathname } = new URL(address);
  if (protocol !== 'http:') throw new Error('what goes to a server is counted on its way: that takes an http address');
  const link = await startLink(() => Number(port || 80), hostname);
  const url = `http://127.0.0.1:${link.port}${pathname.replace(/\/+$/, '')}`;
  return { ...{ link, url, server: undefined }, close: () => link.close() };
}

/** Contestants by name; each does the work once, sees to it that what it got is right, and tells the milliseconds. */
export type Race = Readonly<Record<string, () => Promise<number>>>;

/** Each contestant's times, requests and bytes. */
export async function race(work: string, { link }: Place, speed: LinkSpeed | undefined, all: Race): Promise<Figure[]> {
  link.become(speed);
  const where = speed ? `${work}, slow link` : work;
  // Once without the clock: answers come to be known, and code to be compiled.
  const traffic = new Map<string, Traffic>();
  const able: Record<string, () => Promise<number>> = {};
  for (const [name, measure] of Object.entries(all)) {
    try {
      await measure().catch(measure);
      link.take();
      await measure();
      traffic.set(name, link.take());
      able[name] = measure;
    } catch (error) {
      // One that cannot do it at all is told, and is out.
      process.stderr.write(`  ${where}: ${error instanceof Error ? error.message : error}\n`);
    }
  }
  const times = await inTurns(rounds, able);
  const counted = (pick: (each: Traffic) => number): Column[] =>
    [...traffic].map(([name, each]) => ({ name, samples: [pick(each)] }));
  return [
    { work: where, unit: 'ms', contestants: times },
    { work: '… requests', unit: 'requests', contestants: counted(({ requests }) => requests) },
    { work: '… on the wire', unit: 'kB', contestants: counted(({ bytes }) => bytes / 1000) },
  ];
}
