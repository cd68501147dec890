import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  BaseUrl,
  FetchTransport,
  HttpClient,
  type TraceTiming,
  UndiciTransport,
  WriteOutcome,
  type Written,
} from '../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../src/jenkins/index.ts';
import { JiraFlavor } from '../../../src/jira/index.ts';
import type { Sessions } from '../../faults/write.ts';
import { prepareJobs, writes } from '../../faults/writes.ts';
import { type DemoJenkins, demoUsers, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { type DemoJira, startDemoJira } from '../../servers/jira/index.ts';
import { Fault, type FaultInjector, startFaultInjector } from '../../servers/wire/faultInjector.ts';
import { fredAt } from '../fixtures/demoJira.ts';
import { outcomeOf } from '../fixtures/outcome.ts';

const timing: TraceTiming = { firstLookMs: 2, maxWaitMs: 20, looks: 4 };
/** Writes whose trace comes late, or not at all: a lost write is then not known to be missing. */
const doubtful = ['enableJob', 'deleteJob'];
/** Writes of which nothing on the server can tell. */
const traceless = ['sendGivenToJenkins', 'sendGivenToJira'];
const restless = { idleTimeoutMs: 250 };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a write, ${flavor}`, () => {
    let jenkins: DemoJenkins;
    let jira: DemoJira;
    let relays: { readonly jenkins: FaultInjector; readonly jira: FaultInjector };
    let starts = 0;
    const clients: HttpClient[] = [];

    before(async () => {
      jenkins = await startDemoJenkins({ pace: 300 });
      jira = await startDemoJira({ flavor });
      prepareJobs(jenkins);
      const submit = jenkins.state.queue.submit.bind(jenkins.state.queue);
      jenkins.state.queue.submit = (...start) => {
        starts++;
        return submit(...start);
      };
      const behind = (url: string) => startFaultInjector({ port: Number(new URL(url).port) });
      relays = { jenkins: await behind(jenkins.url), jira: await behind(jira.url) };
    });
    after(async () => {
      await Promise.all(clients.map(client => client.close()));
      await Promise.all([relays.jenkins.close(), relays.jira.close(), jenkins.close(), jira.close()]);
    });

    /** @param transport of a network that answers, so that no impatience is needed */
    const clientAt = (port: number, transport?: FetchTransport) => {
      const base = BaseUrl.parse(`http://127.0.0.1:${port}`);
      const way = transport ? { transport } : { transport: new UndiciTransport(), timing: restless };
      const client = new HttpClient({ base, userAgent: 'test', ...way });
      clients.push(client);
      return client;
    };
    const { id: user, token: secret } = demoUsers.admin;
    const sessions = (transport?: () => FetchTransport): Sessions => ({
      jenkins: new JenkinsSession(clientAt(relays.jenkins.port, transport?.()), async () =>
        jenkinsLogin({
          ...{ user, secret, kind: JenkinsSecretKind.apiToken },
        }),
      ),
      jira: fredAt(clientAt(relays.jira.port, transport?.()), flavor),
    });
    // A search is a POST, and changes nothing.
    const changing = /^(?:POST|PUT|DELETE) (?!.*\/search)/;
    const isOfJira = (name: string) => writes[name]?.server === 'jira';
    const all = Object.keys(writes).filter(name => flavor === JiraFlavor.cloud || isOfJira(name));
    const named = all.filter(name => !traceless.includes(name));

    const prepareOf = (name: string) => {
      const write = writes[name];
      assert.ok(write);
      return write.prepare({ jenkins, jira, starts: () => starts }, 1);
    };
    const spoilOf = (name: string, fault: Fault) => relays[isOfJira(name) ? 'jira' : 'jenkins'].spoil(changing, fault);
    const told = async (writing: Promise<Written>) => (await outcomeOf(writing)).fate;

    for (const name of named) {
      const prepare = () => prepareOf(name);
      const spoil = (fault: Fault) => spoilOf(name, fault);

      for (const fault of [Fault.resetAfter, Fault.gatewayTimeoutAfter]) {
        it(`is told as done where its answer was lost: ${name}, ${fault}`, async () => {
          const { perform, count } = prepare();
          spoil(fault);
          const outcome = await outcomeOf(perform(sessions(), { timing }));
          assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
          assert.equal(count(), 1);
        });
      }

      it(`is never told as done where it did not arrive: ${name}`, async () => {
        const { perform, count } = prepare();
        spoil(Fault.resetBefore);
        const fate = await told(perform(sessions(), { timing }));
        const lags = flavor === JiraFlavor.cloud && name === 'createIssue';
        assert.equal(fate, lags || doubtful.includes(name) ? WriteOutcome.unknown : WriteOutcome.notDone);
        assert.equal(count(), 0);
      });

      it(`ends in what is true where it was canceled under way: ${name}`, async () => {
        const { perform, count } = prepare();
        spoil(Fault.silenceAfter);
        const abort = new AbortController();
        const writing = told(perform(sessions(), { timing, signal: abort.signal }));
        while (count() === 0) await new Promise(done => setTimeout(done, 1));
        abort.abort();
        assert.equal(await writing, WriteOutcome.done);
        assert.equal(count(), 1);
      });
    }

    for (const name of all.filter(each => traceless.includes(each)))
      for (const fault of [Fault.resetAfter, Fault.resetBefore, Fault.gatewayTimeoutAfter]) {
        it(`leaves open whether it was done where nothing can tell: ${name}, ${fault}`, async () => {
          const { perform, count } = prepareOf(name);
          spoilOf(name, fault);
          assert.equal(await told(perform(sessions(), { timing })), WriteOutcome.unknown);
          assert.equal(count(), fault === Fault.resetBefore ? 0 : 1);
        });
      }

    for (const name of named.filter(each => writes[each]?.isState === false)) {
      it(`tells that the editor’s network sent it twice: ${name}`, async () => {
        const twice = async (url: string, init: RequestInit) => {
          if (init.method === 'POST') await (await fetch(url, init)).arrayBuffer();
          return fetch(url, init);
        };
        const write = writes[name];
        assert.ok(write);
        const { perform, count } = write.prepare({ jenkins, jira, starts: () => starts }, 2);
        const { times } = await perform(
          sessions(() => new FetchTransport(twice)),
          { timing },
        );
        assert.equal(count(), 2);
        assert.equal(times, 2);
      });
    }
  });
}
