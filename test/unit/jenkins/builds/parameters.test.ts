import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import {
  checkValues,
  type FileValue,
  followQueueItem,
  isAllowed,
  type Parameter,
  ParameterKind,
  Phase,
  readBuildParameters,
  readOffers,
  readParameters,
  startBuild,
  TriggerTokenError,
  WrongParametersError,
} from '../../../../src/jenkins/index.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const hostile = ['', ' ', '"quoted" \'too\'', 'a&b=c%20+d', 'žluť ✓ 𝒳', 'one\ntwo\r\nthree', '</script>', '=;,{}'];

describe('parameters of a build', () => {
  const demo = demoJenkins();

  async function build(job: string, values: ReadonlyMap<string, string | FileValue>): Promise<number> {
    const session = demo.sessionOf(demoUsers.dev);
    const { id } = await startBuild(session, job, values);
    for await (const step of followQueueItem(session, job, id)) {
      if (step.phase === Phase.finished) return step.build.number;
    }
    throw new Error('it did not end');
  }
  const parameter = (json: Partial<Parameter>): Parameter => ({
    kind: ParameterKind.other,
    name: 'P',
    type: 'ThePluginParameterDefinition',
    className: 'com.example.ThePluginParameterDefinition',
    description: undefined,
    defaultValue: undefined,
    choices: [],
    delimiter: ',',
    project: undefined,
    pattern: undefined,
    ...json,
  });
  const answerJson = (path: RegExp, body: unknown, status = 200) =>
    demo.jenkins.answerOnce({ path }, (_, res) =>
      res.writeHead(status, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(body)),
    );

  it('are read with their kinds, defaults and choices', async () => {
    const found = await readParameters(demo.sessionOf(demoUsers.dev), 'everything');
    assert.deepEqual(
      found.map(({ name, kind, defaultValue }) => [name, kind, defaultValue]),
      [
        ['S', ParameterKind.string, 'text'],
        ['T', ParameterKind.text, 'line1\nline2'],
        ['B', ParameterKind.boolean, 'false'],
        ['C', ParameterKind.choice, 'one'],
        ['P', ParameterKind.password, undefined],
        ['F/in.txt', ParameterKind.file, undefined],
        ['R', ParameterKind.run, 'hello#4'],
      ],
    );
    assert.deepEqual(found.find(({ name }) => name === 'C')?.choices, ['one', 'two', 'three']);
    assert.equal(found.find(({ name }) => name === 'R')?.project, 'hello');
  });

  it('arrive as they were written, whatever is in them, also beside a file', async () => {
    const big = 'x'.repeat(1024 * 1024);
    const content = Buffer.from([0, 255, 13, 10, 45, 45, 1]);
    for (const value of [...hostile, big]) {
      const values = new Map<string, string | FileValue>([
        ['S', value],
        ['T', value],
        ['P', value],
      ]);
      const seen = async () => {
        const number = await build('everything', values);
        return demo.jenkins.state.job('everything').builds.find(each => each.number === number)?.parameters ?? [];
      };
      const of = (list: Awaited<ReturnType<typeof seen>>, name: string) => list.find(each => each.name === name);
      assert.equal(of(await seen(), 'T')?.value, value);
      values.set('F/in.txt', { fileName: 'ü "x".bin', content });
      const withFile = await seen();
      assert.equal(of(withFile, 'T')?.value, value);
      assert.deepEqual(of(withFile, 'F/in.txt')?.content, content);
    }
  });

  it('of an earlier build are told again, but for what is secret', async () => {
    const number = await build(
      'everything',
      new Map([
        ['S', 'again'],
        ['P', 'pw-again'],
        ['B', 'true'],
      ]),
    );
    const told = await readBuildParameters(demo.sessionOf(demoUsers.dev), 'everything', number);
    assert.equal(told.get('S'), 'again');
    assert.equal(told.get('B'), 'true');
    assert.ok(told.has('P'));
    assert.equal(told.get('P'), undefined);
  });

  it('that the job does not have, or does not allow, are refused before they are sent', async () => {
    const known = await readParameters(demo.sessionOf(demoUsers.dev), 'everything');
    const values = new Map([
      ['NOSUCH', 'x'],
      ['C', 'four'],
      ['B', 'perhaps'],
      ['S', 'fine'],
    ]);
    assert.throws(
      () => checkValues(known, values),
      (error: unknown) => {
        assert.ok(error instanceof WrongParametersError);
        assert.deepEqual(error.unknown, ['NOSUCH']);
        assert.deepEqual(error.refused, ['C', 'B']);
        return true;
      },
    );
    checkValues(known, new Map([['C', 'two']]));
  });

  it('that Jenkins would read as instructions are refused where they can only be sent in that form', () => {
    const values = new Map(['delay', 'token', 'cause', 'json', 'Submit', 'other'].map(name => [name, 'x']));
    for (const kind of [ParameterKind.node, ParameterKind.label]) {
      const known = [...values.keys()].map(name => parameter({ name, kind }));
      assert.throws(() => checkValues(known, values), {
        ...{ unknown: [], refused: [], steering: ['delay', 'token', 'cause', 'json', 'Submit'] },
        message: 'wrong parameters: unknown none; refused none; steering delay, token, cause, json, Submit',
      });
      const mixed = [...known.slice(1), parameter({ name: 'delay' })];
      assert.throws(() => checkValues(mixed, values), WrongParametersError, 'one is enough');
    }
    checkValues(
      [...values.keys()].map(name => parameter({ name })),
      values,
    );
  });

  it('of plugins take what they do not list, as they may', () => {
    const parameter = { kind: ParameterKind.choices, choices: ['x', 'y'], delimiter: ';' } as unknown as Parameter;
    for (const value of ['', 'x', 'y;x', 'z']) assert.equal(isAllowed(parameter, value), true, value);
    const choice = { ...parameter, kind: ParameterKind.choice, type: 'ExtensibleChoiceParameterDefinition' };
    assert.equal(isAllowed(choice, 'z'), true);
  });

  it('take only values of their kind', () => {
    const file: FileValue = { fileName: 'a', content: Buffer.from('x') };
    const table: readonly (readonly [kind: ParameterKind, allowed: unknown[], refused: unknown[]])[] = [
      [ParameterKind.boolean, ['true', 'false'], ['', 'yes', 'TRUE', file]],
      [ParameterKind.choice, ['x', 'y', 'd'], ['', 'z', 'x,y', file]],
      [ParameterKind.file, [file], ['', 'a']],
      [ParameterKind.text, ['', 'anything'], [file]],
    ];
    for (const [kind, allowed, refused] of table) {
      const parameter = {
        ...{ kind, type: 'ChoiceParameterDefinition', choices: ['x', 'y'], delimiter: ',', defaultValue: 'd' },
      } as unknown as Parameter;
      for (const value of allowed) assert.equal(isAllowed(parameter, value as string), true, `${kind} ${value}`);
      for (const value of refused) assert.equal(isAllowed(parameter, value as string), false, `${kind} ${value}`);
    }
  });

  it('of plugins are asked for like choices where their definition lists some', async () => {
    const definitions = [
      { name: 'A', type: 'ExtensibleChoiceParameterDefinition', choices: ['x', 'y'] },
      { name: 'M', type: 'PT_MULTI_SELECT', choices: ['x', 'y'], multiSelectDelimiter: ';' },
      { name: 'V', type: 'ValidatingStringParameterDefinition', regex: '[0-9]+', failedValidationMessage: 'digits' },
      { name: 'G', type: 'PT_BRANCH', _class: 'net.example.GitParameterDefinition' },
      { type: 'WithoutName' },
      'no object',
    ];
    answerJson(/job\/hello\/api/, { property: [{ parameterDefinitions: definitions }] });
    const found = await readParameters(demo.sessionOf(demoUsers.dev), 'hello');
    assert.deepEqual(
      found.map(({ name, kind }) => [name, kind]),
      [
        ['A', ParameterKind.choice],
        ['M', ParameterKind.choices],
        ['V', ParameterKind.string],
        ['G', ParameterKind.other],
      ],
    );
    assert.deepEqual(found[2]?.pattern, { regex: '[0-9]+', message: 'digits' });
    checkValues(found, new Map([['M', 'x;z']]));
  });

  it('of plugins are what they are: booleans by their default, choices also as objects, no question where there is none', async () => {
    const definitions = [
      { name: 'B', type: 'SomePluginsFlagDefinition', defaultParameterValue: { value: true } },
      { name: 'C', type: 'SomeChoiceDefinition', choices: [{ name: 'Main', value: 'main' }, { name: 'dev' }, 7] },
      { name: 'S', type: 'ParameterSeparatorDefinition' },
      { name: 'H', type: 'HiddenParameterDefinition', defaultParameterValue: { value: 'h' } },
      { name: 'F', type: 'StashedFileParameterDefinition' },
    ];
    answerJson(/job\/hello\/api/, { property: [{ parameterDefinitions: definitions }] });
    const found = await readParameters(demo.sessionOf(demoUsers.dev), 'hello');
    assert.deepEqual(
      found.map(({ name, kind, choices }) => [name, kind, choices]),
      [
        ['B', ParameterKind.boolean, []],
        ['C', ParameterKind.choice, ['main', 'dev']],
        ['S', ParameterKind.unasked, []],
        ['H', ParameterKind.unasked, []],
        ['F', ParameterKind.file, []],
      ],
    );
    assert.equal(found[0]?.defaultValue, 'true');
  });

  describe('that the server lists values for', () => {
    it('are filled by their plugin, asked by POST and, where that is not wanted, by GET', async () => {
      const values = { values: [{ name: 'origin/main', value: 'main' }, { value: 'dev' }, 7] };
      const wanted = [
        { value: 'main', label: 'origin/main', note: undefined },
        { value: 'dev', label: 'dev', note: undefined },
      ];
      const session = demo.sessionOf(demoUsers.dev);
      answerJson(/fillValueItems\?param=P/, values);
      assert.deepEqual(await readOffers(session, 'hello', parameter({})), wanted);
      answerJson(/fillValueItems/, {}, 405);
      answerJson(/fillValueItems/, values);
      assert.deepEqual(await readOffers(session, 'hello', parameter({})), wanted);
      assert.deepEqual(
        demo.jenkins.requests.map(({ method }) => method),
        ['POST', 'POST', 'GET'],
      );
    });

    it('are none where the plugin lists none, and no class name leads elsewhere', async () => {
      const session = demo.sessionOf(demoUsers.dev);
      assert.deepEqual(await readOffers(session, 'hello', parameter({})), []);
      const asked = demo.jenkins.requests.length;
      assert.deepEqual(await readOffers(session, 'hello', parameter({ className: '../../script' })), []);
      assert.equal(demo.jenkins.requests.length, asked);
    });

    it('are builds, nodes, labels and credentials', async () => {
      const session = demo.sessionOf(demoUsers.admin);
      const runs = await readOffers(session, 'everything', parameter({ kind: ParameterKind.run, project: 'hello' }));
      assert.equal(runs[0]?.value, 'hello#4');
      assert.deepEqual(await readOffers(session, 'hello', parameter({ kind: ParameterKind.node })), [
        { value: 'built-in', label: 'built-in', note: undefined },
      ]);
      answerJson(/computer/, { computer: [{ assignedLabels: [{ name: 'linux' }, { name: 'arm' }] }] });
      const labels = await readOffers(session, 'hello', parameter({ kind: ParameterKind.label }));
      assert.deepEqual(
        labels.map(({ value }) => value),
        ['arm', 'linux'],
      );
      answerJson(/store\/system/, { credentials: [{ id: 'deploy', description: 'Deploys', typeName: 'SSH key' }] });
      const keys = await readOffers(session, 'team/job', parameter({ kind: ParameterKind.credentials }));
      assert.deepEqual(keys, [{ value: 'deploy', label: 'deploy', note: 'Deploys · SSH key' }]);
    });
  });

  describe('beside a trigger token', () => {
    beforeEach(() => {
      demo.jenkins.state.job('hello').authToken = 'let-me-in';
    });

    it('start a build for who may not build, in the form and never in the URL', async () => {
      const trigger = { token: 'let-me-in', cause: 'a test' };
      const outcome = await startBuild(demo.sessionOf(demoUsers.viewer), 'hello', undefined, { trigger });
      assert.equal(outcome.traced, false);
      assert.ok(demo.jenkins.requests.every(({ path }) => !path.includes('let-me-in')));
    });

    it('keep what was typed for a parameter that is called like a field of the trigger', async () => {
      const job = demo.jenkins.state.job('hello');
      job.parameters = ['token', 'cause'].map(name => ({ kind: 'string', name }));
      const trigger = { token: 'let-me-in', cause: 'a test' };
      const values = new Map([
        ['token', 'release-42'],
        ['cause', 'mine'],
      ]);
      const { id } = await startBuild(demo.sessionOf(demoUsers.dev), 'hello', values, { trigger });
      const given = demo.jenkins.state.queue.find(id)?.parameters?.map(({ name, value }) => [name, value]);
      assert.deepEqual(given, [...values]);
    });

    it('say that it is the job’s word that was refused', async () => {
      const trigger = { token: 'wrong' };
      await assert.rejects(
        startBuild(demo.sessionOf(demoUsers.dev), 'hello', undefined, { trigger }),
        TriggerTokenError,
      );
    });
  });
});
