import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { Claims } from '../../src/base/claims.ts';
import { sleep } from '../../src/base/sleep.ts';
import {
  BaseUrl,
  FetchTransport,
  HttpClient,
  RequestError,
  SharedTurns,
  UnconfirmedWriteError,
  UndiciTransport,
  WriteOutcome,
  type Written,
} from '../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../src/jenkins/index.ts';
import { JiraFlavor, JiraLogin, JiraSession, jiraLogin, searchIssues } from '../../src/jira/index.ts';
import { jobsIn } from '../reads.ts';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../servers/jira/index.ts';
import { Fault, type FaultInjector, startFaultInjector } from '../servers/wire/faultInjector.ts';
import { startServer, type TestServer } from '../servers/wire/httpServer.ts';
import type { Servers, Sessions } from './write.ts';
import { prepareJobs, writes } from './writes.ts';

const runs = Number(process.env['FAULT_RUNS'] ?? 500);
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);

const browse = 'browse';
const operations = [browse, ...Object.keys(writes)];

interface Step {
  readonly operation: string;
  /** Which of a few parameters or texts: often the same as before. */
  readonly which: number;
  /** Whether two windows do it at once. */
  readonly twice: boolean;
  /** What happens to the step's requests, one by one; then all goes well. */
  readonly faults: readonly Fault[];
  /** A person calls it off after so many milliseconds. */
  readonly cancelAfterMs: number | undefined;
  /** The servers restart after so many milliseconds: connections break, and for a while none is taken. */
  readonly restartAfterMs: number | undefined;
}

interface Schedule {
  readonly usesFetch: boolean;
  readonly byPassword: boolean;
  readonly flavor: JiraFlavor;
  readonly steps: readonly Step[];
}

/** Ends of writes as they were told: how many were done, and of how many that is not known. */
interface Told {
  readonly done: number;
  readonly unknown: number;
}

/** Sessions of a window. */
interface Window extends Sessions {
  readonly close: () => Promise<void>;
}

// undici counts silence in half seconds: with it, silence is for a few schedules only.
const silences: readonly Fault[] = [Fault.silenceBefore, Fault.silenceAfter, Fault.silenceInBody];
const faults = fc.constantFrom(...Object.values(Fault));

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom(...operations),
  which: fc.nat(2),
  twice: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  faults: fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(Fault.none) }, { weight: 3, arbitrary: faults }), {
    maxLength: 8,
  }),
  cancelAfterMs: seldom(fc.integer({ min: 0, max: 40 })),
  restartAfterMs: seldom(fc.integer({ min: 0, max: 15 })),
});

const schedules: fc.Arbitrary<Schedule> = fc.record({
  usesFetch: fc.boolean(),
  byPassword: fc.boolean(),
  flavor: fc.constantFrom(...Object.values(JiraFlavor)),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
});

const timing = { firstRetryMs: 1, maxRetryMs: 4, idleTimeoutMs: 60, maxRetryAfterMs: 10 };
const traceTiming = { firstLookMs: 2, maxWaitMs: 8, looks: 3 };
const startup = { doubtedLoginMs: [2, 4], patienceMs: 40, firstWaitMs: 2, maxWaitMs: 8 };

describe(`faults on the wire (${runs} schedules, seed ${seed})`, () => {
  let foreign: TestServer;
  let jenkins: DemoJenkins;
  let jenkinsRelay: FaultInjector;
  /** How many starts Jenkins has taken. */
  let starts = 0;
  const jiras = new Map<JiraFlavor, { server: DemoJira; relay: FaultInjector }>();
  let claims: string;
  /** How often each kind of write was told as done, and how often as not known. */
  const kinds = new Map<string, Told>();
  const outcomes = { done: 0, traced: 0, notDone: 0, unknown: 0, refused: 0, canceled: 0, read: 0 };

  before(async () => {
    foreign = await startServer((_, res) => res.end('thank you'));
    const behind = async (url: string) =>
      startFaultInjector({ port: Number(new URL(url).port), foreignOrigin: foreign.origin });
    jenkins = await startDemoJenkins({ pace: 300, rootUrl: `${foreign.origin}/ci` });
    const { queue } = jenkins.state;
    const submit = queue.submit.bind(queue);
    queue.submit = (...start) => {
      starts++;
      return submit(...start);
    };
    prepareJobs(jenkins);
    jenkinsRelay = await behind(jenkins.url);
    claims = join(await mkdtemp(join(tmpdir(), 'faults-')), 'claims');
    for (const flavor of Object.values(JiraFlavor)) {
      const server = await startDemoJira({ flavor, baseUrl: foreign.origin });
      jiras.set(flavor, { server, relay: await behind(server.url) });
    }
  });
  after(async () => {
    console.log(`    ${JSON.stringify(outcomes)}`);
    for (const [kind, { done, unknown }] of [...kinds].sort())
      console.log(`    ${kind}: ${done} done, ${unknown} unknown`);
    await rm(join(claims, '..'), { recursive: true });
    await Promise.all([...jiras.values()].map(each => each.relay.close()));
    await jenkinsRelay.close();
    await Promise.all([...jiras.values()].map(each => each.server.close()));
    await Promise.all([jenkins.close(), foreign.close()]);
  });

  function clientAt(port: number, usesFetch: boolean): HttpClient {
    const transport = usesFetch
      ? new FetchTransport((url, init) => globalThis.fetch(url, init))
      : new UndiciTransport();
    return new HttpClient({ base: BaseUrl.parse(`http://127.0.0.1:${port}`), transport, userAgent: 'test', timing });
  }

  /** A window: connections of its own, and claims that it shares with others. */
  function window({ usesFetch, byPassword, flavor }: Schedule, relay: FaultInjector): Window {
    const shared = new Claims(claims);
    const turns = (scope: string) => new SharedTurns(shared, scope);
    const clients = [clientAt(jenkinsRelay.port, usesFetch), clientAt(relay.port, usesFetch)] as const;
    const { id: user, token, password } = jenkinsUsers.admin;
    const kind = byPassword ? JenkinsSecretKind.password : JenkinsSecretKind.apiToken;
    const { emailAddress, apiToken, personalAccessToken } = jiraUsers.fred;
    return {
      jenkins: new JenkinsSession(
        clients[0],
        async () => jenkinsLogin({ user, secret: byPassword ? password : token, kind }),
        {
          startup,
          turns: turns('jenkins'),
        },
      ),
      jira: new JiraSession(
        clients[1],
        flavor,
        async () =>
          jiraLogin(
            clients[1],
            flavor === JiraFlavor.cloud
              ? { login: JiraLogin.basic, user: emailAddress, secret: apiToken }
              : { login: JiraLogin.bearer, secret: personalAccessToken },
          ),
        turns(flavor),
      ),
      close: async () => void (await Promise.all(clients.map(client => client.close()))),
    };
  }

  async function told(writing: Promise<Written>): Promise<Told> {
    try {
      const { traced } = await writing;
      outcomes.done++;
      if (traced) outcomes.traced++;
      return { done: 1, unknown: 0 };
    } catch (error) {
      assertClean(error);
      if (error instanceof UnconfirmedWriteError) {
        outcomes[error.outcome]++;
        return { done: 0, unknown: error.outcome === WriteOutcome.unknown ? 1 : 0 };
      }
      if (error.name === 'CanceledError') outcomes.canceled++;
      else outcomes.refused++;
      return { done: 0, unknown: 0 };
    }
  }

  async function read({ jenkins, jira }: Window, signal: AbortSignal | undefined): Promise<void> {
    const reading = Promise.allSettled([
      jobsIn(jenkins, '', { signal }),
      searchIssues(jira, 'project = PAY', 5, undefined, { signal }),
    ]);
    for (const each of await reading) {
      if (each.status === 'fulfilled') outcomes.read++;
      else assertClean(each.reason);
    }
  }

  async function doWrite(step: Step, windows: readonly Window[], servers: Servers, signal: AbortSignal | undefined) {
    const write = writes[step.operation];
    assert.ok(write);
    const { perform, count } = write.prepare(servers, step.which);
    const acting = windows.slice(0, step.twice && write.isShared ? 2 : 1);
    const all = await Promise.all(acting.map(at => told(perform(at, { signal, timing: traceTiming }))));
    const sum = (of: (each: Told) => number) => all.reduce((total, each) => total + of(each), 0);
    const [done, unknown] = [sum(each => each.done), sum(each => each.unknown)];
    const before = kinds.get(step.operation) ?? { done: 0, unknown: 0 };
    kinds.set(step.operation, { done: before.done + done, unknown: before.unknown + unknown });
    return { done, unknown, count, isState: write.isState, windows: acting.length };
  }

  async function restart(afterMs: number | undefined, relays: readonly FaultInjector[]): Promise<void> {
    if (afterMs === undefined) return;
    await sleep(afterMs);
    await Promise.all(relays.map(relay => relay.refuseFor(10)));
  }

  async function play(schedule: Schedule): Promise<void> {
    const { usesFetch, flavor, steps } = schedule;
    const jira = jiras.get(flavor);
    assert.ok(jira);
    const windows = [window(schedule, jira.relay), window(schedule, jira.relay)];
    const servers = { jenkins, jira: jira.server, starts: () => starts };
    try {
      for (const each of steps) {
        const isSlow = (fault: Fault) => !usesFetch && silences.includes(fault) && each.which > 0;
        const scheduled = each.faults.map(fault => (isSlow(fault) ? Fault.resetAfter : fault));
        jenkinsRelay.schedule(scheduled);
        jira.relay.schedule(scheduled);
        const restarting = restart(each.restartAfterMs, [jenkinsRelay, jira.relay]);
        const signal = each.cancelAfterMs === undefined ? undefined : AbortSignal.timeout(each.cancelAfterMs);
        if (each.operation === browse) await read(windows[0] as Window, signal);
        else {
          const ends = await doWrite(each, windows, servers, signal);
          await restarting;
          check(each.operation, ends);
        }
        await restarting;
        assert.equal(foreign.requests.length, 0, 'a foreign origin was asked');
      }
    } finally {
      jenkinsRelay.schedule([]);
      jira.relay.schedule([]);
      await Promise.all(windows.map(each => each.close()));
    }
  }

  function check(kind: string, { done, unknown, count, isState, windows }: Awaited<ReturnType<typeof doWrite>>): void {
    const effects = count();
    const least = isState ? Math.min(1, done) : done;
    assert.ok(least <= effects, `${kind}: told done ${done}, done ${effects}`);
    assert.ok(effects <= done + unknown, `${kind}: done ${effects}, told done ${done} and unknown ${unknown}`);
    assert.ok(effects <= windows, `${kind}: done ${effects} times`);
  }

  it('never tells a write as done that was not, nor as not done that was, and does none twice', async function () {
    this.timeout(runs * 2000 + 60_000);
    await fc.assert(fc.asyncProperty(schedules, play), { numRuns: runs, seed });
  });
});

const secrets = [
  jenkinsUsers.admin.token,
  jenkinsUsers.admin.password,
  jiraUsers.fred.apiToken,
  jiraUsers.fred.personalAccessToken,
];

/** A typed error, and no secret in it or in its causes. */
function assertClean(error: unknown): asserts error is RequestError {
  assert.ok(error instanceof RequestError, String(error));
  const told = inspect(error, { depth: 8 });
  for (const secret of secrets) assert.ok(!told.includes(secret), 'a secret in an error');
  assert.doesNotMatch(told, /Basic [\w+/]{8}|Bearer \w/);
}
