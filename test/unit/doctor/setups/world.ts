import type { ServerOptions } from 'node:https';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { NetworkSettings } from '../../../../src/workbench/connections/settings/connection.ts';
import { type DemoJenkins, type DemoJenkinsOptions, startDemoJenkins } from '../../../servers/jenkins/index.ts';
import { type DemoJira, type DemoJiraOptions, startDemoJira } from '../../../servers/jira/index.ts';
import { type Identity, selfSigned, TestAuthority } from '../../../servers/wire/certificates.ts';
import { type Handler, startRawServer, startServer, type TestServer } from '../../../servers/wire/httpServer.ts';
import { type ProxyOptions, startHttpProxy, startSocksProxy, type TestProxy } from '../../../servers/wire/proxies.ts';
import { relayTo } from '../../../servers/wire/relay.ts';

const hour = 3_600_000;

/** Servers that set-ups share, and ways to start others; all end with it. */
export class World {
  readonly jenkins: DemoJenkins;
  readonly authority: TestAuthority;
  private readonly open: { close(): Promise<unknown> }[] = [];

  private constructor(jenkins: DemoJenkins, authority: TestAuthority) {
    this.jenkins = jenkins;
    this.authority = authority;
    this.open.push(jenkins);
  }

  static async create(): Promise<World> {
    return new World(await startDemoJenkins({}), await TestAuthority.create('Company'));
  }

  get port(): number {
    return Number(new URL(this.jenkins.url).port);
  }

  /** Hands on to the shared Jenkins. */
  get relay(): Handler {
    return relayTo(this.port);
  }

  use<T extends { close(): Promise<unknown> }>(server: T): T {
    this.open.push(server);
    return server;
  }

  async serve(handle: Handler, tls?: ServerOptions, host?: string): Promise<TestServer> {
    return this.use(await startServer(handle, tls, host));
  }

  async raw(answer: (socket: Socket, request: string) => void): Promise<number> {
    return this.use(await startRawServer(answer)).port;
  }

  /** Server that closes each connection as soon as it is open. */
  async hangUp(): Promise<number> {
    const server = createServer(socket => socket.on('error', () => undefined).destroy());
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    this.open.push({ close: () => new Promise(done => server.close(done)) });
    return (server.address() as AddressInfo).port;
  }

  /** Server that takes no HTTP/1.1. */
  async http2(): Promise<number> {
    const server = createTlsServer({ ...(await this.identity()), ALPNProtocols: ['h2'] });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    this.open.push({ close: () => new Promise(done => server.close(done)) });
    return (server.address() as AddressInfo).port;
  }

  async proxy(options: ProxyOptions = {}): Promise<TestProxy> {
    return this.use(await startHttpProxy(options));
  }

  async socks(options: ProxyOptions = {}): Promise<TestProxy> {
    return this.use(await startSocksProxy(options));
  }

  async ownJenkins(options: DemoJenkinsOptions = {}): Promise<DemoJenkins> {
    return this.use(await startDemoJenkins({ seed: 'empty', ...options }));
  }

  async jira(options: DemoJiraOptions): Promise<DemoJira> {
    return this.use(await startDemoJira({ seed: 'empty', ...options }));
  }

  /** Network in which Atlassian's gateway leads to a Jira. */
  async atlassian({ url }: DemoJira): Promise<NetworkSettings> {
    const host = 'api.atlassian.com';
    const gateway = await this.serve(relayTo(Number(new URL(url).port)), await this.identity({ names: [host] }));
    const proxy = await this.proxy({ names: { [host]: { host: '127.0.0.1', port: gateway.port } } });
    return { proxy: `http://127.0.0.1:${proxy.port}`, tls: { ca: this.ca } };
  }

  identity(
    wanted: { names?: string[]; notBefore?: Date; notAfter?: Date; issuerUrl?: string } = {},
  ): Promise<Identity> {
    return this.authority.issue({ names: ['localhost', '127.0.0.1'], ...wanted });
  }

  selfSigned(): Promise<Identity> {
    return selfSigned(['localhost', '127.0.0.1']);
  }

  get ca() {
    return { name: 'company.pem', pem: this.authority.cert };
  }

  hours(count: number): Date {
    return new Date(Date.now() + count * hour);
  }

  async close(): Promise<void> {
    await Promise.all(this.open.splice(0).map(each => each.close()));
  }
}

/** Answers everything with a page. */
export function page(title: string, status = 200, headers: Record<string, string> = {}): Handler {
  return (_, res) =>
    res.writeHead(status, { 'content-type': 'text/html', ...headers }).end(`<html><title>${title}</title></html>`);
}
