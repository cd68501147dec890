// Lets a test in another process, such as the extension host, steer the demo Jenkins: a request is what to do.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogFile } from '../servers/jenkins/builds/logFile.ts';
import { withoutNotes } from '../servers/jenkins/builds/logStreams.ts';
import { type DemoJenkins, growLog, startWrittenBuild } from '../servers/jenkins/index.ts';
import type { Build, BuildResult } from '../servers/jenkins/state/model.ts';

/** What can be asked for. */
export type Order =
  /** Starts a build that prints what it is told. @returns its number */
  | { readonly kind: 'start'; readonly job: string }
  | { readonly kind: 'write'; readonly job: string; readonly number: number; readonly text: string }
  | { readonly kind: 'lines'; readonly job: string; readonly number: number; readonly count: number }
  | { readonly kind: 'finish'; readonly job: string; readonly number: number; readonly result: BuildResult }
  /** Another build takes the place of this one, as after a job was made anew. */
  | { readonly kind: 'replace'; readonly job: string; readonly number: number; readonly text: string }
  | { readonly kind: 'delete'; readonly job: string; readonly number: number }
  /** @returns the console's text */
  | { readonly kind: 'console'; readonly job: string; readonly number: number }
  /** Prints lines at a steady pace; answers when all are printed. */
  | {
      readonly kind: 'grow';
      readonly job: string;
      readonly number: number;
      readonly megabytes: number;
      readonly seconds: number;
    }
  /** @returns the SHA-256 of the console's text */
  | { readonly kind: 'hash'; readonly job: string; readonly number: number }
  /** @returns the requests of both servers, as they came */
  | { readonly kind: 'seen' }
  /** @returns how many requests there were */
  | { readonly kind: 'requests' }
  /** @returns how many requests for logs there were */
  | { readonly kind: 'logRequests' }
  /** @returns how many bytes went out for them */
  | { readonly kind: 'logBytes' };

export interface Control {
  readonly url: string;
  close(): void;
}

/** The servers that are steered. */
interface Steered {
  readonly jenkins: DemoJenkins;
  readonly jira?: { readonly requests: readonly unknown[] };
}

export async function startControl({ jenkins, jira }: Steered): Promise<Control> {
  const answer = (order: Order) => (order.kind === 'seen' ? [jenkins.requests, jira?.requests] : obey(jenkins, order));
  const server = createServer(async (req, res) => {
    const body: Buffer[] = [];
    for await (const piece of req) body.push(piece as Buffer);
    try {
      res.end(JSON.stringify((await answer(JSON.parse(Buffer.concat(body).toString()) as Order)) ?? null));
    } catch (error) {
      res.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function obey({ state, requests }: DemoJenkins, order: Exclude<Order, { kind: 'seen' }>): unknown {
  const ofLogs = () => requests.filter(({ path }) => /progressiveText|consoleText/.test(path));
  if (order.kind === 'requests') return requests.length;
  if (order.kind === 'logRequests') return ofLogs().length;
  if (order.kind === 'logBytes') return ofLogs().reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  if (order.kind === 'start') return startWrittenBuild(state, order.job).number;
  const { builds } = state.job(order.job);
  const build = builds.find(({ number }) => number === order.number);
  if (!build) throw new Error(`no build ${order.job} #${order.number}`);
  switch (order.kind) {
    case 'write':
      return state.runner.write(build, order.text);
    case 'lines':
      return build.log.appendLines(order.count);
    case 'finish':
      return state.runner.finish(build, order.result);
    case 'replace':
      return replace(build, order.text);
    case 'delete':
      // Its executor is free again.
      state.runner.finish(build, 'ABORTED');
      return void builds.splice(builds.indexOf(build), 1);
    case 'grow':
      return growLog(build, order);
    case 'hash':
      return hashOf(build);
    case 'console':
      return Buffer.concat([...withoutNotes(build.log.read())]).toString('utf8');
  }
}

function hashOf(build: Build): string {
  const hash = createHash('sha256');
  for (const piece of withoutNotes(build.log.read())) hash.update(piece);
  return hash.digest('hex');
}

function replace(build: Build, text: string): void {
  build.startedAt += 3_600_000;
  build.log = new LogFile();
  build.log.append(text);
}
