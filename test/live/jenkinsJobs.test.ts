import assert from 'node:assert/strict';
import { after, before, type Context, describe, it } from 'mocha';
import { ForbiddenError, type HttpClient, NotFoundError, ServerError } from '../../src/http/index.ts';
import {
  type Build,
  BuildResult,
  cancelQueueItem,
  createJob,
  deleteBuild,
  deleteJob,
  describeBuild,
  enableJob,
  type FileValue,
  followQueueItem,
  indexJobs,
  JenkinsSecretKind,
  JenkinsSession,
  JobKind,
  jenkinsLogin,
  jobPath,
  keepBuild,
  listQueue,
  type ParameterValues,
  Phase,
  readBuildDetails,
  readConfiguration,
  readJob,
  readLevel,
  readQueueItem,
  StopWay,
  startBuild,
  stopBuild,
  TriggerTokenError,
  writeConfiguration,
} from '../../src/jenkins/index.ts';
import { everyTypeXml, folderXml, freestyleXml } from './jobXml.ts';
import { liveClient, prefix, requireVariables, skip, variable } from './surroundings.ts';

const run = `${prefix}-${Date.now().toString(36)}`;
const maxBuildMs = 60_000;
const hostile = [
  '"quoted" \'too\'',
  'a&b=c%20+d',
  'žluť ✓ 𝒳',
  'one\ntwo',
  '</script>',
  '=;,{}',
  'x'.repeat(1024 * 1024),
];

describe('the jobs of a live Jenkins', function () {
  this.timeout(maxBuildMs * 2);
  let http: HttpClient;
  let session: JenkinsSession;
  const made: string[] = [];

  before(function () {
    requireVariables(this, 'JENKINS_URL', 'JENKINS_USER', 'JENKINS_TOKEN');
    http = liveClient(variable('JENKINS_URL') ?? '');
    const credentials = { user: variable('JENKINS_USER') ?? '', secret: variable('JENKINS_TOKEN') ?? '' };
    session = new JenkinsSession(http, async () => jenkinsLogin({ ...credentials, kind: JenkinsSecretKind.apiToken }));
  });
  after(async () => {
    for (const job of made.reverse()) {
      await deleteJob(session, job).catch(error => console.log(`      left behind: ${job} (${error})`));
    }
    await http?.close();
  });

  async function make(context: Context, folder: string, name: string, xml: string): Promise<string> {
    try {
      const { fullName: job } = await createJob(session, folder, name, xml);
      if (folder === '') made.push(job);
      return job;
    } catch (error) {
      if (error instanceof ForbiddenError) return skip(context, `no permission to create jobs (${error.permission})`);
      throw error;
    }
  }

  async function built(context: Context, job: string, values?: ParameterValues): Promise<Build> {
    const { id } = await startBuild(session, job, values);
    const signal = AbortSignal.timeout(maxBuildMs);
    try {
      for await (const step of followQueueItem(session, job, id, { signal })) {
        if (step.phase === Phase.finished) return step.build;
      }
    } catch (error) {
      if (signal.aborted) return skip(context, 'no executor took the build in time');
      throw error;
    }
    return assert.fail('the build was lost');
  }

  async function running(job: string): Promise<number> {
    for (let waited = 0; waited < maxBuildMs; waited += 200) {
      const { lastBuild } = await readJob(session, job);
      if (lastBuild?.running) return lastBuild.number;
      await new Promise(done => setTimeout(done, 200));
    }
    return assert.fail('it did not begin');
  }

  it('stand in folders of any depth, and in views', async function () {
    let folder: string;
    try {
      folder = await make(this, '', `${run} folder ž`, folderXml);
    } catch (error) {
      if (error instanceof ServerError) skip(this, 'the folders plugin is absent');
      throw error;
    }
    const inner = await make(this, folder, 'inner', folderXml);
    const deep = await make(
      this,
      await make(this, inner, 'most', folderXml),
      'job #'.replace('#', '1'),
      freestyleXml('true'),
    );
    const level = await readLevel(session, { folder: inner, view: [] });
    assert.deepEqual(
      level.jobs.map(({ label, kind }) => [label, kind]),
      [['most', JobKind.folder]],
    );
    const index = await indexJobs(session);
    assert.ok(index.some(({ fullName }) => fullName === deep));
    const view = `${run} view`;
    const xml = `<hudson.model.ListView><name>${view}</name><jobNames><string>inner</string></jobNames><columns/></hudson.model.ListView>`;
    const path = `${jobPath(folder)}/createView?name=${encodeURIComponent(view)}`;
    const options = { body: xml, contentType: 'application/xml; charset=utf-8' };
    try {
      await session.write({
        name: 'createView',
        send: wire => wire.act(path, ({ status }) => status === 200, options),
      });
    } catch (error) {
      if (error instanceof ForbiddenError || error instanceof NotFoundError) skip(this, 'views cannot be made');
      throw error;
    }
    assert.ok((await readLevel(session, { folder, view: [] })).views.includes(view));
    const shown = await readLevel(session, { folder, view: [view] });
    assert.ok(shown.jobs.every(({ fullName }) => fullName === inner));
  });

  it('have branches by the names that people know, where there is a multibranch project', async function () {
    const project = (await indexJobs(session)).find(({ kind }) => kind === JobKind.multibranch);
    if (!project) skip(this, 'there is no multibranch project');
    const { jobs } = await readLevel(session, { folder: project.fullName, view: [] }, JobKind.multibranch);
    for (const { label, fullName, head } of jobs) {
      assert.doesNotMatch(label, /%2F/i, fullName);
      assert.ok(head, fullName);
    }
  });

  it('take every type of parameter, whatever is in the values', async function () {
    const job = await make(this, '', `${run}-types`, everyTypeXml('true'));
    const content = Buffer.from([0, 1, 254, 255]);
    for (const value of hostile) {
      for (const file of [undefined, { fileName: 'up ž.bin', content }]) {
        const values = new Map<string, string | FileValue>([
          ['S', value],
          ['T', value],
          ['B', 'true'],
          ['C', 'two'],
          ['P', value],
          ...(file ? [['f/in.bin', file] as const] : []),
        ]);
        const { number } = await built(this, job, values);
        const path = `${jobPath(job)}/${number}/api/json?tree=actions[parameters[name,value]]`;
        const seen = JSON.stringify(await session.getJson(path));
        const plain = (text: string) => text.replaceAll('\\r\\n', '\\n');
        assert.ok(plain(seen).includes(JSON.stringify(value)), value.slice(0, 50));
        assert.ok(seen.includes('"value":true') && seen.includes('"value":"two"'));
      }
    }
  });

  it('wait in the queue with a reason, and can be taken out of it', async function () {
    const job = await make(this, '', `${run}-waiting`, freestyleXml('true'));
    const path = `${jobPath(job)}/build?delay=60sec`;
    await session.write({ name: 'delayedStart', send: wire => wire.act(path, ({ status }) => status === 201) });
    const waiting = (await listQueue(session)).find(item => item.job === job);
    assert.ok(waiting?.why);
    await cancelQueueItem(session, waiting.id);
    assert.equal((await readQueueItem(session, waiting.id)).canceled, true);
  });

  it('are aborted, described, kept and deleted build by build', async function () {
    const job = await make(this, '', `${run}-long`, freestyleXml('sleep 300'));
    await startBuild(session, job, undefined);
    const number = await running(job);
    await stopBuild(session, job, number, StopWay.abort);
    for (let waited = 0; (await readJob(session, job)).lastBuild?.running && waited < 30; waited++) {
      await new Promise(done => setTimeout(done, 500));
    }
    assert.equal((await readJob(session, job)).lastBuild?.result, BuildResult.aborted);
    await describeBuild(session, job, number, 'žluť & co');
    await keepBuild(session, job, number, true);
    const details = await readBuildDetails(session, job, number);
    assert.equal(details?.description, 'žluť & co');
    assert.equal(details?.build.keptForever, true);
    await assert.rejects(deleteBuild(session, job, number));
    await keepBuild(session, job, number, false);
    await deleteBuild(session, job, number);
    assert.equal((await readJob(session, job)).lastBuild, undefined);
  });

  it('are configured in any alphabet, switched off and on', async function () {
    const job = await make(this, '', `${run}-config`, freestyleXml('true'));
    const before = await readConfiguration(session, job);
    const script = "echo 'žluť ✓'";
    await writeConfiguration(session, job, before.replace('<command>true</command>', `<command>${script}</command>`));
    assert.ok((await readConfiguration(session, job)).includes('žluť ✓'));
    await enableJob(session, job, false);
    assert.equal((await readJob(session, job)).disabled, true);
    await enableJob(session, job, true);
    assert.equal((await readJob(session, job)).disabled, false);
  });

  it('are started by their own token, and say when it is wrong', async function () {
    const job = await make(this, '', `${run}-remote`, everyTypeXml('true', 'the-word'));
    const trigger = { token: 'the-word', cause: 'a live test' };
    const { id } = await startBuild(session, job, new Map([['S', 'x']]), { trigger });
    assert.ok(id > 0);
    const wrong = { token: 'another' };
    await assert.rejects(startBuild(session, job, new Map([['S', 'y']]), { trigger: wrong }), TriggerTokenError);
  });
});
