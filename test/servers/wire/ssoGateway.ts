import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startServer, type TestServer } from './httpServer.ts';
import { relayTo } from './relay.ts';

/** Answer of a gateway to a request without its cookie. */
export const GatewayRefusal = {
  /** Leads to the sign-on on another host, with the address to come back to in the query. */
  redirect: 'redirect',
  /** Shows its form in place of the page, with a status of success. */
  form: 'form',
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
} as const;
export type GatewayRefusal = (typeof GatewayRefusal)[keyof typeof GatewayRefusal];

export interface SsoGatewayOptions {
  /** The server behind it, on this machine. */
  readonly port: number;
  readonly refusal?: GatewayRefusal;
  /** Whether it stands before all pages, or before those of the login only, as where its rules let API tokens pass. */
  readonly guards?: 'all' | 'login';
  /** A header with a fixed value that it takes in place of its cookie, as for service accounts. */
  readonly header?: { readonly name: string; readonly value: string };
}

/** Single sign-on before a server. */
export interface SsoGateway {
  readonly port: number;
  readonly url: string;
  /** Where its sign-on is: another host for the client. */
  readonly signOn: TestServer;
  readonly requests: TestServer['requests'];
  refusal: GatewayRefusal;
  /** Signs a person in, as the pages of the sign-on do. @returns value of the cookie */
  signIn(): string;
  /** Ends all sessions. */
  expire(): void;
  close(): Promise<void>;
}

export const gatewayCookie = 'SSO_SESSION';

const form =
  '<html><head><title>Sign in to Example</title></head><body><form method="post"><input name="user"><input type="password" name="password"></form></body></html>';

const loginPages = /\/(?:login|login\.jsp|securityRealm\/.*)(?:\?|$)/;

/** Starts single sign-on before a server; what it lets in is handed on as it came, its cookie included. */
export async function startSsoGateway(options: SsoGatewayOptions): Promise<SsoGateway> {
  const { port, guards = 'all', header } = options;
  const sessions = new Set<string>();
  const handOn = relayTo(port);
  const signOn = await startServer((_, res) => res.writeHead(200, { 'content-type': 'text/html' }).end(form));
  const isLetIn = (req: IncomingMessage) => {
    if (guards === 'login' && !loginPages.test(req.url ?? '')) return true;
    if (header && req.headers[header.name.toLowerCase()] === header.value) return true;
    const cookies = (req.headers.cookie ?? '').split(/;\s*/);
    return cookies.some(cookie => cookie.startsWith(`${gatewayCookie}=`) && sessions.has(cookie.split('=')[1] ?? ''));
  };
  const server = await startServer((req, res) => {
    if (isLetIn(req)) return handOn(req, res);
    req.resume();
    refuse[gateway.refusal](res, `${signOn.origin}/adfs/ls/?wa=wsignin1.0&wctx=${encodeURIComponent(req.url ?? '')}`);
  });
  const gateway: SsoGateway = {
    ...{ port: server.port, url: server.origin, signOn, requests: server.requests },
    refusal: options.refusal ?? GatewayRefusal.redirect,
    signIn() {
      const value = `gw-${randomBytes(12).toString('hex')}`;
      sessions.add(value);
      return value;
    },
    expire: () => sessions.clear(),
    async close() {
      await Promise.all([server.close(), signOn.close()]);
    },
  };
  return gateway;
}

const refuse: Readonly<Record<GatewayRefusal, (res: ServerResponse, signOn: string) => unknown>> = {
  redirect: (res, location) => res.writeHead(302, { location }).end(),
  form: res => res.writeHead(200, { 'content-type': 'text/html' }).end(form),
  unauthorized: res =>
    res
      .writeHead(401, { 'content-type': 'text/html', 'www-authenticate': 'Negotiate' })
      .end('<title>Unauthorized</title>'),
  forbidden: res => res.writeHead(403, { 'content-type': 'text/html' }).end('<title>Access denied</title>'),
};
