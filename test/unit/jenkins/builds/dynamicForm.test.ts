import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  JenkinsSecretKind,
  ParameterKind,
  readFieldAgain,
  readForm,
  readParameters,
} from '../../../../src/jenkins/index.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import type { ActiveChoice, ParameterDefinition } from '../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const hosts = ({ REGION = '' }: Readonly<Record<string, string>>) =>
  REGION === 'eu' ? { 'eu-1': 'Paris & Lyon', 'eu-2': 'Berlin:selected' } : { 'us-1': 'Boston' };

const active = (name: string, choice: ActiveChoice): ParameterDefinition => ({ kind: 'string', name, active: choice });
const parameters = (): ParameterDefinition[] => [
  { kind: 'string', name: 'NOTE', defaultValue: 'a "quoted" <text>' },
  active('REGION', { choiceType: 'PT_RADIO', list: () => ({ us: 'us', eu: 'eu:selected' }) }),
  active('HOST', { choiceType: 'PT_SINGLE_SELECT', references: ['REGION'], list: hosts }),
  active('PARTS', { choiceType: 'PT_CHECKBOX', list: () => ({ a: 'A:selected', b: 'B', c: 'C:selected' }) }),
  active('TAG', { choiceType: 'ET_TEXT_BOX', references: ['HOST'], list: ({ HOST }) => ({ it: `tag-${HOST ?? ''}` }) }),
  active('HELP', { choiceType: 'ET_ORDERED_LIST', references: ['HOST'], list: () => ({ one: 'Read this' }) }),
];

describe('the own form of a job', () => {
  const demo = demoJenkins();
  const job = () =>
    newJob('freestyle', 'deploy-it', demo.jenkins.state.root, {
      parameters: parameters(),
      plan: () => ({ steps: [], result: 'SUCCESS' }),
    });

  it('lists what its scripts make, in the shape of each field', async () => {
    job();
    const kinds = (await readParameters(demo.session, 'deploy-it')).map(({ kind }) => kind);
    assert.deepEqual(kinds, [ParameterKind.string, ...Array.from({ length: 5 }, () => ParameterKind.dynamic)]);
    const form = await readForm(demo.session, 'deploy-it');
    const shown = [...form.values()].map(({ name, shape, options, text }) => [
      [name, shape, text].join(' '),
      ...options.map(({ value, label, isSelected }) => `${value}=${label}${isSelected ? '*' : ''}`),
    ]);
    assert.deepEqual(shown, [
      ['NOTE text a "quoted" <text>'],
      ['REGION one ', 'us=us', 'eu=eu*'],
      ['HOST one ', 'us-1=Boston'],
      ['PARTS many ', 'a=A*', 'b=B', 'c=C*'],
      ['TAG text tag-'],
      ['HELP none '],
    ]);
    assert.equal(demo.jenkins.state.job('deploy-it').builds.length, 0);
  });

  for (const kind of [JenkinsSecretKind.apiToken, JenkinsSecretKind.password]) {
    for (const isInline of [false, true]) {
      it(`lists anew where another value changes, with a ${kind}${isInline ? ', of older plugins, too' : ''}`, async () => {
        demo.jenkins.state.hasInlineProxies = isInline;
        job();
        const session = demo.sessionOf(demoUsers.dev, { kind });
        const form = await readForm(session, 'deploy-it');
        const [host, tag] = ['HOST', 'TAG'].map(name => form.get(name));
        assert.ok(host && tag);
        assert.deepEqual(host.references, ['REGION']);
        const { options } = await readFieldAgain(session, host, new Map([['REGION', 'eu']]));
        assert.deepEqual(options, [
          { value: 'eu-1', label: 'Paris & Lyon', isSelected: false, isDisabled: false },
          { value: 'eu-2', label: 'Berlin', isSelected: true, isDisabled: false },
        ]);
        assert.equal((await readFieldAgain(session, tag, new Map([['HOST', 'eu-2']]))).text, 'tag-eu-2');
      });
    }
  }

  it('is refused to an account that may not build', async () => {
    job();
    await assert.rejects(readForm(demo.sessionOf(demoUsers.viewer), 'deploy-it'), /Build/);
  });
});
