import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from './http/server.ts';
import { seedDemo } from './seed/demoSeed.ts';
import { type Clock, realClock } from './state/clock.ts';
import { JenkinsState, type LogGeneration } from './state/jenkinsState.ts';

export { growLog, startWrittenBuild } from './builds/writtenBuild.ts';
export type { JenkinsState, LogGeneration, Startup } from './state/jenkinsState.ts';
export { type DemoUser, demoUsers } from './state/users.ts';

export interface DemoJenkinsOptions {
  /** 0 (the default) takes a free one. */
  port?: number;
  /** Like `/jenkins`; none by default. */
  contextPath?: string;
  /** The *configured* Jenkins URL, used inside JSON; the real one by default. */
  rootUrl?: string;
  /**
   * How logs are followed: `multipart` as current controllers do, `capped` without their answers in parts, `truthful`
   * as old ones did.
   */
  logGeneration?: LogGeneration;
  /** 10 = builds, quiet periods and executors run ten times as fast. */
  pace?: number;
  seed?: 'demo' | 'empty';
  /** Another time than the real one, for tests that move it by hand. */
  clock?: Clock;
}

export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
  at: number;
  /** 0 until the answer is out. */
  status: number;
  /** What went out for it: status line, headers and body, as they were sent. */
  sentBytes: number;
}

export interface DemoJenkins {
  /** Context path included, no slash at its end. */
  readonly url: string;
  readonly state: JenkinsState;
  /** The last 10,000 requests, oldest first. */
  readonly requests: SeenRequest[];
  /** The next request that matches is answered by `handler` instead. */
  answerOnce(
    match: { method?: string; path: string | RegExp },
    handler: (req: IncomingMessage, res: ServerResponse) => void,
  ): void;
  /** What was still to be answered so is answered as usual. */
  forgetAnswers(): void;
  /** Ends listening, all sockets and all timers. */
  close(): Promise<void>;
}

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

interface OneAnswer {
  method: string | undefined;
  path: string | RegExp;
  handler: Handler;
}

const REMEMBERED_REQUESTS = 10_000;

/** Starts a Jenkins that is not one: state, real sockets, and the answers that were recorded of a real controller. */
export async function startDemoJenkins(options: DemoJenkinsOptions = {}): Promise<DemoJenkins> {
  const contextPath = options.contextPath ?? '';
  const state = new JenkinsState({
    clock: options.clock ?? realClock(options.pace ?? 1),
    rootUrl: '',
    contextPath,
    logGeneration: options.logGeneration ?? 'multipart',
  });
  if (options.seed !== 'empty') seedDemo(state);
  const requests: SeenRequest[] = [];
  const answers: OneAnswer[] = [];
  const server = createServer((req, res) => {
    readBody(req).then(
      body => {
        const seen = remember(requests, req, body);
        const { socket } = req;
        const before = socket.bytesWritten;
        res.on('finish', () => {
          seen.status = res.statusCode;
        });
        res.on('close', () => {
          seen.sentBytes = socket.bytesWritten - before;
        });
        const odd = takeMatching(answers, req);
        if (odd) odd.handler(req, res);
        else serveSafely(state, req, res, body);
      },
      // The client went away while it was sending.
      () => res.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}${contextPath}`;
  state.rootUrl = `${(options.rootUrl ?? url).replace(/\/$/, '')}/`;
  return {
    url,
    state,
    requests,
    answerOnce: ({ method, path }, handler) => answers.push({ method, path, handler }),
    forgetAnswers: () => void answers.splice(0),
    async close() {
      state.clock.close();
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function serveSafely(state: JenkinsState, req: IncomingMessage, res: ServerResponse, body: Buffer): void {
  try {
    serve(state, req, res, body);
  } catch (error) {
    // A fault of the demo itself: said plainly, so that no test takes it for a recorded answer.
    if (!res.headersSent) res.writeHead(500, { 'Content-Type': 'text/plain' });
    res.end(`The demo Jenkins failed: ${error instanceof Error ? error.stack : String(error)}`);
  }
}

function takeMatching(answers: OneAnswer[], req: IncomingMessage): OneAnswer | undefined {
  const path = req.url ?? '';
  const at = answers.findIndex(({ method, path: wanted }) => {
    if (method !== undefined && method !== req.method) return false;
    return typeof wanted === 'string' ? path.startsWith(wanted) : wanted.test(path);
  });
  return at < 0 ? undefined : answers.splice(at, 1)[0];
}

async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function remember(requests: SeenRequest[], req: IncomingMessage, body: Buffer): SeenRequest {
  const { method = '', url = '', headers } = req;
  const seen = { method, path: url, headers, body: body.toString('utf8'), at: Date.now(), status: 0, sentBytes: 0 };
  requests.push(seen);
  if (requests.length > REMEMBERED_REQUESTS) requests.splice(0, requests.length - REMEMBERED_REQUESTS);
  return seen;
}
