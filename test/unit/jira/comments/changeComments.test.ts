import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { NotFoundError, type TraceTiming, UnknownReason, WriteOutcome } from '../../../../src/http/index.ts';
import {
  addComment,
  JiraFlavor,
  JiraLogin,
  JiraSession,
  jiraLogin,
  updateComment,
} from '../../../../src/jira/index.ts';
import { demoUsers } from '../../../servers/jira/index.ts';
import { Fault } from '../../../servers/wire/faultInjector.ts';
import { demoJira } from '../../fixtures/demoJira.ts';
import { outcomeOf } from '../../fixtures/outcome.ts';
import { until } from '../../fixtures/until.ts';
import { commentFor } from './body.ts';

const timing: TraceTiming = { firstLookMs: 10, maxWaitMs: 40, looks: 3 };

for (const flavor of Object.values(JiraFlavor)) {
  describe(`a comment whose answer is lost, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true });

    const add = (text = 'Looks good:\n\n* one\r\n* two  ✓', more = {}) =>
      addComment(demo.session, 'PAY-431', commentFor(demo.session.flavor, text), { timing, ...more });
    const count = () => demo.jira.state.commentsOf('PAY-431').length;
    const onPost = (fault: Fault) => demo.relay.schedule([Fault.none, fault]);

    for (const fault of [
      Fault.resetAfter,
      Fault.resetInBody,
      Fault.truncatedBody,
      Fault.garbageAfter,
      Fault.silenceAfter,
    ]) {
      it(`is found when it was added: ${fault}`, async () => {
        const before = count();
        onPost(fault);
        const outcome = await outcomeOf(add());
        assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
        assert.equal(outcome.id, demo.jira.state.commentsOf('PAY-431').at(-1)?.id);
        assert.equal(count(), before + 1);
      });
    }

    it('is told as not done when it left no trace, though the same was said before and by others', async () => {
      assert.equal((await add()).traced, false);
      onPost(Fault.resetBefore);
      const asking = add();
      await new Promise(done => setTimeout(done, 5));
      demo.jira.state.addComment('PAY-431', 'dana', 'Looks good:\n\n* one\n* two ✓');
      assert.equal((await outcomeOf(asking)).fate, WriteOutcome.notDone);
    });

    it('is not taken for another with the same text that was lost on its way', async () => {
      const before = count();
      const posts = () => demo.relay.requests.filter(({ method }) => method === 'POST').length;
      const adding = [outcomeOf(add()), outcomeOf(add())];
      demo.relay.spoil(/^POST/, Fault.resetAfter);
      await until(() => posts() === 1);
      demo.relay.spoil(/^POST/, Fault.resetBefore);
      const outcomes = await Promise.all(adding);
      assert.deepEqual(outcomes.map(({ fate }) => fate).sort(), [WriteOutcome.done, WriteOutcome.notDone].sort());
      assert.equal(count(), before + 1);
    });

    it('is told as unknown when nobody can look, or it may still come', async () => {
      demo.relay.schedule([Fault.none, ...Array<Fault>(40).fill(Fault.resetAfter)]);
      const blind = await outcomeOf(add());
      assert.ok(blind.fate === WriteOutcome.unknown && blind.why === UnknownReason.cannotLook);
      onPost(Fault.silenceBefore);
      const silent = await outcomeOf(add('another'));
      assert.ok(silent.fate === WriteOutcome.unknown && silent.why === UnknownReason.mayStillCome);
    });

    it('is looked for, too, when a person called it off', async () => {
      onPost(Fault.silenceAfter);
      const abort = new AbortController();
      const before = count();
      const asking = add('called off', { signal: abort.signal });
      await until(() => count() > before);
      abort.abort();
      const outcome = await outcomeOf(asking);
      assert.ok(outcome.fate === WriteOutcome.done && outcome.traced);
    });

    it('is found among many', async () => {
      for (let index = 0; index < 70; index++) demo.jira.state.addComment('PAY-431', 'fred', `number ${index}`);
      onPost(Fault.resetAfter);
      const outcome = await outcomeOf(add());
      assert.ok(outcome.fate === WriteOutcome.done && outcome.traced, outcome.fate);
    });

    it('is not looked for when it was not even asked for', async () => {
      const { fred } = demoUsers;
      const login =
        flavor === JiraFlavor.cloud
          ? { login: JiraLogin.basic, user: fred.emailAddress, secret: fred.apiToken }
          : { login: JiraLogin.bearer, secret: fred.personalAccessToken };
      const forgetful = new JiraSession(demo.http, flavor, async () => {
        if (demo.jira.requests.length > 0) throw new Error('no secret any more');
        return jiraLogin(demo.http, login);
      });
      await assert.rejects(addComment(forgetful, 'PAY-431', commentFor(flavor, 'x'), { timing }), /no secret any more/);
    });

    it('is changed only where the target of its link is, too', async () => {
      const linkTo = (to: string) => commentFor(flavor, `[log](https://${to}.example.com/)`);
      const { id } = await addComment(demo.session, 'PAY-431', linkTo('old'));
      for (const fault of [Fault.resetBefore, Fault.resetAfter]) {
        demo.relay.schedule([Fault.none, fault]);
        const outcome = await outcomeOf(updateComment(demo.session, 'PAY-431', id, linkTo('new'), { timing }));
        assert.equal(outcome.fate, fault === Fault.resetAfter ? WriteOutcome.done : WriteOutcome.notDone);
      }
    });

    it('is not looked for when it was refused', async () => {
      await assert.rejects(
        addComment(demo.session, 'PAY-99999', commentFor(demo.session.flavor, 'x'), { timing }),
        NotFoundError,
      );
    });
  });
}
