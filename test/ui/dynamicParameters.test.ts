import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import type { ActiveChoice, ParameterDefinition } from '../servers/jenkins/state/model.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const active = (name: string, choice: ActiveChoice): ParameterDefinition => ({ kind: 'string', name, active: choice });
const regions = { us: 'United States', eu: 'Europe' };
const hosts = ({ REGION = '' }: Readonly<Record<string, string>>) =>
  REGION === 'eu' ? { 'eu-1': 'Paris', 'eu-2': 'Berlin' } : { 'us-1': 'Boston' };

const plan = () => ({ steps: [], result: 'SUCCESS' as const });

const ofPlugin = (name: string, className: string, more: Partial<ParameterDefinition> = {}): ParameterDefinition => ({
  ...{ kind: 'string', name, ofPlugin: { className } },
  ...more,
});
const extensible = 'jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition';
const ofPlugins: ParameterDefinition[] = [
  ofPlugin('separator-1', 'jenkins.plugins.parameter_separator.ParameterSeparatorDefinition'),
  ofPlugin('ORIGIN', 'com.wangyin.parameter.WHideParameterDefinition', { defaultValue: 'nightly' }),
  ofPlugin('ARCHIVE', 'io.jenkins.plugins.file_parameters.StashedFileParameterDefinition', { kind: 'file' }),
  ofPlugin('CLEAN', 'com.example.CheckboxParameterDefinition', { kind: 'boolean', defaultValue: true }),
  ofPlugin('BRANCH', extensible, {
    defaultValue: 'main',
    ofPlugin: { className: extensible, choices: [{ name: 'Main', value: 'main' }, { value: 'develop' }] },
  }),
];

describe('a person whose job lists values by scripts', () => {
  let person: Workbench;
  let demo: DemoServers;

  const option = (name: RegExp) => person.page.getByRole('option', { name });

  workbench(
    {
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        newJob('freestyle', 'release', state.root, {
          parameters: [
            active('REGION', { choiceType: 'PT_SINGLE_SELECT', list: () => regions }),
            active('HOST', { choiceType: 'PT_SINGLE_SELECT', references: ['REGION'], list: hosts }),
            active('PARTS', { choiceType: 'PT_CHECKBOX', list: () => ({ api: 'API:selected', web: 'Web' }) }),
            active('HELP', { choiceType: 'ET_ORDERED_LIST', references: ['HOST'], list: () => ({ a: 'Read this' }) }),
          ],
          plan,
        });
        newJob('freestyle', 'old', state.root, { parameters: ofPlugins, plan });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('sees the lists, and those that depend on another value anew', async () => {
    await person.inlineAction('Jenkins', /^release/, 'Start Build…');
    await person.asked('Start release on Demo Jenkins');
    await option(/^HOST, us-1 \(default\)/).waitFor();
    await person.choose(/^REGION/);
    await person.choose(/^Europe/);
    await option(/^HOST, eu-1 \(default\)/).waitFor();
    await person.picture('25-dynamic-form');
    assert.equal(await option(/^HELP/).count(), 0);
    await person.choose(/^HOST/);
    await option(/^Berlin/).waitFor();
    await person.picture('25-dynamic-list');
    await person.choose(/^Berlin/);
    await person.choose(/^PARTS/);
    await person.tick('Web');
    await person.page.keyboard.press('Enter');
    await option(/^PARTS, api,web/).waitFor();
    await person.choose('Start Build');
    await person.statusBar(/release #1/).waitFor();
    const given = demo.jenkins.state.job('release').builds[0]?.parameters?.map(({ name, value }) => `${name}=${value}`);
    assert.deepEqual(given?.slice(0, 3), ['REGION=eu', 'HOST=eu-2', 'PARTS=api,web']);
  });

  it('types a value where the form cannot be read, and is told why', async () => {
    demo.jenkins.answerOnce({ path: '/job/release/build' }, (_, res) =>
      res.writeHead(500, { 'content-type': 'text/html', 'x-jenkins': '2.579' }).end('<h1>broken</h1>'),
    );
    await person.inlineAction('Jenkins', /^release/, 'Start Build…');
    await option(/^HOST.*list could not be loaded/).waitFor();
    await person.choose(/^HOST/);
    await person.answer(/^HOST of release/m, 'mine-1');
    // The next look at the form succeeds: the list does not have it, so that it is chosen anew.
    await option(/^HOST, us-1 \(default\)/).waitFor();
    await person.page.keyboard.press('Escape');
  });

  it('is asked for parameters of plugins as what they are', async () => {
    await person.inlineAction('Jenkins', /^old/, 'Start Build…');
    await person.asked('Start old on Demo Jenkins');
    await option(/^ARCHIVE, no file/).waitFor();
    assert.equal(await option(/^(separator|ORIGIN)/).count(), 0);
    await person.choose(/^CLEAN, true/);
    await person.choose(/^false/);
    await person.choose(/^BRANCH, main/);
    await person.asked('BRANCH of old');
    await option(/^develop/).waitFor();
    await person.page.keyboard.type('release/9');
    await option(/^release\/9, use this value/).waitFor();
    await person.page.keyboard.press('Enter');
    await option(/^BRANCH, release\/9/).waitFor();
    await person.picture('25-plugin-form');
    await person.choose('Start Build');
    await person.statusBar(/old #1/).waitFor();
    const given = demo.jenkins.state.job('old').builds[0]?.parameters ?? [];
    const told = given.flatMap(({ name, value }) => (name.startsWith('separator') ? [] : [`${name}=${value}`]));
    assert.deepEqual(told, ['ORIGIN=nightly', 'CLEAN=false', 'BRANCH=release/9']);
  });
});
