import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ReadOnlyError, sendGiven } from '../../../../src/jenkins/index.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('a request that a person gives to Jenkins', () => {
  const demo = demoJenkins();

  it('is sent but once, as a GET may start a build', async () => {
    for (const answer of ['lost', 503]) {
      demo.jenkins.requests.length = 0;
      demo.jenkins.answerOnce({ path: '/job/hello/build' }, (req, res) =>
        answer === 'lost' ? req.socket.destroy() : res.writeHead(503, { 'retry-after': '0' }).end(),
      );
      await assert.rejects(sendGiven(demo.session, { method: 'GET', path: '/job/hello/build?token=t' }));
      assert.ok(demo.jenkins.requests.length <= 1, `${answer}: ${demo.jenkins.requests.length}`);
    }
  });

  it('starts no build by a connection that is read only', async () => {
    const session = demo.sessionOf(demoUsers.dev, { readOnly: true });
    for (const path of [
      ...['/job/hello/build?token=t', '/job/hello/buildWithParameters', '/job/hello/%62uild', '/job/hello//build/'],
      ...['/buildByToken/build?job=hello', '/git/notifyCommit?url=x&token=t', '/x?%74oken=t'],
    ]) {
      await assert.rejects(sendGiven(session, { method: 'GET', path }), ReadOnlyError, path);
    }
    assert.equal(demo.jenkins.requests.length, 0);
    assert.equal((await sendGiven(session, { method: 'GET', path: '/job/hello/api/json' })).status, 200);
    await assert.rejects(
      sendGiven(session, { method: 'GET', path: '/job/build/api/json' }),
      error => !(error instanceof ReadOnlyError),
    );
  });
});
