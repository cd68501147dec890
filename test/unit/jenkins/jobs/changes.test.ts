import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { ForbiddenError, InvalidRequestError, NotFoundError, RedirectedError } from '../../../../src/http/index.ts';
import {
  cancelQueueItem,
  copyJob,
  createJob,
  deleteBuild,
  deleteJob,
  describeBuild,
  enableJob,
  followBuild,
  followQueueItem,
  type JenkinsSession,
  keepBuild,
  Phase,
  ReadOnlyError,
  RetryDeletionError,
  readConfiguration,
  readJob,
  StartedMeanwhileError,
  StopWay,
  scanBranches,
  startBuild,
  stopBuild,
  writeConfiguration,
} from '../../../../src/jenkins/index.ts';
import { type DemoUser, demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

// Once at the root and once below a context path.
for (const contextPath of ['', '/ci']) {
  describe(`changing what stands on a Jenkins at ${contextPath || '/'}`, () => {
    const demo = demoJenkins({ contextPath });
    const sessionOf = (user: DemoUser, readOnly = false) => demo.sessionOf(user, { readOnly });
    const posts = () => demo.jenkins.requests.filter(({ method }) => method === 'POST');
    let session: JenkinsSession;

    beforeEach(() => {
      session = sessionOf(demoUsers.admin);
    });

    const running = async (job: string) => {
      demo.jenkins.state.startBuild(demo.jenkins.state.job(job));
      for (;;) {
        const build = demo.jenkins.state.job(job).builds[0];
        if (build?.building) return build;
        await new Promise(done => setTimeout(done, 20));
      }
    };

    it('stops builds: any by asking, pipelines in harder ways too', async () => {
      const slow = await running('slow');
      await stopBuild(session, 'slow', slow.number, StopWay.abort);
      assert.equal(slow.result, 'ABORTED');
      const pipeline = await running('pipeline');
      await stopBuild(session, 'pipeline', pipeline.number, StopWay.kill);
      assert.equal(pipeline.building, false);
    });

    it('does not take it for done that a freestyle build knows no harder way', async () => {
      const slow = await running('slow');
      await assert.rejects(stopBuild(session, 'slow', slow.number, StopWay.terminate), RedirectedError);
      assert.equal(slow.building, true);
    });

    it('does not take a login page for done', async () => {
      const path = `${contextPath}/job/hello/disable`;
      const odd = ['/job/%E0%A4%A/', 'https://sso.example.com/job/hello/'];
      for (const location of ['/login?from=x', ...odd, `${contextPath}/`]) {
        demo.jenkins.answerOnce({ method: 'POST', path }, (_, res) => res.writeHead(302, { location }).end());
        await assert.rejects(enableJob(session, 'hello', false), RedirectedError, location);
      }
    });

    it('does not take one for done that answers what leads to the first page, or to the queue', async () => {
      for (const location of ['/securityRealm/commenceLogin?from=%2F', 'https://sso.example.com/', '/login']) {
        demo.jenkins.answerOnce({ method: 'POST', path: contextPath }, (_, res) =>
          res.writeHead(302, { location }).end(),
        );
        await assert.rejects(deleteJob(session, 'hello'), RedirectedError, location);
        demo.jenkins.answerOnce({ method: 'POST', path: contextPath }, (_, res) =>
          res.writeHead(302, { location }).end(),
        );
        await assert.rejects(cancelQueueItem(session, 1), RedirectedError, location);
      }
      // As a controller of old did.
      const location = `${contextPath}/queue/.`;
      demo.jenkins.answerOnce({ method: 'POST', path: contextPath }, (_, res) =>
        res.writeHead(302, { location }).end(),
      );
      await cancelQueueItem(session, 1);
      // A proxy may strip the context path, which Jenkins then does not know.
      demo.jenkins.answerOnce({ method: 'POST', path: contextPath }, (_, res) =>
        res.writeHead(302, { location: '/' }).end(),
      );
      await deleteJob(session, 'everything');
      await deleteJob(session, 'hello');
      await assert.rejects(readJob(session, 'hello'), NotFoundError);
    });

    it('keeps, describes and deletes builds', async () => {
      const [newest] = demo.jenkins.state.job('hello').builds;
      const number = newest?.number ?? 0;
      assert.equal((await keepBuild(session, 'hello', number, true)).changed, true);
      assert.equal((await keepBuild(session, 'hello', number, true)).changed, false);
      assert.equal(newest?.keepLog, true);
      await assert.rejects(deleteBuild(session, 'hello', number), (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        assert.match(error.messages.join(), /marked to be kept/);
        return true;
      });
      await keepBuild(session, 'hello', number, false);
      await describeBuild(session, 'hello', number, 'žluť & "co" %20');
      assert.equal(newest?.description, 'žluť & "co" %20');
      await deleteBuild(session, 'hello', number);
      assert.ok(!demo.jenkins.state.job('hello').builds.some(build => build.number === number));
      await assert.rejects(deleteBuild(session, 'hello', number), NotFoundError);
    });

    it('takes items out of the queue, and tells a missing permission', async () => {
      demo.jenkins.state.quietPeriod = 3600;
      const { id } = await startBuild(session, 'hello', undefined);
      await assert.rejects(cancelQueueItem(sessionOf(demoUsers.viewer), id), ForbiddenError);
      await cancelQueueItem(session, id);
      assert.equal(demo.jenkins.state.queue.items.length, 0);
      await cancelQueueItem(session, id);
      await assert.rejects(cancelQueueItem(session, 999_999), NotFoundError);
      const phases: Phase[] = [];
      for await (const { phase } of followQueueItem(session, 'hello', id)) phases.push(phase);
      assert.deepEqual(phases, [Phase.canceled]);
    });

    it('tells of an item or a build that is gone, and does not wait for it', async () => {
      const phasesOf = async (following: AsyncIterable<{ phase: Phase }>) => {
        const phases: Phase[] = [];
        for await (const { phase } of following) phases.push(phase);
        return phases;
      };
      assert.deepEqual(await phasesOf(followQueueItem(session, 'hello', 999_999)), [Phase.lost]);
      assert.deepEqual(await phasesOf(followBuild(session, 'hello', 999_999)), [Phase.lost]);
      demo.jenkins.answerOnce({ path: /\/hello\/1\// }, (_, res) => res.writeHead(403).end());
      await assert.rejects(phasesOf(followBuild(session, 'hello', 1)), ForbiddenError);
    });

    it('tells that an item of the queue has started meanwhile, and as what', async () => {
      const { id } = await startBuild(session, 'slow', undefined);
      await until(() => demo.jenkins.state.queue.find(id)?.build !== undefined);
      const started = demo.jenkins.state.queue.find(id)?.build?.number;
      await assert.rejects(cancelQueueItem(session, id), (error: unknown) => {
        assert.ok(error instanceof StartedMeanwhileError);
        assert.deepEqual([error.job, error.buildNumber], ['slow', started]);
        return true;
      });
    });

    it('tries again to delete a build where Jenkins’ own page says so, and not for ever', async () => {
      const [newest] = demo.jenkins.state.job('hello').builds;
      assert.ok(newest);
      demo.jenkins.state.deletionsToFail = 2;
      await deleteBuild(session, 'hello', newest.number);
      assert.ok(!demo.jenkins.state.job('hello').builds.includes(newest));
      const [next] = demo.jenkins.state.job('hello').builds;
      demo.jenkins.state.deletionsToFail = 9;
      await assert.rejects(deleteBuild(session, 'hello', next?.number ?? 0), RetryDeletionError);
      assert.equal(demo.jenkins.state.deletionsToFail, 5);
    });

    it('copies a job as Jenkins does, ready to be built', async () => {
      const copy = await copyJob(session, 'payments', 'copy ✓', 'hello');
      assert.deepEqual([copy.fullName, copy.heldOff], ['payments/copy ✓', false]);
      assert.ok((await startBuild(session, 'payments/copy ✓', undefined)).id > 0);
      demo.jenkins.state.job('hello').disabled = true;
      const disabled = await copyJob(session, '', 'disabled copy', 'hello');
      assert.equal(disabled.heldOff, false, 'it is switched off like the original, which is no matter of the copy');
      assert.equal((await readJob(session, 'disabled copy')).disabled, true);
      await assert.rejects(copyJob(session, '', 'x', 'nosuch'), InvalidRequestError);
    });

    it('takes no other page for that of a copy', async () => {
      for (const location of ['/login', '/job/other/configure', '/job/copy/']) {
        demo.jenkins.answerOnce({ path: /createItem/ }, (_, res) => res.writeHead(302, { location }).end());
        await assert.rejects(copyJob(session, '', 'copy', 'hello'), RedirectedError, location);
      }
    });

    it('switches jobs off and on, scans, and deletes', async () => {
      await enableJob(session, 'payments/tools/cleanup', false);
      assert.equal((await readJob(session, 'payments/tools/cleanup')).disabled, true);
      await enableJob(session, 'payments/tools/cleanup', true);
      await scanBranches(session, 'payments/api');
      await deleteJob(session, 'payments/tools/cleanup');
      await assert.rejects(readJob(session, 'payments/tools/cleanup'), NotFoundError);
      await assert.rejects(deleteJob(session, 'payments/api/main'), ForbiddenError);
    });

    it('gives configurations back as they were written, and makes jobs of them', async () => {
      const before = await readConfiguration(session, 'hello');
      const after = before.replace(/<description>.*?<\/description>/, '<description>žluť ✓</description>');
      await writeConfiguration(session, 'hello', after);
      assert.equal(demo.jenkins.state.job('hello').description, 'žluť ✓');
      const { fullName } = await createJob(session, 'payments', 'new ✓ one', after);
      assert.equal(fullName, 'payments/new ✓ one');
      assert.equal(demo.jenkins.state.job('payments/new ✓ one').description, 'žluť ✓');
      await assert.rejects(createJob(session, '', 'hello', after), (error: unknown) => {
        assert.ok(error instanceof InvalidRequestError);
        assert.match(error.messages.join(), /already exists/);
        return true;
      });
    });

    it('sends nothing at all when the connection is read only', async () => {
      const readOnly = sessionOf(demoUsers.admin, true);
      const before = posts().length;
      await assert.rejects(startBuild(readOnly, 'hello', undefined), ReadOnlyError);
      await assert.rejects(deleteJob(readOnly, 'hello'), ReadOnlyError);
      await assert.rejects(writeConfiguration(readOnly, 'hello', '<project/>'), ReadOnlyError);
      assert.equal(posts().length, before);
      await readJob(readOnly, 'hello');
    });
  });
}
