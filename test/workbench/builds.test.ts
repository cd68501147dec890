import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { BaseUrl, HttpClient, UndiciTransport } from '../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin, Phase } from '../../src/jenkins/index.ts';
import type { Sessions } from '../../src/workbench/connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';
import type { ConnectionStore } from '../../src/workbench/connections/settings/connectionStore.ts';
import { BuildTracker, type TrackedBuild } from '../../src/workbench/jenkins/builds/buildTracker.ts';
import { keepFollowed, resumeFollowed } from '../../src/workbench/jenkins/builds/followedBuilds.ts';
import { JobWatcher } from '../../src/workbench/jenkins/builds/jobWatcher.ts';
import { JobResults } from '../../src/workbench/jenkins/jobs/jobResults.ts';
import { backgroundInto } from './background.ts';
import { demoJenkins, order, until } from './demo.ts';

/** A way to the demo Jenkins that can be cut. */
class Road {
  private readonly sockets = new Set<Socket>();
  private readonly to = Number(new URL(demoJenkins().url).port);
  private server: Server | undefined;
  private port = 0;

  async open(): Promise<string> {
    this.server = createServer(near => {
      const far = connect(this.to, '127.0.0.1');
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => socket.destroy()).on('close', () => this.sockets.delete(socket));
      }
      near.pipe(far).pipe(near);
    }).listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  cut(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
  }
}

describe('a build that is followed', () => {
  const job = 'followed';
  let road: Road;
  let http: HttpClient;
  let tracker: BuildTracker;
  let sessions: Sessions;
  const seen: TrackedBuild[] = [];
  const reported: unknown[] = [];
  const ref = { job, connection: {} as JenkinsConnection };
  const store = { findJenkins: () => ref.connection } as unknown as ConnectionStore;
  const trackerOf = () => new BuildTracker({ sessions, background: backgroundInto(reported) });
  const ends = () => seen.filter(({ progress }) => progress.phase === Phase.finished);

  before(async () => {
    road = new Road();
    const url = await road.open();
    const { user, secret } = demoJenkins();
    http = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'test' });
    const auth = { user, kind: JenkinsSecretKind.apiToken };
    const session = new JenkinsSession(http, async () => jenkinsLogin({ ...auth, secret }));
    sessions = { jenkins: () => session } as unknown as Sessions;
    ref.connection = { id: 'by-road', product: Product.jenkins, name: 'By Road', url, auth };
    tracker = trackerOf();
    tracker.onDidChange(build => seen.push(build));
  });
  after(async () => {
    tracker.dispose();
    road.cut();
    await http.close();
  });

  it('is followed on after a time without the network, and its end is told', async () => {
    const number = Number(await order({ kind: 'start', job }));
    tracker.followBuild(ref, number);
    await until('it runs', () => (tracker.latest({ connection: 'by-road', job }) ? true : undefined));
    road.cut();
    await new Promise(done => setTimeout(done, 3000));
    await order({ kind: 'finish', job, number, result: 'UNSTABLE' });
    await road.open();
    await until('its end', () => (ends().length > 0 ? true : undefined));
    assert.deepEqual(reported, []);
    assert.equal(tracker.all().length, 0);
  });

  it('is not told of again once its end was told', async () => {
    const [end] = ends();
    assert.ok(end && 'build' in end.progress);
    tracker.followBuild(ref, end.progress.build.number);
    await new Promise(done => setTimeout(done, 500));
    assert.equal(ends().length, 1);
  });

  it('is followed on after a reload of the window, once', async () => {
    const { memento } = memoryOf();
    const key = 'followed';
    const number = Number(await order({ kind: 'start', job: 'reloaded' }));
    const before = trackerOf();
    before.followBuild({ ...ref, job: 'reloaded' }, number);
    await until('it runs', () => (before.all().length > 0 ? true : undefined));
    await keepFollowed(memento, key, before);
    before.dispose();
    const now = trackerOf();
    const told: TrackedBuild[] = [];
    now.onDidChange(build => told.push(build));
    resumeFollowed(memento, key, { tracker: now, store });
    await until('it runs', () => (now.latest({ connection: 'by-road', job: 'reloaded' }) ? true : undefined));
    await order({ kind: 'finish', job: 'reloaded', number, result: 'FAILURE' });
    await until('its end', () => told.find(({ progress }) => progress.phase === Phase.finished));
    await keepFollowed(memento, key, now);
    assert.equal(memento.get(key), undefined);
    now.dispose();
  });

  it('is found by watching its job, also when it began and ended between two looks', async () => {
    const { memento, updates } = memoryOf();
    const settings = vscode.workspace.getConfiguration('jenkinsJira');
    await settings.update('pollingSeconds', 1, vscode.ConfigurationTarget.Global);
    const first = Number(await order({ kind: 'start', job: 'watched' }));
    await order({ kind: 'finish', job: 'watched', number: first, result: 'SUCCESS' });
    const watcher = new JobWatcher({
      jobResults: new JobResults(),
      store,
      sessions,
      tracker,
      memento,
      pollMs: 200,
      background: backgroundInto(reported),
    });
    try {
      await watcher.add({ ...ref, job: 'watched' });
      await until('its memory', () => (updates.length > 0 ? true : undefined));
      const between = Number(await order({ kind: 'start', job: 'watched' }));
      await order({ kind: 'finish', job: 'watched', number: between, result: 'FAILURE' });
      const told = () =>
        ends().flatMap(({ ref: of, progress }) =>
          of.job === 'watched' && 'build' in progress ? progress.build.number : [],
        );
      await until('its end', () => (told().includes(between) ? true : undefined));
      assert.deepEqual(told(), [between], 'builds from before are no news');
    } finally {
      watcher.dispose();
      await settings.update('pollingSeconds', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

/** A memento that keeps nothing on the disk. */
function memoryOf(): { readonly memento: vscode.Memento; readonly updates: string[] } {
  const values = new Map<string, unknown>();
  const updates: string[] = [];
  const memento: vscode.Memento = {
    keys: () => [...values.keys()],
    get: (key: string) => values.get(key) as never,
    async update(key: string, value: unknown) {
      values.set(key, value);
      updates.push(key);
    },
  };
  return { memento, updates };
}
