import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, type Context, describe, it } from 'mocha';
import {
  ConflictError,
  ForbiddenError,
  type HttpClient,
  InvalidRequestError,
  NotFoundError,
  ServerError,
  UnauthenticatedError,
} from '../../src/http/index.ts';
import {
  type Build,
  BuildResult,
  followQueueItem,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  jobPath,
  LogFollower,
  listBuilds,
  ParameterKind,
  Phase,
  probeJenkins,
  readBuild,
  readJob,
  readParameters,
  startBuild,
  verifyJenkins,
} from '../../src/jenkins/index.ts';
import { consoleText, jobsIn } from '../reads.ts';
import { MemorySink } from '../servers/memorySink.ts';
import { freestyleXml, pipelineXml } from './jobXml.ts';
import { liveClient, prefix, requireVariables, skip, variable } from './surroundings.ts';

const user = variable('JENKINS_USER') ?? '';
const token = variable('JENKINS_TOKEN') ?? '';
const run = `${prefix}-${Date.now().toString(36)}`;
const names = {
  plain: `${run} plain ž`,
  long: `${run}-long`,
  asking: `${run}-asking`,
  disabled: `${run}-disabled`,
  pipeline: `${run}-pipeline`,
};
/** Two million bytes eleven times, with pauses. */
const longScript = Array.from(
  { length: 11 },
  (_, index) =>
    `seq -f 'line %.0f of a long log, as wide as they usually are: the checksum of the entry was verified, go on' ${index}00000 ${index}20000\nsleep 0.3`,
).join('\n');

/** A controller without a free executor must not hang the suite. */
const maxBuildMs = 60_000;

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('a live Jenkins', function () {
  this.timeout(maxBuildMs * 2);
  let http: HttpClient;
  let session: JenkinsSession;
  const made: string[] = [];

  before(async function () {
    requireVariables(this, 'JENKINS_URL', 'JENKINS_USER', 'JENKINS_TOKEN');
    http = liveClient(variable('JENKINS_URL') ?? '');
    session = sessionOf(user, token);
  });
  after(async () => {
    for (const job of made) await remove(job).catch(error => console.log(`      left behind: ${job} (${error})`));
    await http?.close();
  });

  function sessionOf(id: string, secret: string, kind: JenkinsSecretKind = JenkinsSecretKind.apiToken): JenkinsSession {
    return new JenkinsSession(http, async () => jenkinsLogin({ user: id, secret, kind }));
  }

  async function create(name: string, xml: string): Promise<void> {
    const path = `/createItem?name=${encodeURIComponent(name)}`;
    const options = { body: xml, contentType: 'application/xml; charset=utf-8' };
    await session.write({ name: 'create', send: wire => wire.act(path, ({ status }) => status === 200, options) });
    made.push(name);
  }

  async function remove(name: string): Promise<void> {
    const path = `${jobPath(name)}/doDelete`;
    await session.write({ name: 'delete', send: wire => wire.act(path, ({ status }) => status === 302) });
  }

  async function ensure(context: Context, name: string, xml: string): Promise<void> {
    if (made.includes(name)) return;
    try {
      await create(name, xml);
    } catch (error) {
      if (error instanceof ForbiddenError) skip(context, `${user} may not create jobs (${error.permission})`);
      throw error;
    }
  }

  const plain = (context: Context) => ensure(context, names.plain, freestyleXml('echo hello\nsleep 1\necho done'));
  const asking = (context: Context) => ensure(context, names.asking, freestyleXml('env', { parameterized: true }));

  async function finished(context: Context, job: string, queueId: number): Promise<Build> {
    const signal = AbortSignal.timeout(maxBuildMs);
    try {
      for await (const step of followQueueItem(session, job, queueId, { signal })) {
        if (step.phase === Phase.finished) return step.build;
      }
    } catch (error) {
      if (signal.aborted) return skip(context, 'no executor took the build in time');
      throw error;
    }
    return assert.fail('the build was lost');
  }

  it('is known without a login', async () => {
    const version = await probeJenkins(http);
    console.log(`      Jenkins ${version ?? 'of an unknown version'}`);
  });

  it('knows who asks, and what the token is', async () => {
    const findings = await verifyJenkins(http, { kind: JenkinsSecretKind.apiToken, user, secret: token });
    assert.equal(findings.userId?.toLowerCase(), user.toLowerCase());
    assert.equal(findings.kind, JenkinsSecretKind.apiToken);
  });

  it('refuses a wrong token', async () => {
    await assert.rejects(jobsIn(sessionOf(user, `11${'0'.repeat(32)}`), ''), UnauthenticatedError);
  });

  it('knows a password, and takes a write with it', async function () {
    requireVariables(this, 'JENKINS_PASSWORD');
    await plain(this);
    const password = variable('JENKINS_PASSWORD') ?? '';
    assert.equal(
      (await verifyJenkins(http, { kind: JenkinsSecretKind.apiToken, user, secret: password })).kind,
      JenkinsSecretKind.password,
    );
    const { id } = await startBuild(sessionOf(user, password, JenkinsSecretKind.password), names.plain, undefined);
    assert.ok(id > 0);
  });

  it('lists its jobs, one of them ours', async function () {
    await plain(this);
    const jobs = await jobsIn(session, '');
    assert.equal(jobs.find(job => job.fullName === names.plain)?.buildable, true);
    assert.equal((await readJob(session, names.plain)).label, names.plain);
  });

  it('builds, and shows the whole log as it grows', async function () {
    await plain(this);
    const { id } = await startBuild(session, names.plain, undefined);
    const build = await finished(this, names.plain, id);
    assert.equal(build.result, BuildResult.success);
    const sink = new MemorySink();
    await new LogFollower(session, names.plain, build.number, sink).run();
    const log = sink.bytes.toString('utf8');
    assert.equal(log, await consoleText(session, names.plain, build.number));
    assert.match(log, /hello\n[\s\S]*Finished: SUCCESS/);
    assert.equal((await listBuilds(session, names.plain, 5))[0]?.number, build.number);
  });

  it('follows a log of 20 MB while it is written, and has it byte for byte at the end', async function () {
    await ensure(this, names.long, freestyleXml(longScript));
    const { id } = await startBuild(session, names.long, undefined);
    const sink = new MemorySink();
    let whileRunning = 0;
    const signal = AbortSignal.timeout(maxBuildMs);
    for await (const step of followQueueItem(session, names.long, id, { signal })) {
      if (step.phase !== Phase.running) continue;
      const following = new LogFollower(session, names.long, step.build.number, sink).run(signal);
      const watch = setInterval(async () => {
        const build = await readBuild(session, names.long, step.build.number).catch(() => undefined);
        if (build?.running) whileRunning = sink.size;
      }, 100);
      const end = await following.finally(() => clearInterval(watch));
      assert.equal(end.kind === 'finished' && end.build?.result, BuildResult.success);
      break;
    }
    const console = await consoleText(session, names.long, 1);
    assert.ok(sink.size > 20_000_000, `${sink.size} bytes`);
    assert.equal(hash(sink.bytes), hash(Buffer.from(console)));
    assert.ok(whileRunning > sink.size / 4, `${whileRunning} of ${sink.size} bytes came while it ran`);
  });

  it('builds with parameters as they were typed', async function () {
    await asking(this);
    const kinds = (await readParameters(session, names.asking)).map(parameter => parameter.kind);
    assert.deepEqual(kinds, [ParameterKind.string, ParameterKind.boolean, ParameterKind.choice]);
    const text = 'a&b=c %41 "ü" + ✓';
    const values = new Map([
      ['TEXT', text],
      ['SWITCH', 'false'],
      ['PLACE', 'there'],
    ]);
    const { id } = await startBuild(session, names.asking, values);
    const { number } = await finished(this, names.asking, id);
    const path = `${jobPath(names.asking)}/${number}/api/json?tree=actions[parameters[name,value]]`;
    const seen = JSON.stringify(await session.getJson(path));
    for (const value of [JSON.stringify(text), '"value":false', '"value":"there"'])
      assert.ok(seen.includes(value), seen);
  });

  it('says why it does not build', async function () {
    await asking(this);
    await plain(this);
    await ensure(this, names.disabled, freestyleXml('true', { disabled: true }));
    await assert.rejects(startBuild(session, names.disabled, undefined), ConflictError);
    await assert.rejects(startBuild(session, names.asking, undefined), InvalidRequestError);
    await assert.rejects(startBuild(session, names.plain, new Map()), InvalidRequestError);
    await assert.rejects(startBuild(session, `${run}-nosuch`, undefined), NotFoundError);
  });

  it('names the permission that a reader lacks', async function () {
    requireVariables(this, 'JENKINS_VIEWER', 'JENKINS_VIEWER_TOKEN');
    await plain(this);
    const viewer = sessionOf(variable('JENKINS_VIEWER') ?? '', variable('JENKINS_VIEWER_TOKEN') ?? '');
    await assert.rejects(startBuild(viewer, names.plain, undefined), (error: unknown) => {
      assert.ok(error instanceof ForbiddenError);
      assert.equal(error.permission, 'hudson.model.Item.Build');
      return true;
    });
  });

  it('builds a Pipeline', async function () {
    try {
      await ensure(this, names.pipeline, pipelineXml("echo 'from a pipeline'"));
    } catch (error) {
      if (error instanceof ServerError) skip(this, 'the Pipeline plugins are absent');
      throw error;
    }
    const { id } = await startBuild(session, names.pipeline, undefined);
    assert.equal((await finished(this, names.pipeline, id)).result, BuildResult.success);
  });

  it('forgets what the suite made', async function () {
    if (made.length === 0) skip(this, 'nothing was made');
    for (const job of made.splice(0)) {
      await remove(job);
      await assert.rejects(readJob(session, job), NotFoundError);
    }
  });
});
