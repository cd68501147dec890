import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import { BaseUrl, HttpClient, UndiciTransport } from '../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, type Job, jenkinsLogin } from '../../src/jenkins/index.ts';
import type { Sessions } from '../../src/workbench/connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';
import type { ConnectionStore } from '../../src/workbench/connections/settings/connectionStore.ts';
import { BranchJobs } from '../../src/workbench/jenkins/branches/branchJobs.ts';
import { JobCatalog } from '../../src/workbench/jenkins/jobs/jobCatalog.ts';
import { plainText } from '../../src/workbench/jenkins/jobs/tooltips.ts';
import { GroupNode } from '../../src/workbench/jenkins/view/groupNode.ts';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { newJob } from '../servers/jenkins/state/items.ts';

describe('the words of a description', () => {
  it('are those of its HTML, and whatever else stands between angle brackets', () => {
    assert.equal(plainText('Deploy to <env> as <user>@<host>'), 'Deploy to <env> as <user>@<host>');
    assert.equal(plainText('<p>One &amp; <b class="x">two</b></p><br/>three<!-- not --> &lt;4'), 'One & two\nthree <4');
  });
});

describe('a group of jobs', () => {
  it('leads to its own jobs, and to none of the same name elsewhere', () => {
    const jobs = [{ fullName: 'deploy' }, { fullName: 'docs' }] as Job[];
    const group = new GroupNode({ id: 'ci/:group:d', label: 'd…', jobs, scope: 'ci', lines: () => [] });
    assert.ok(group.leadsTo('ci/deploy'));
    assert.ok(group.leadsTo('ci/docs/main'));
    assert.ok(!group.leadsTo('ci/team/deploy'));
    assert.ok(!group.leadsTo('ci/deployment'));
  });
});

describe('the jobs of a branch', () => {
  const connection: JenkinsConnection = {
    ...{ id: 'ci', product: Product.jenkins, name: 'CI', url: 'http://127.0.0.1' },
    auth: { user: 'dev', kind: JenkinsSecretKind.apiToken },
  };
  const branch = (name: string) => ({ root: '/r', repository: 'api', name, keys: ['scm.example.com/payments/api'] });
  let jenkins: DemoJenkins;
  let http: HttpClient;
  let memory: Map<string, unknown>;
  let catalog: JobCatalog;
  let jobs: BranchJobs;
  const find = async (name: string) => (await jobs.find(branch(name), {})).map(({ job }) => job.fullName);

  beforeEach(async () => {
    jenkins = await startDemoJenkins({ pace: 20 });
    http = new HttpClient({ base: BaseUrl.parse(jenkins.url), transport: new UndiciTransport(), userAgent: 'test' });
    const { id: user, token: secret } = demoUsers.dev;
    const session = new JenkinsSession(http, async () =>
      jenkinsLogin({ user, secret, kind: JenkinsSecretKind.apiToken }),
    );
    const sessions = { jenkins: () => session } as unknown as Sessions;
    memory = new Map();
    const memento = {
      get: (key: string) => memory.get(key),
      update: async (key: string, value: unknown) => void memory.set(key, value),
    } as unknown as vscode.Memento;
    const store = { ofProduct: () => [connection] } as unknown as ConnectionStore;
    catalog = new JobCatalog(sessions);
    jobs = new BranchJobs({ store, sessions, catalog, memento });
  });
  afterEach(async () => {
    catalog.dispose();
    await http.close();
    await jenkins.close();
  });

  it('are found by their name and repository, and then known', async () => {
    assert.deepEqual(await find('main'), ['payments/api/main']);
    const { length } = jenkins.requests;
    assert.deepEqual(await find('feature/login'), ['payments/api/feature%2Flogin']);
    assert.equal(jenkins.requests.length, length + 1);
  });

  it('are looked for again after a push, for Jenkins makes them then', async () => {
    assert.deepEqual(await find('hotfix'), []);
    const asked = jenkins.requests.length;
    assert.deepEqual(await find('hotfix'), []);
    assert.equal(jenkins.requests.length, asked, 'nothing has happened that could have changed it');
    const { plan } = jenkins.state.job('payments/api/main');
    const project = jenkins.state.folder('payments/api');
    const job = newJob('pipeline', 'hotfix', project, { plan, branch: { name: 'hotfix' } });
    jenkins.state.addFinishedBuild(job, { result: 'SUCCESS' });
    jobs.expect(60_000);
    assert.deepEqual(await find('hotfix'), ['payments/api/hotfix']);
  });

  it('are found although somebody who also looked through all jobs thinks better of it', async () => {
    const looking = find('main');
    const other = new AbortController();
    const waiting = catalog.freshen(connection, other.signal);
    other.abort();
    assert.equal(await waiting, false);
    assert.deepEqual(await looking, ['payments/api/main']);
  });

  it('are found where their project is now, after it was renamed', async () => {
    assert.deepEqual(await find('main'), ['payments/api/main']);
    const payments = jenkins.state.folder('payments');
    const api = jenkins.state.folder('payments/api');
    payments.items.delete('api');
    api.name = 'service';
    payments.items.set('service', api);
    catalog.outdate(connection);
    assert.deepEqual(await find('main'), ['payments/service/main']);
    assert.doesNotMatch(JSON.stringify([...memory]), /"project":"payments\/api"/);
  });
});
