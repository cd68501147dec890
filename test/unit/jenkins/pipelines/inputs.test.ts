import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { InvalidRequestError, NotFoundError } from '../../../../src/http/index.ts';
import { InputParameterError, WrongParametersError } from '../../../../src/jenkins/errors.ts';
import { answerInput, InputAnswer, readPendingInputs } from '../../../../src/jenkins/pipelines/inputs.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { ParameterDefinition, PendingInput } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

const parameters: ParameterDefinition[] = [
  { kind: 'string', name: 'VERSION', defaultValue: '1.0' },
  { kind: 'choice', name: 'REGION', choices: ['eu', 'us'] },
  { kind: 'boolean', name: 'DRY', defaultValue: true },
  { kind: 'password', name: 'SECRET' },
];

describe('the input that a run waits for', () => {
  const demo = demoJenkins();
  const waiting = async (more: Partial<PendingInput> = {}) => {
    const { state } = demo.jenkins;
    const input: PendingInput = { id: 'Gate', message: 'Deploy?', proceedText: 'Ship it', parameters: [], ...more };
    const plan = () => ({ steps: [{ input }, { print: 'went on\n' }], result: 'SUCCESS' as const });
    const job = newJob('pipeline', 'gate', state.root, { plan });
    state.startBuild(job);
    await until(() => job.builds[0]?.inputs[0] !== undefined);
    const [build] = job.builds;
    assert.ok(build);
    const [asked] = await readPendingInputs(demo.session, 'gate', 1);
    assert.ok(asked);
    return { build, asked: { job: 'gate', number: 1, input: asked } };
  };

  it('is told with its words, its parameters and those who may answer', async () => {
    const { asked } = await waiting({ parameters, submitter: 'dev,ops' });
    const { parameters: told, ...input } = asked.input;
    assert.deepEqual(input, { id: 'Gate', message: 'Deploy?', ok: 'Ship it', submitter: 'dev,ops' });
    assert.deepEqual(
      told.map(({ name, kind, defaultValue }) => [name, kind, defaultValue]),
      [
        ['VERSION', 'string', '1.0'],
        ['REGION', 'choice', 'eu'],
        ['DRY', 'boolean', 'true'],
        ['SECRET', 'password', undefined],
      ],
    );
  });

  it('is gone once the run goes on', async () => {
    const { build, asked } = await waiting();
    await answerInput(demo.session, asked, InputAnswer.proceed);
    await until(() => !build.building);
    assert.deepEqual([build.result, build.approvers], ['SUCCESS', [demoUsers.dev.id]]);
    assert.deepEqual(await readPendingInputs(demo.session, 'gate', 1), []);
    await assert.rejects(answerInput(demo.session, asked, InputAnswer.proceed), NotFoundError);
  });

  it('gets every parameter, the defaults too', async () => {
    const { asked } = await waiting({ parameters });
    await answerInput(demo.session, asked, InputAnswer.proceed, new Map([['VERSION', '2.5 ž']]));
    const posted = demo.jenkins.requests.find(({ path }) => path.endsWith('/input/Gate/proceed'));
    assert.deepEqual(JSON.parse(new URLSearchParams(posted?.body).get('json') ?? ''), {
      parameter: [
        { name: 'VERSION', value: '2.5 ž' },
        { name: 'REGION', value: 'eu' },
        { name: 'DRY', value: true },
        { name: 'SECRET', value: '' },
      ],
    });
  });

  it('gets a build under the name that Jenkins has for it', async () => {
    const { state } = demo.jenkins;
    const app = newJob('freestyle', 'app', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    for (const ago of [20, 10]) addPastBuild(state, app, { ago, duration: 1 });
    const { build, asked } = await waiting({
      parameters: [{ kind: 'run', name: 'BUILD', project: 'app', defaultValue: 'app#2' }],
    });
    await answerInput(demo.session, asked, InputAnswer.proceed, new Map([['BUILD', 'app#1']]));
    await until(() => !build.building);
    assert.equal(build.result, 'SUCCESS');
    const posted = demo.jenkins.requests.find(({ path }) => path.endsWith('/input/Gate/proceed'));
    assert.deepEqual(JSON.parse(new URLSearchParams(posted?.body).get('json') ?? ''), {
      parameter: [{ name: 'BUILD', runId: 'app#1' }],
    });
  });

  it('is refused by aborting', async () => {
    const { build, asked } = await waiting({ parameters });
    await answerInput(demo.session, asked, InputAnswer.abort);
    assert.deepEqual([build.result, build.rejectedBy?.name], ['ABORTED', 'Dana Developer']);
  });

  it('says in Jenkins’ words who may answer', async () => {
    const { build, asked } = await waiting({ submitter: 'boss' });
    const refusal = await answerInput(demo.session, asked, InputAnswer.proceed).catch((error: unknown) => error);
    assert.ok(refusal instanceof InvalidRequestError, String(refusal));
    assert.match(refusal.reason ?? '', /You need to be boss to submit this/);
    assert.ok(build.building);
  });

  it('takes no value that it does not list, and no file', async () => {
    const { asked } = await waiting({ parameters });
    const answer = (values: [string, string][]) =>
      answerInput(demo.session, asked, InputAnswer.proceed, new Map(values));
    await assert.rejects(answer([['REGION', 'moon']]), WrongParametersError);
    await assert.rejects(answer([['NOSUCH', 'x']]), WrongParametersError);
    const file = { ...asked.input.parameters[0], kind: 'file', name: 'F' } as const;
    const withFile = { ...asked, input: { ...asked.input, parameters: [file as never] } };
    await assert.rejects(answerInput(demo.session, withFile, InputAnswer.proceed), InputParameterError);
    assert.ok(!demo.jenkins.requests.some(({ method }) => method === 'POST'));
  });
});
