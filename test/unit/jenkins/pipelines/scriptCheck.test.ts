import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnexpectedAnswerError } from '../../../../src/http/index.ts';
import { JenkinsSecretKind } from '../../../../src/jenkins/index.ts';
import { checkScript, countsScriptChecks } from '../../../../src/jenkins/pipelines/scriptCheck.ts';
import { loadRecordings } from '../../../servers/conformance/recordings.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { runsOf } from './againRuns.ts';

describe('the check of a script', () => {
  const demo = demoJenkins();
  const broken = 'node {\n  echo (\n}\n';

  it('tells the first error with its place', async () => {
    const { run } = runsOf(demo.jenkins);
    assert.deepEqual(await checkScript(demo.session, run.job, broken), {
      ...{ line: 3, column: 1, message: 'unexpected token: }' },
    });
    assert.equal(await checkScript(demo.session, run.job, 'node { echo "ž" }\n'), undefined);
    const [posted] = demo.jenkins.requests;
    assert.equal(new URLSearchParams(posted?.body).get('value'), broken);
  });

  it('counts for an account that may configure the job, and for no other', async () => {
    const { run, grant } = runsOf(demo.jenkins);
    grant('hudson.model.Item.Build', 'hudson.model.Run.Replay');
    const viewer = demo.sessionOf(demoUsers.viewer);
    assert.equal(await checkScript(viewer, run.job, broken), undefined);
    assert.equal(await countsScriptChecks(viewer, run.job), false);
    assert.equal(await countsScriptChecks(demo.session, run.job), true);
  });

  it('is no change: a connection that is read only may ask, and one with a password', async () => {
    const { run } = runsOf(demo.jenkins);
    const reader = demo.sessionOf(demoUsers.dev, { readOnly: true });
    assert.ok(await checkScript(reader, run.job, broken));
    const { password } = JenkinsSecretKind;
    assert.ok(await checkScript(demo.sessionOf(demoUsers.dev, { kind: password }), run.job, broken));
  });

  it('proves nothing by an odd answer', async () => {
    const { run } = runsOf(demo.jenkins);
    for (const body of ['{}', '[]', '"success"']) {
      demo.jenkins.answerOnce({ method: 'POST', path: /check/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(body),
      );
      await assert.rejects(checkScript(demo.session, run.job, broken), UnexpectedAnswerError, body);
    }
  });

  const recordings = loadRecordings();
  const expected: Readonly<Record<number, string | undefined>> = {
    980: '3:1 unexpected token: }',
    981: '2:11 unexpected token: =',
    982: undefined,
    983: undefined,
    984: '2:5 unable to resolve class Foo',
    985: undefined,
    988: undefined,
    989: undefined,
  };
  for (const [number, problem] of Object.entries(expected)) {
    const recording = recordings?.get(Number(number));
    if (!recording) continue;
    it(`is understood as recorded in ${number}`, async () => {
      const { run } = runsOf(demo.jenkins);
      demo.jenkins.answerOnce({ method: 'POST', path: /check/ }, (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end(recording.response.body),
      );
      const found = await checkScript(demo.session, run.job, broken);
      assert.equal(found && `${found.line}:${found.column} ${found.message}`, problem);
    });
  }
});
