import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { echo, shellPlan, sleep } from './builds/shellPlan.ts';
import { type DemoJenkins, type DemoJenkinsOptions, type DemoUser, demoUsers, startDemoJenkins } from './index.ts';
import { manualClock } from './state/clock.ts';
import { newJob } from './state/items.ts';

const NOTE_OR_TEXT = /\u001b\[8mha:[^\u001b]*\u001b\[0m/g;

describe('the demo Jenkins', () => {
  let running: DemoJenkins[] = [];
  afterEach(async () => {
    await Promise.all(running.map(jenkins => jenkins.close()));
    running = [];
  });

  async function start(options: DemoJenkinsOptions = {}): Promise<DemoJenkins> {
    const jenkins = await startDemoJenkins(options);
    running.push(jenkins);
    return jenkins;
  }

  const basic = (user: DemoUser, secret = user.token) => ({
    Authorization: `Basic ${Buffer.from(`${user.id}:${secret}`).toString('base64')}`,
  });

  function ask(jenkins: DemoJenkins, path: string, init: RequestInit = {}, user = demoUsers.admin): Promise<Response> {
    return fetch(jenkins.url + path, { redirect: 'manual', ...init, headers: { ...basic(user), ...init.headers } });
  }

  async function json(jenkins: DemoJenkins, path: string, user = demoUsers.admin): Promise<unknown> {
    const response = await ask(jenkins, path, {}, user);
    assert.equal(response.status, 200, path);
    return response.json();
  }

  /** A server whose time stands still until it is moved, with one job that writes a line a second. */
  async function withStillTime(options: DemoJenkinsOptions = {}, lines = 5) {
    const clock = manualClock(1_800_000_000_000);
    const jenkins = await start({ seed: 'empty', clock, ...options });
    const commands = Array.from({ length: lines }, (_, at) => [echo(`line ${at + 1}`), sleep(1)]).flat();
    const job = (name: string) => newJob('freestyle', name, jenkins.state.root, { plan: shellPlan(() => commands) });
    return { clock, jenkins, job };
  }

  describe('queue and executors', () => {
    it('works off the queue in order, two at once', async () => {
      const { clock, jenkins, job } = await withStillTime();
      const jobs = ['one', 'two', 'three', 'four'].map(job);
      for (const { name } of jobs) await ask(jenkins, `/job/${name}/build`, { method: 'POST' });
      const builds = () => jobs.map(({ builds: [build] }) => (build ? (build.result ?? 'running') : 'waiting'));
      assert.deepEqual(builds(), ['running', 'running', 'waiting', 'waiting']);
      assert.deepEqual(
        jenkins.state.queue.items.map(item => item.state),
        ['buildable', 'buildable'],
      );
      clock.advance(5_100);
      assert.deepEqual(builds(), ['SUCCESS', 'SUCCESS', 'running', 'running']);
      clock.advance(5_100);
      assert.deepEqual(builds(), ['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS']);
    });

    it('waits through the quiet period and forgets left items after five minutes', async () => {
      const { clock, jenkins, job } = await withStillTime();
      jenkins.state.quietPeriod = 10;
      job('calm');
      const { headers } = await ask(jenkins, '/job/calm/build', { method: 'POST' });
      assert.equal(headers.get('location'), `${jenkins.url}/queue/item/1/`);
      const tree = 'tree=why,executable[number]';
      assert.deepEqual(await json(jenkins, `/queue/item/1/api/json?${tree}`), {
        _class: 'hudson.model.Queue$WaitingItem',
        why: 'In the quiet period. Expires in 10 sec',
      });
      clock.advance(10_000);
      assert.deepEqual(await json(jenkins, `/queue/item/1/api/json?${tree}`), {
        _class: 'hudson.model.Queue$LeftItem',
        why: null,
        executable: { _class: 'hudson.model.FreeStyleBuild', number: 1 },
      });
      clock.advance(5 * 60_000);
      assert.equal((await ask(jenkins, '/queue/item/1/api/json')).status, 404);
    });

    it('runs ten times as fast where it is told to', async () => {
      const [quick, slow] = [await start({ seed: 'empty', pace: 10 }), await start({ seed: 'empty' })];
      const began = Date.now();
      for (const [{ state }, seconds] of [
        [quick, 4],
        [slow, 2],
      ] as const) {
        const job = newJob('freestyle', 'nap', state.root, { plan: shellPlan(() => [sleep(seconds)]) });
        state.startBuild(job);
      }
      const isBuilding = ({ state }: typeof quick) => state.job('nap').builds[0]?.building === true;
      while (isBuilding(quick)) await new Promise(resolve => setTimeout(resolve, 10));
      assert.ok(Date.now() - began >= 380);
      assert.ok(isBuilding(slow), 'half as long a nap takes longer elsewhere');
    });

    it('stops a running build and says who did it', async () => {
      const { clock, jenkins, job } = await withStillTime();
      job('long');
      await ask(jenkins, '/job/long/build', { method: 'POST' });
      clock.advance(1_500);
      assert.equal((await ask(jenkins, '/job/long/1/stop', { method: 'POST' }, demoUsers.dev)).status, 302);
      const text = await (await ask(jenkins, '/job/long/1/consoleText')).text();
      assert.match(text, /Aborted by Dana Developer\nFinished: ABORTED\n$/);
      assert.equal(
        jenkins.state.executors.every(build => build === undefined),
        true,
      );
    });
  });

  describe('users', () => {
    it('binds crumbs to the user and to the session', async () => {
      const jenkins = await start();
      const issued = await ask(jenkins, '/crumbIssuer/api/json', {
        headers: basic(demoUsers.dev, demoUsers.dev.password),
      });
      const cookie = issued.headers.get('set-cookie')?.split(';')[0] ?? '';
      const { crumb } = (await issued.json()) as { crumb: string };
      const build = (user: DemoUser, headers: Record<string, string>) =>
        ask(jenkins, '/job/hello/build', { method: 'POST', headers: { ...basic(user, user.password), ...headers } });
      const statuses = [
        await build(demoUsers.dev, { 'Jenkins-Crumb': crumb, Cookie: cookie }),
        await build(demoUsers.dev, { 'Jenkins-Crumb': crumb }),
        await build(demoUsers.dev, { Cookie: cookie }),
        await build(demoUsers.admin, { 'Jenkins-Crumb': crumb, Cookie: cookie }),
      ].map(response => response.status);
      assert.deepEqual(statuses, [201, 403, 403, 403]);
    });

    it('lets each user do what they may', async () => {
      const jenkins = await start();
      const post = async (user: DemoUser, path: string) => (await ask(jenkins, path, { method: 'POST' }, user)).status;
      assert.equal(await post(demoUsers.dev, '/job/hello/build'), 201);
      assert.equal(await post(demoUsers.viewer, '/job/hello/build'), 403);
      assert.equal(await post(demoUsers.dev, '/job/hello/disable'), 302);
      assert.equal(await post(demoUsers.dev, '/job/hello/doDelete'), 403);
      assert.equal(await post(demoUsers.admin, '/job/hello/doDelete'), 302);
    });

    it('hides a job from who may not see it', async () => {
      const jenkins = await start();
      const names = async (user: DemoUser) => {
        const { jobs } = (await json(jenkins, '/api/json?tree=jobs[name]', user)) as { jobs: { name: string }[] };
        return jobs.map(job => job.name);
      };
      assert.ok((await names(demoUsers.dev)).includes('no-permission'));
      assert.ok(!(await names(demoUsers.viewer)).includes('no-permission'));
      assert.equal((await ask(jenkins, '/job/no-permission/api/json', {}, demoUsers.viewer)).status, 404);
    });
  });

  describe('logs', () => {
    /** A build that has written 15,000 lines and an unfinished one, and still runs. */
    async function longLog(options: DemoJenkinsOptions) {
      const clock = manualClock(1_800_000_000_000);
      const jenkins = await start({ seed: 'empty', clock, ...options });
      const output = `${'x\n'.repeat(15_000)}unfinished`;
      newJob('freestyle', 'big', jenkins.state.root, {
        plan: shellPlan(() => [{ trace: 'write', output, takes: 60_000 }]),
      });
      jenkins.state.startBuild(jenkins.state.job('big'));
      clock.advance(1_000);
      const whole = jenkins.state.job('big').builds[0]?.log.length ?? 0;
      return { jenkins, whole, path: '/job/big/1/logText/progressiveText' };
    }
    const parts = { headers: { Accept: 'multipart/form-data' } };

    it('caps a plain answer and claims the whole, as current controllers do', async () => {
      for (const logGeneration of ['multipart', 'capped'] as const) {
        const { jenkins, whole, path } = await longLog({ logGeneration });
        const response = await ask(jenkins, `${path}?start=0`);
        assert.equal(response.headers.get('x-text-size'), String(whole));
        assert.equal((await response.text()).split('\r\n').length - 1, 10_000);
      }
    });

    it('says how far it really came where it is told to be old', async () => {
      const { jenkins, whole, path } = await longLog({ logGeneration: 'truthful' });
      const first = await ask(jenkins, `${path}?start=0`, parts);
      assert.equal(first.headers.get('content-type'), 'text/plain;charset=utf-8');
      const next = Number(first.headers.get('x-text-size'));
      assert.equal(Buffer.byteLength((await first.text()).replaceAll('\r\n', '\n')), next);
      const second = await ask(jenkins, `${path}?start=${next}`);
      assert.equal(Number(second.headers.get('x-text-size')), whole - 'unfinished'.length);
    });

    it('answers in parts without a cap, save the unfinished line', async () => {
      const { jenkins, whole, path } = await longLog({});
      const response = await ask(jenkins, `${path}?start=0`, parts);
      const body = await response.text();
      assert.match(response.headers.get('content-type') ?? '', /^multipart\/form-data;boundary=/);
      assert.ok(body.includes(`{"completed":false,"start":0,"end":${whole}}`));
      assert.equal(body.split('\nx').length - 1, 15_000);
      assert.ok(!body.includes('unfinished'));
      const tail = await (await ask(jenkins, `${path}?start=-15`, parts)).text();
      assert.ok(tail.includes(`"start":${whole - 14},`), tail);
    });

    it('gives the same text by following as at the end', async () => {
      const { clock, jenkins, job } = await withStillTime({ logGeneration: 'truthful' }, 3);
      job('chatty');
      await ask(jenkins, '/job/chatty/build', { method: 'POST' });
      let text = '';
      let start = 0;
      for (let more = true; more; clock.advance(700)) {
        const response = await ask(jenkins, `/job/chatty/1/logText/progressiveText?start=${start}`);
        text += await response.text();
        start = Number(response.headers.get('x-text-size'));
        more = response.headers.get('x-more-data') === 'true';
      }
      const end = await (await ask(jenkins, '/job/chatty/1/consoleText')).text();
      assert.equal(text.replace(NOTE_OR_TEXT, '').replaceAll('\r\n', '\n'), end);
    });
  });

  describe('as a server', () => {
    it('answers once what a test wants answered', async () => {
      const jenkins = await start();
      jenkins.answerOnce({ method: 'GET', path: '/api/json' }, (_req, res) => res.writeHead(502).end('proxy'));
      assert.equal((await ask(jenkins, '/job/hello/api/json')).status, 200);
      assert.equal((await ask(jenkins, '/api/json?tree=mode')).status, 502);
      assert.equal((await ask(jenkins, '/api/json?tree=mode')).status, 200);
    });

    it('remembers what was on the wire', async () => {
      const jenkins = await start();
      await ask(jenkins, '/job/deploy/buildWithParameters?VERSION=2', { method: 'POST', body: 'DRY_RUN=true' });
      const [seen] = jenkins.requests;
      assert.equal(seen?.method, 'POST');
      assert.equal(seen?.path, '/job/deploy/buildWithParameters?VERSION=2');
      assert.equal(seen?.body, 'DRY_RUN=true');
      assert.equal(seen?.status, 201);
      assert.match(String(seen?.headers['authorization']), /^Basic /);
    });

    it('plays a start: 503, refusals, then all is well', async () => {
      const jenkins = await start();
      const statuses: number[] = [];
      for (const startup of ['preparing', 'refusing', 'ready'] as const) {
        jenkins.state.startup = startup;
        statuses.push((await ask(jenkins, '/api/json?tree=mode')).status);
      }
      assert.deepEqual(statuses, [503, 401, 200]);
    });

    it('names another root URL in JSON where one is configured', async () => {
      const jenkins = await start({ rootUrl: 'https://ci.example.com/jenkins', contextPath: '/jenkins' });
      assert.match(jenkins.url, /^http:\/\/127\.0\.0\.1:\d+\/jenkins$/);
      assert.deepEqual(await json(jenkins, '/job/hello/api/json?tree=url'), {
        _class: 'hudson.model.FreeStyleProject',
        url: 'https://ci.example.com/jenkins/job/hello/',
      });
    });

    it('frees everything when it is closed', async () => {
      const jenkins = await startDemoJenkins();
      const job = jenkins.state.job('slow');
      await ask(jenkins, '/job/slow/build?delay=0', { method: 'POST' });
      const held = ask(jenkins, '/held').catch((error: unknown) => error);
      await jenkins.close();
      await held;
      const length = job.builds[0]?.log.length;
      await new Promise(resolve => setTimeout(resolve, 700));
      assert.equal(job.builds[0]?.log.length, length, 'no timer may go on');
      await assert.rejects(ask(jenkins, '/api/json'));
    });
  });

  it('shows what the demo promises', async () => {
    const jenkins = await start();
    const tree = 'tree=name,jobs[name,color]';
    assert.deepEqual(await json(jenkins, `/job/payments/job/api/api/json?${tree}`), {
      _class: 'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
      name: 'api',
      jobs: [
        { _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob', name: 'feature%2Flogin', color: 'yellow' },
        { _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob', name: 'main', color: 'red' },
        { _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob', name: 'PR-42', color: 'blue' },
      ],
    });
    const { property } = (await json(
      jenkins,
      '/job/everything/api/json?tree=property[parameterDefinitions[type]]',
    )) as {
      property: { parameterDefinitions: { type: string }[] }[];
    };
    assert.deepEqual(
      property[0]?.parameterDefinitions.map(({ type }) => type.replace('ParameterDefinition', '')),
      ['String', 'Text', 'Boolean', 'Choice', 'Password', 'File', 'Run'],
    );
  });
});
