import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JenkinsState } from '../state/jenkinsState.ts';
import { answer } from './answers.ts';
import { authenticate, wrongCredentials } from './authentication.ts';
import { bareContainerError, containerError, refuseSemicolons } from './containerErrors.ts';
import { dispatch } from './dispatch.ts';
import type { Exchange, PathSegment } from './exchange.ts';
import { readForm } from './form.ts';

/** Answers one request whose body has been read. */
export function serve(state: JenkinsState, req: IncomingMessage, res: ServerResponse, body: Buffer): void {
  const target = req.url ?? '/';
  const [rawPath = '/', ...queryParts] = target.split('?');
  const context = state.contextPath;
  if (context !== '' && rawPath === context) {
    res.writeHead(301, { Location: `${context}/`, 'Content-Length': 0 });
    res.end();
    return;
  }
  if (!rawPath.startsWith(`${context}/`)) {
    bareContainerError(req, res, 404, 'Not Found', `http://${req.headers.host ?? ''}${rawPath}`);
    return;
  }
  const segments = readSegments(rawPath.slice(context.length));
  if (!segments) {
    bareContainerError(req, res, 400, 'Bad Request', '/badMessage');
    return;
  }
  const x: Exchange = {
    state,
    req,
    res,
    method: req.method ?? 'GET',
    target,
    rawPath,
    segments,
    slashAtEnd: rawPath.endsWith('/'),
    query: new URLSearchParams(queryParts.join('?')),
    form: readForm(req.headers['content-type'], body),
    body,
    caller: { user: undefined, by: 'nothing' },
    session: state.sessions.find(cookie(req, 'JSESSIONID')),
    staleLogin: false,
  };
  respond(x);
}

function respond(x: Exchange): void {
  if (x.rawPath.includes(';')) {
    refuseSemicolons(x);
    return;
  }
  // A way out of a folder that only decoding would show.
  if (/\.\.%2f/i.test(x.rawPath)) {
    containerError(x, 400, 'Bad Request');
    return;
  }
  if (x.state.startup === 'preparing') {
    stillStarting(x);
    return;
  }
  const caller = authenticate(x);
  if (!caller) return;
  x.caller = caller;
  x.staleLogin = !caller.user && cookie(x.req, 'remember-me') !== undefined;
  if (x.state.startup === 'refusing' && x.method !== 'GET') {
    wrongCredentials(x);
    return;
  }
  dispatch(x);
}

/** What a controller says before it can do anything: no `X-Jenkins`, no `Retry-After`. */
function stillStarting(x: Exchange): void {
  const html = { 'Content-Type': 'text/html;charset=utf-8' };
  if (x.method === 'POST') {
    const text = 'class hudson.security.csrf.DefaultCrumbIssuer is missing its descriptor';
    const page = `<html><head><title>Error 500</title></head>\n<body bgcolor=#fff><h1>Status Code: 500</h1>Exception: ${text}<br>Stacktrace: <pre>java.lang.AssertionError: ${text}</pre></body></html>`;
    answer(x, 500, html, page);
    return;
  }
  const headers = { ...html, 'Cache-Control': 'no-cache,no-store,must-revalidate', Expires: '0' };
  const body = `\n    <!DOCTYPE html><html lang="en"><head><title>Starting Jenkins</title><meta name="ROBOTS" content="NOFOLLOW"></head><body><div class="simple-page" role="main"><h1>Starting Jenkins</h1><p>Your browser will reload automatically when Jenkins is ready.</p></div></body></html>`;
  answer(x, 503, headers, body);
}

/** The path's segments, decoded; `..` is followed where it is written plainly. Undefined for a broken escape. */
function readSegments(path: string): PathSegment[] | undefined {
  const segments: PathSegment[] = [];
  for (const raw of path.split('/')) {
    if (raw === '' || raw === '.') continue;
    if (raw === '..') {
      segments.pop();
      continue;
    }
    const name = decoded(raw);
    if (name === undefined) return undefined;
    segments.push({ raw, name });
  }
  return segments;
}

function decoded(raw: string): string | undefined {
  try {
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

function cookie(req: IncomingMessage, name: string): string | undefined {
  for (const part of (req.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
