import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, UndiciTransport } from '../../../../../src/http/index.ts';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../../../src/jira/index.ts';
import { defaultAssumptions } from '../../../../../src/restrictions/index.ts';
import { type JiraConnection, Product } from '../../../../../src/workbench/connections/settings/connection.ts';
import { ConnectedProjects } from '../../../../../src/workbench/jira/restrictions/connectedProjects.ts';
import { type DemoJira, startDemoJira } from '../../../../servers/jira/index.ts';
import { fredAt } from '../../../fixtures/demoJira.ts';

const never = new AbortController().signal;
const background = {
  optional: async <T>(_failed: string, work: () => T): Promise<Awaited<T> | undefined> => {
    try {
      return await work();
    } catch {
      return undefined;
    }
  },
};

for (const flavor of Object.values(JiraFlavor)) {
  describe(`the project keys of a connected Jira, ${flavor}`, () => {
    const product = flavor === JiraFlavor.cloud ? 'cloud' : 'dc';
    const assumptions = { ...defaultAssumptions, product } as const;
    const closing: (() => Promise<void>)[] = [];
    let jira: DemoJira;

    beforeEach(async () => {
      jira = await startDemoJira({ flavor, pageCap: 1 });
      closing.push(() => jira.close());
    });
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close();
    });

    function keysOf(url: string): ConnectedProjects {
      const http = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'test' });
      const session = fredAt(http, flavor);
      const connection = { id: 'it', product: Product.jira, name: 'it', url, flavor } as unknown as JiraConnection;
      const keys = new ConnectedProjects({
        store: { ofProduct: () => [connection] },
        sessions: { jira: () => session },
        background,
      });
      closing.push(async () => {
        keys.dispose();
        await http.close();
      });
      return keys;
    }

    it('are asked for once, all pages of them', async () => {
      const keys = keysOf(jira.url);
      const { projects, complete } = await keys.projects(assumptions, 5000, never);
      assert.ok(complete);
      assert.ok(projects.length > 1);
      assert.ok(projects.some(({ key }) => key === 'PAY'));
      const asked = jira.requests.length;
      assert.deepEqual(await keys.projects(assumptions, 5000, never), { projects, complete });
      assert.equal(jira.requests.length, asked);
    });

    it('are not those of a Jira that the text is not about', async () => {
      const keys = keysOf(jira.url);
      const elsewhere = { ...assumptions, baseUrl: 'https://elsewhere.example.com' };
      assert.deepEqual(await keys.projects(elsewhere, 5000, never), { projects: [], complete: true });
      assert.equal(jira.requests.length, 0);
    });

    it('are those of the other kind of Jira where there is no other', async () => {
      const other = { ...assumptions, product: product === 'cloud' ? 'dc' : 'cloud' } as const;
      assert.ok((await keysOf(jira.url).projects(other, 5000, never)).projects.length > 0);
    });

    it('are none, without an error, where Jira does not answer; it is not asked again at once', async () => {
      const url = jira.url;
      await jira.close();
      closing.length = 0;
      const keys = keysOf(url);
      assert.deepEqual(await keys.projects(assumptions, 5000, never), { projects: [], complete: true });
      assert.deepEqual(await keys.projects(assumptions, 0, never), { projects: [], complete: true });
    });
  });
}

describe('the project keys of a Jira that does not answer', () => {
  it('are not waited for longer than there is patience, or than somebody wants them', async () => {
    const server = createServer();
    const asked = new Promise<IncomingMessage>(done => server.on('request', done));
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const http = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'test' });
    const session = new JiraSession(http, JiraFlavor.dataCenter, async () =>
      jiraLogin(http, {
        login: JiraLogin.bearer,
        secret: 'x',
      }),
    );
    const flavor = JiraFlavor.dataCenter;
    const connection = { id: 'it', product: Product.jira, name: 'it', url, flavor } as unknown as JiraConnection;
    const keys = new ConnectedProjects({
      store: { ofProduct: () => [connection] },
      sessions: { jira: () => session },
      background,
    });
    const nothingYet = { projects: [], complete: false };
    assert.deepEqual(await keys.projects(defaultAssumptions, 10, never), nothingYet);
    assert.deepEqual(await keys.projects(defaultAssumptions, 60_000, AbortSignal.abort()), nothingYet);
    // Whose window is closed wants no answer: the request ends on the wire.
    const { socket } = await asked;
    const ended = new Promise<unknown>(done => socket.once('close', done));
    keys.dispose();
    await ended;
    await http.close();
    await new Promise(done => server.close(done));
  });
});
