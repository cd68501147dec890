// Reported for jenkinsci/extensible-choice-parameter-plugin #27, file-parameters-plugin #96 and #217,
// MCMicS/jenkins-control-plugin #145 and #159; after the sources of parameter-separator-plugin and
// hidden-parameter-plugin.
import assert from 'node:assert/strict';
import {
  type FileValue,
  isAllowed,
  type Parameter,
  ParameterKind,
  readBuildParameters,
  readParameters,
  refusedValues,
  startBuild,
} from '../../../src/jenkins/index.ts';
import { describeCases } from '../case.ts';
import { type OddJenkins, withOddJenkins } from '../support/jenkins.ts';

const job = (parameterDefinitions: readonly object[]) => ({
  '/job/x/api/json': { property: [{ parameterDefinitions }] },
});
const file: FileValue = { fileName: 'a.txt', content: Buffer.from('a') };

describeCases('parameter-editable-choice', one => {
  // The plugin lets any value through where "editable" is on, and the API does not say whether it is.
  const branch = {
    _class: 'jp.ikedam.jenkins.plugins.extensible_choice_parameter.ExtensibleChoiceParameterDefinition',
    ...{ name: 'branch', type: 'ExtensibleChoiceParameterDefinition', choices: ['main', 'develop'] },
    defaultParameterValue: { name: 'branch', value: 'main' },
  };

  one('a value that is not among the choices can be typed', () =>
    withOddJenkins(job([branch]), async ({ session }) => {
      const [parameter] = await readParameters(session, 'x');
      assert.ok(parameter && isAllowed(parameter, 'release/9'), parameter?.kind);
    }),
  );

  one('Run Again takes over such a value', () =>
    withOddJenkins(job([branch]), async ({ session }) => {
      const parameters = await readParameters(session, 'x');
      assert.deepEqual(refusedValues(parameters, new Map([['branch', 'release/9']])), []);
    }),
  );
});

describeCases('parameter-files', one => {
  const definition = (store: string) => ({
    _class: `io.jenkins.plugins.file_parameters.${store}FileParameterDefinition`,
    ...{ name: store, type: `${store}FileParameterDefinition`, description: 'a file', defaultParameterValue: null },
  });
  const parameterOf = async ({ session }: OddJenkins): Promise<Parameter> => {
    const [parameter] = await readParameters(session, 'x');
    assert.ok(parameter);
    return parameter;
  };

  for (const store of ['Stashed', 'Base64']) {
    const answers = job([definition(store)]);
    one(`a ${store} file parameter asks for a file`, () =>
      withOddJenkins(answers, async jenkins => assert.equal((await parameterOf(jenkins)).kind, ParameterKind.file)),
    );
    one(`a ${store} file parameter takes a file`, () =>
      withOddJenkins(answers, async jenkins => assert.ok(isAllowed(await parameterOf(jenkins), file))),
    );
    // The plugin drops a text without a word (createValue returns null).
    one(`a ${store} file parameter takes no text`, () =>
      withOddJenkins(answers, async jenkins => assert.ok(!isAllowed(await parameterOf(jenkins), 'some words'))),
    );
  }

  one('files are sent as parts of a form', () =>
    withOddJenkins(
      {
        ...job([definition('Stashed')]),
        'POST /job/x/buildWithParameters': () => ({ status: 201, headers: { location: 'http://h/queue/item/9/' } }),
      },
      async ({ session, requests }) => {
        await startBuild(session, 'x', new Map([['Stashed', file]]));
        assert.match(requests.at(-1)?.headers['content-type'] ?? '', /^multipart\/form-data/);
      },
    ),
  );
});

describeCases('parameter-separator', one => {
  const separator = 'separator-7d0a';
  const separatorPackage = 'jenkins.plugins.parameter_separator';
  const separatorValue = { _class: `${separatorPackage}.ParameterSeparatorValue`, name: separator };
  const origin = { name: 'BUILD_ORIGIN', value: 'nightly' };
  const answers = {
    ...job([
      {
        _class: `${separatorPackage}.ParameterSeparatorDefinition`,
        ...{ name: separator, type: 'ParameterSeparatorDefinition', description: '' },
        defaultParameterValue: separatorValue,
      },
      {
        _class: 'com.wangyin.parameter.WHideParameterDefinition',
        ...{ name: 'BUILD_ORIGIN', type: 'WHideParameterDefinition', description: '' },
        defaultParameterValue: { _class: 'com.wangyin.parameter.WHideParameterValue', ...origin },
      },
      {
        _class: 'hudson.model.StringParameterDefinition',
        ...{ name: 'VERSION', type: 'StringParameterDefinition' },
        defaultParameterValue: { name: 'VERSION', value: '1' },
      },
    ]),
    '/job/x/4/api/json': { actions: [{ parameters: [separatorValue, origin, { name: 'VERSION', value: '2' }] }] },
  };
  // Kinds of parameters that a person is asked for; a kind that is new and is no question has to be left out here.
  const { string, text, boolean, choice, choices, password, run, credentials, node, label, other } = ParameterKind;
  const questions: readonly ParameterKind[] = [
    ...[string, text, boolean, choice, choices, password, ParameterKind.file, run, credentials, node, label, other],
  ];
  const askedFor = (parameters: readonly Parameter[], name: string) =>
    parameters.some(parameter => parameter.name === name && questions.includes(parameter.kind));

  for (const [kind, name] of [
    ['a separator', separator],
    ['a hidden parameter', 'BUILD_ORIGIN'],
  ] as const) {
    one(`${kind} is no question`, () =>
      withOddJenkins(answers, async ({ session }) => {
        const parameters = await readParameters(session, 'x');
        assert.ok(!askedFor(parameters, name), parameters.find(parameter => parameter.name === name)?.kind);
      }),
    );
  }

  one('Run Again has nothing to ask for a separator', () =>
    withOddJenkins(answers, async ({ session }) => {
      const parameters = await readParameters(session, 'x');
      const before = await readBuildParameters(session, 'x', 4);
      const untold = parameters.filter(({ name }) => before.has(name) && before.get(name) === undefined);
      assert.deepEqual(
        untold.map(({ name }) => name),
        [],
      );
    }),
  );
});
