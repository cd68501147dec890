import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type FileValue, readParameters } from '../../../../../src/jenkins/index.ts';
import type { Sessions } from '../../../../../src/workbench/connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../../../../src/workbench/connections/settings/connection.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { ActiveChoice, ParameterDefinition } from '../../../../servers/jenkins/state/model.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

const active = (name: string, choice: ActiveChoice): ParameterDefinition => ({ kind: 'string', name, active: choice });
const hosts = ({ REGION = '' }) => (REGION === 'eu' ? { paris: 'Paris', rome: 'Rome' } : { boston: `of ${REGION}` });

describe('the dynamic fields of a form', () => {
  jenkinsWorkbench(); // the workbench's code needs an editor
  const demo = demoJenkins();

  const fieldsOf = async (...parameters: ParameterDefinition[]) => {
    newJob('freestyle', 'dynamic', demo.jenkins.state.root, {
      parameters,
      plan: () => ({ steps: [], result: 'SUCCESS' }),
    });
    const { DynamicFields } = await import('../../../../../src/workbench/jenkins/builds/dynamicFields.ts');
    const sessions = { jenkins: () => demo.session } as unknown as Sessions;
    const ref = { connection: { id: 'ci' } as JenkinsConnection, job: 'dynamic' };
    const read = await readParameters(demo.session, 'dynamic');
    const fields = new DynamicFields(sessions, ref, read);
    const valuesOf = (wanted: string) => {
      const parameter = read.find(({ name }) => name === wanted);
      return parameter && fields.get(parameter)?.field?.options.map(({ value }) => value);
    };
    return { fields, valuesOf };
  };

  it('depend on parameters that come after them, too', async () => {
    const { fields, valuesOf } = await fieldsOf(
      active('HOST', { choiceType: 'PT_SINGLE_SELECT', references: ['REGION'], list: hosts }),
      { kind: 'string', name: 'REGION', defaultValue: 'eu' },
    );
    await fields.update(new Map());
    assert.deepEqual(valuesOf('HOST'), ['paris', 'rome']);
    await fields.update(new Map([['REGION', 'us']]));
    assert.deepEqual(valuesOf('HOST'), ['boston']);
  });

  it('depend on a dynamic one after them, whose list is read first', async () => {
    const { fields, valuesOf } = await fieldsOf(
      active('HOST', { choiceType: 'PT_SINGLE_SELECT', references: ['REGION'], list: hosts }),
      active('REGION', {
        choiceType: 'PT_SINGLE_SELECT',
        references: ['KIND'],
        list: ({ KIND }) => (KIND === 'far' ? { us: 'US' } : { eu: 'EU' }),
      }),
      { kind: 'string', name: 'KIND', defaultValue: 'near' },
    );
    await fields.update(new Map());
    assert.deepEqual(valuesOf('HOST'), ['paris', 'rome']);
    await fields.update(new Map([['KIND', 'far']]));
    assert.deepEqual(valuesOf('HOST'), ['boston']);
  });

  // Its script gives the value of a checkbox that is ticked, which is `on` for one without any, and the name of a file:
  // active-choices-plugin, unochoice.js, getParameterValue.
  it('are read for checkboxes and files as the page has them', async () => {
    const { fields, valuesOf } = await fieldsOf(
      { kind: 'boolean', name: 'ALL', defaultValue: true },
      { kind: 'file', name: 'LIST' },
      active('HOST', {
        ...{ choiceType: 'PT_SINGLE_SELECT', references: ['ALL', 'LIST'] },
        list: ({ ALL = '?', LIST = '?' }) => ({ [`all ${ALL}, list ${LIST}`]: 'Host' }),
      }),
    );
    await fields.update(new Map());
    assert.deepEqual(valuesOf('HOST'), ['all on, list ']);
    const file = { fileName: 'hosts.txt', content: Buffer.from('a') };
    await fields.update(
      new Map<string, string | FileValue>([
        ['ALL', 'false'],
        ['LIST', file],
      ]),
    );
    assert.deepEqual(valuesOf('HOST'), ['all , list hosts.txt']);
  });

  it('tell which values are gone, ticks of a list of several too', async () => {
    const kept = (given: { readonly REGION?: string }) => ({ ...hosts(given), paris: 'Paris' });
    const { fields } = await fieldsOf(
      { kind: 'string', name: 'REGION', defaultValue: 'eu' },
      active('HOSTS', { choiceType: 'PT_CHECKBOX', references: ['REGION'], list: kept }),
      active('HOST', { choiceType: 'PT_SINGLE_SELECT', references: ['REGION'], list: hosts }),
    );
    const chosen = [
      ['HOSTS', 'paris,rome'],
      ['HOST', 'rome'],
    ] as const;
    assert.deepEqual(await fields.update(new Map(chosen)), []);
    assert.deepEqual(await fields.update(new Map([...chosen, ['REGION', 'us']])), [
      { name: 'HOSTS', lost: ['rome'], left: 'paris' },
      { name: 'HOST', lost: ['rome'], left: undefined },
    ]);
    assert.deepEqual(await fields.update(new Map([['HOSTS', '']])), []);
  });
});
