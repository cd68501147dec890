import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { after, before, describe, it } from 'mocha';
import { sleep } from '../../src/base/sleep.ts';
import {
  BaseUrl,
  FetchTransport,
  HttpClient,
  RequestError,
  UndiciTransport,
  WriteOutcome,
} from '../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, startBuildVerified } from '../../src/jenkins/index.ts';
import { addCommentVerified, JiraFlavor, JiraLogin, JiraSession, searchIssues } from '../../src/jira/index.ts';
import { jobsIn } from '../reads.ts';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { type DemoJira, demoUsers as jiraUsers, startDemoJira } from '../servers/jira/index.ts';
import { Fault, type FaultInjector, startFaultInjector } from '../servers/wire/faultInjector.ts';
import { startServer, type TestServer } from '../servers/wire/httpServer.ts';
import { commentFor } from '../unit/jira/comments/body.ts';

const runs = Number(process.env['FAULT_RUNS'] ?? 500);
const seed = Number(process.env['FAULT_SEED'] ?? Date.now() % 2 ** 31);

const Operation = {
  trigger: 'trigger',
  triggerWithValues: 'triggerWithValues',
  comment: 'comment',
  browse: 'browse',
} as const;
type Operation = (typeof Operation)[keyof typeof Operation];

interface Step {
  readonly operation: Operation;
  /** Which of a few parameters or texts: often the same as before. */
  readonly which: number;
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

interface Told {
  done: number;
  unknown: number;
}

// undici counts silence in half seconds: with it, silence is for a few schedules only.
const silences: readonly Fault[] = [Fault.silenceBefore, Fault.silenceAfter, Fault.silenceInBody];
const faults = fc.constantFrom(...Object.values(Fault));

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const step: fc.Arbitrary<Step> = fc.record({
  operation: fc.constantFrom(...Object.values(Operation)),
  which: fc.nat(2),
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
    jenkinsRelay = await behind(jenkins.url);
    for (const flavor of Object.values(JiraFlavor)) {
      const server = await startDemoJira({ flavor, baseUrl: foreign.origin });
      jiras.set(flavor, { server, relay: await behind(server.url) });
    }
  });
  after(async () => {
    console.log(`    ${JSON.stringify(outcomes)}`);
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

  function jenkinsSession(http: HttpClient, byPassword: boolean): JenkinsSession {
    const { id: user, token, password } = jenkinsUsers.dev;
    const kind = byPassword ? JenkinsSecretKind.password : JenkinsSecretKind.apiToken;
    return new JenkinsSession(http, async () => ({ user, secret: byPassword ? password : token, kind }), { startup });
  }

  function jiraSession(http: HttpClient, flavor: JiraFlavor): JiraSession {
    const { emailAddress: user, apiToken, personalAccessToken } = jiraUsers.fred;
    return new JiraSession(http, flavor, async () =>
      flavor === JiraFlavor.cloud
        ? { login: JiraLogin.basic, user, secret: apiToken }
        : { login: JiraLogin.bearer, secret: personalAccessToken },
    );
  }

  const added = (flavor: JiraFlavor) => jiras.get(flavor)?.server.state.comments.length ?? 0;

  async function told(writing: Promise<{ fate: WriteOutcome; traced?: boolean }>): Promise<Told> {
    try {
      const { fate, traced } = await writing;
      outcomes[fate]++;
      if (traced) outcomes.traced++;
      return { done: fate === WriteOutcome.done ? 1 : 0, unknown: fate === WriteOutcome.unknown ? 1 : 0 };
    } catch (error) {
      assertClean(error);
      if (error.name === 'CanceledError') outcomes.canceled++;
      else outcomes.refused++;
      return { done: 0, unknown: 0 };
    }
  }

  async function perform(step: Step, jenkinsHere: JenkinsSession, jiraHere: JiraSession): Promise<Told> {
    const signal = step.cancelAfterMs === undefined ? undefined : AbortSignal.timeout(step.cancelAfterMs);
    const options = { signal, timing: traceTiming };
    switch (step.operation) {
      case Operation.trigger:
        return told(startBuildVerified(jenkinsHere, 'hello', undefined, options));
      case Operation.triggerWithValues:
        return told(startBuildVerified(jenkinsHere, 'deploy', new Map([['VERSION', `1.${step.which}`]]), options));
      case Operation.comment:
        return told(
          addCommentVerified(jiraHere, 'PAY-431', commentFor(jiraHere.flavor, `Fine, ${step.which}.`), options),
        );
      case Operation.browse: {
        const reading = Promise.allSettled([
          jobsIn(jenkinsHere, '', { signal }),
          searchIssues(jiraHere, 'project = PAY', 5, undefined, { signal }),
        ]);
        for (const each of await reading) {
          if (each.status === 'fulfilled') outcomes.read++;
          else assertClean(each.reason);
        }
        return { done: 0, unknown: 0 };
      }
    }
  }

  async function restart(afterMs: number | undefined, relays: readonly FaultInjector[]): Promise<void> {
    if (afterMs === undefined) return;
    await sleep(afterMs);
    await Promise.all(relays.map(relay => relay.refuseFor(10)));
  }

  async function play({ usesFetch, byPassword, flavor, steps }: Schedule): Promise<void> {
    const jira = jiras.get(flavor);
    assert.ok(jira);
    const clients = [clientAt(jenkinsRelay.port, usesFetch), clientAt(jira.relay.port, usesFetch)] as const;
    const jenkinsHere = jenkinsSession(clients[0], byPassword);
    const jiraHere = jiraSession(clients[1], flavor);
    try {
      for (const each of steps) {
        const isSlow = (fault: Fault) => !usesFetch && silences.includes(fault) && each.which > 0;
        const scheduled = each.faults.map(fault => (isSlow(fault) ? Fault.resetAfter : fault));
        jenkinsRelay.schedule(scheduled);
        jira.relay.schedule(scheduled);
        const restarting = restart(each.restartAfterMs, [jenkinsRelay, jira.relay]);
        const before = {
          starts,
          added: added(flavor),
        };
        const { done, unknown } = await perform(each, jenkinsHere, jiraHere);
        await restarting;
        const effects = starts - before.starts + (added(flavor) - before.added);
        assert.ok(done <= effects, `told done ${done}, done ${effects}`);
        assert.ok(effects <= done + unknown, `done ${effects}, told done ${done} and unknown ${unknown}`);
        assert.ok(effects <= 1, `done ${effects} times`);
        assert.equal(foreign.requests.length, 0, 'a foreign origin was asked');
      }
    } finally {
      jenkinsRelay.schedule([]);
      jira.relay.schedule([]);
      await Promise.all(clients.map(client => client.close()));
    }
  }

  it('never tells a write as done that was not, nor as not done that was, and does none twice', async function () {
    this.timeout(runs * 2000 + 60_000);
    await fc.assert(fc.asyncProperty(schedules, play), { numRuns: runs, seed });
  });
});

const secrets = [
  jenkinsUsers.dev.token,
  jenkinsUsers.dev.password,
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
