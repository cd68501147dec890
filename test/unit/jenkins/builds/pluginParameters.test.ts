import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isAllowed, type Parameter, ParameterKind, readParameters } from '../../../../src/jenkins/index.ts';
import { withOddJenkins } from '../../../cases/support/jenkins.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

async function parametersOf(parameterDefinitions: readonly object[]): Promise<Parameter[]> {
  let found: Parameter[] = [];
  await withOddJenkins({ '/job/x/api/json': { property: [{ parameterDefinitions }] } }, async ({ session }) => {
    found = await readParameters(session, 'x');
  });
  return found;
}

describe('parameters of odd plugins', () => {
  const demo = demoJenkins();

  // Stapler writes no field of an object that the tree does not name: NamedPathPruner.
  it('tell their choices, also where these are objects', async () => {
    const ofPlugin = {
      className: 'com.example.ListChoiceParameterDefinition',
      choices: [{ name: 'Main', value: 'main' }, { value: 'develop' }],
    };
    const plan = () => ({ steps: [], result: 'SUCCESS' as const });
    const parameters = [{ kind: 'string' as const, name: 'BRANCH', ofPlugin }];
    newJob('freestyle', 'listed', demo.jenkins.state.root, { parameters, plan });
    const [branch] = await readParameters(demo.session, 'listed');
    assert.deepEqual([branch?.kind, branch?.choices], [ParameterKind.choice, ['main', 'develop']]);
  });

  it('have numbers and booleans as values of their choices', async () => {
    const choices = [{ name: 'Eight', value: 8 }, { name: 'Yes', value: true }, { name: 'plain' }, { other: 1 }, null];
    const [port] = await parametersOf([{ name: 'PORT', type: 'SomeChoiceDefinition', choices }]);
    assert.deepEqual(port?.choices, ['8', 'true', 'plain']);
  });

  it('are of one value or of several', async () => {
    const choices = ['x', 'y'];
    const types = {
      PT_MULTI_SELECT: ParameterKind.choices,
      PT_CHECKBOX: ParameterKind.choices,
      MultiChoiceParameterDefinition: ParameterKind.choices,
      PT_MULTI_LEVEL_SINGLE_SELECT: ParameterKind.choice,
      CheckoutChoiceParameterDefinition: ParameterKind.choice,
      MultibranchChoiceParameterDefinition: ParameterKind.choice,
    };
    const found = await parametersOf(Object.keys(types).map(type => ({ name: type, type, choices })));
    assert.deepEqual(Object.fromEntries(found.map(({ type, kind }) => [type, kind])), types);
    assert.deepEqual(
      found.map(({ defaultValue }) => defaultValue),
      [undefined, undefined, undefined, 'x', 'x', 'x'],
      'nothing is ticked by itself',
    );
  });

  it('are no question where they are hidden, and secret where they are passwords', async () => {
    const types = {
      PT_HIDDEN: ParameterKind.unasked,
      HiddenParameterDefinition: ParameterKind.unasked,
      VaultPasswordParameterDefinition: ParameterKind.password,
    };
    const found = await parametersOf(Object.keys(types).map(type => ({ name: type, type })));
    assert.deepEqual(Object.fromEntries(found.map(({ type, kind }) => [type, kind])), types);
  });

  it('take other values than they list, also where their class has the name of Jenkins’ own choice', async () => {
    const type = 'ChoiceParameterDefinition';
    const [own, other] = await parametersOf(
      ['hudson.model', 'com.example.editable'].map(of => ({ _class: `${of}.${type}`, name: of, type, choices: ['x'] })),
    );
    assert.ok(own && other);
    assert.deepEqual([isAllowed(own, 'z'), isAllowed(other, 'z')], [false, true]);
  });
});
