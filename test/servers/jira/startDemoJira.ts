import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { JiraRequest, JiraSite } from './answerRequest.ts';
import { answerRequest, cloudId } from './answerRequest.ts';
import type { Answer } from './exchange.ts';
import { JiraState } from './jiraState.ts';
import type { JiraFlavor } from './model.ts';
import { OpenApi } from './openApi.ts';
import { noteOperation } from './operationLog.ts';
import { seedState } from './seed/seedState.ts';
import { sendAnswer } from './sendAnswer.ts';

export interface DemoJiraOptions {
  flavor: JiraFlavor;
  /** 0 = a free port, the default. Listens on 127.0.0.1. */
  port?: number;
  /** E.g. '/jira', as Data Center often has; default ''. */
  contextPath?: string;
  /** The configured base URL, used in `self` links; default = the real one. */
  baseUrl?: string;
  /** The server's own maximum page size; default 5000 on Cloud, 1000 on Data Center. */
  pageCap?: number;
  /** Cloud only: every request and answer is held to this description, and ADF bodies to the ADF schema. */
  openApiPath?: string;
  seed?: 'demo' | 'empty';
}

export interface SeenRequest {
  method: string;
  /** As it stood on the wire, with the context path and the query. */
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** Of a form with files, a character a byte. */
  body: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** 0 until it is answered, and for good when the connection was lost before. */
  status: number;
}

export type OnceHandler = (req: IncomingMessage, res: ServerResponse) => void;

export interface OnceMatch {
  method?: string;
  /** Exact (with or without the query), or a pattern for path and query; both below the context path. */
  path: string | RegExp;
}

export interface DemoJira {
  /** 'http://127.0.0.1:PORT' + contextPath, no slash at the end. */
  readonly url: string;
  readonly flavor: JiraFlavor;
  readonly state: JiraState;
  /** All since the start, the last 10,000. */
  readonly requests: SeenRequest[];
  /** What the OpenAPI description and the ADF schema say against requests and answers. */
  readonly violations: string[];
  /** The next matching request goes to this handler instead; several wait in their order. */
  answerOnce(match: OnceMatch, handler: OnceHandler): void;
  /** Ends listening and all connections. */
  close(): Promise<void>;
}

const maxRequests = 10_000;

interface Running {
  site: JiraSite;
  contextPath: string;
  requests: SeenRequest[];
  violations: string[];
  once: { match: OnceMatch; handler: OnceHandler }[];
  openApi: OpenApi | undefined;
}

function remember(running: Running, req: IncomingMessage, res: ServerResponse): SeenRequest {
  const seen: SeenRequest = {
    method: req.method ?? '',
    path: req.url ?? '',
    headers: { ...req.headers },
    body: '',
    at: Date.now(),
    status: 0,
  };
  running.requests.push(seen);
  if (running.requests.length > maxRequests) {
    running.requests.shift();
  }
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const isForm = /^multipart\//.test(req.headers['content-type'] ?? '');
    seen.body = Buffer.concat(chunks).toString(isForm ? 'latin1' : 'utf8');
  });
  res.on('finish', () => {
    seen.status = res.statusCode;
  });
  return seen;
}

const gatewayPath = `/ex/jira/${cloudId}`;

/** Whether a request to a Cloud came to Atlassian's gateway, and not to the site. */
function isAtGateway({ site, contextPath }: Running, url: string): boolean {
  return site.state.flavor === 'cloud' && contextPath === '' && url.startsWith(`${gatewayPath}/`);
}

/** Path and query below the context path; undefined outside of it. */
function belowContextPath(running: Running, url: string): string | undefined {
  const root = isAtGateway(running, url) ? gatewayPath : running.contextPath;
  if (!url.startsWith(`${root}/`)) {
    return undefined;
  }
  return url.slice(root.length);
}

function takeOnce(running: Running, method: string, path: string): OnceHandler | undefined {
  const index = running.once.findIndex(({ match }) => {
    const pathMatches =
      typeof match.path === 'string' ? [path, path.split('?')[0]].includes(match.path) : match.path.test(path);
    return pathMatches && (match.method === undefined || match.method === method);
  });
  return index < 0 ? undefined : running.once.splice(index, 1)[0]?.handler;
}

function toRequest(seen: SeenRequest, path: string, atGateway: boolean): JiraRequest {
  const [plain = '', query = ''] = path.split(/\?(.*)/s);
  return {
    method: seen.method,
    path: plain,
    query: new URLSearchParams(query),
    headers: { ...seen.headers },
    body: seen.body,
    atGateway,
  };
}

function answer(running: Running, req: IncomingMessage, res: ServerResponse, request: JiraRequest): void {
  let result: { answer: Answer; headers: Record<string, string> };
  try {
    result = answerRequest(running.site, request);
  } catch (error) {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    running.violations.push(`the demo itself failed: ${message}`);
    result = { answer: { status: 500, body: { errorMessages: ['Internal server error'], errors: {} } }, headers: {} };
  }
  running.violations.push(...(running.openApi?.answerProblems(request, result.answer) ?? []));
  sendAnswer(req, res, result.answer, result.headers);
}

function serve(running: Running, req: IncomingMessage, res: ServerResponse): void {
  const seen = remember(running, req, res);
  const path = belowContextPath(running, seen.path);
  const handler = takeOnce(running, seen.method, path ?? seen.path);
  req.on('end', () => {
    if (path === undefined) {
      if (!handler) {
        sendAnswer(
          req,
          res,
          { status: 404, html: '<html><body><h1>HTTP Status 404 – Not Found</h1></body></html>' },
          {},
        );
      }
      return;
    }
    const request = toRequest(seen, path, isAtGateway(running, seen.path));
    noteOperation(running.site.state.flavor, request);
    running.violations.push(...(running.openApi?.requestProblems(request) ?? []));
    if (!handler) {
      answer(running, req, res, request);
    }
  });
  handler?.(req, res);
}

/** Starts a Jira that keeps its state in memory. */
export async function startDemoJira(options: DemoJiraOptions): Promise<DemoJira> {
  const { flavor, contextPath = '' } = options;
  const state = new JiraState(flavor);
  if (options.seed !== 'empty') {
    seedState(state);
  }
  const pageCap = options.pageCap ?? (flavor === 'cloud' ? 5000 : 1000);
  const running: Running = {
    site: { state, base: '', pageCap },
    contextPath,
    requests: [],
    violations: [],
    once: [],
    openApi: flavor === 'cloud' && options.openApiPath !== undefined ? new OpenApi(options.openApiPath) : undefined,
  };
  const server = createServer((req, res) => serve(running, req, res));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const url = `http://127.0.0.1:${port}${contextPath}`;
  running.site.base = options.baseUrl ?? url;
  return {
    url,
    flavor,
    state,
    requests: running.requests,
    violations: running.violations,
    answerOnce: (match, handler) => {
      running.once.push({ match, handler });
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.close(error => (error && !('code' in error) ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
