import type { Claim } from './proof.ts';

/** That jobs of all kinds are at home: matrix and Maven projects, parameters of plugins, two builds compared. */
export const jobs: readonly Claim[] = [
  {
    claim: 'configurations and modules have their own addresses, results and builds; of a run only those of its number',
    runner: 'plain',
    by: ['unit/jenkins/jobs/parts.test.ts', 'unit/jenkins/jobs/levels.test.ts'],
  },
  {
    claim: 'a configuration or module in the queue leads to its page',
    runner: 'plain',
    by: ['cases/jenkins/queue.test.ts'],
  },
  {
    claim: 'the demo Jenkins answers as the recordings of matrix projects',
    runner: 'plain',
    by: ['servers/conformance/jenkinsRecordings.test.ts'],
  },
  {
    claim: 'a matrix below job and build, its logs, its explanation, and its stop: seen in the workbench',
    runner: 'ui',
    by: ['ui/matrix.test.ts'],
  },
  {
    claim: 'failed tests of cells and modules are told apart',
    runner: 'plain',
    by: ['unit/jenkins/tests/testReport.test.ts', 'cases/jenkins/tests.test.ts'],
  },
  {
    claim: 'lists of Active Choices are those of the job’s form, anew where a value changes, with tokens and passwords',
    runner: 'plain',
    by: ['unit/jenkins/builds/dynamicForm.test.ts', 'unit/workbench/jenkins/builds/typedParameter.test.ts'],
  },
  {
    claim: 'parameters of plugins are what they are: separators, hidden ones, files, booleans, open choices',
    runner: 'plain',
    by: ['cases/jenkins/parameters.test.ts', 'unit/jenkins/builds/parameters.test.ts'],
  },
  {
    claim: 'forms with dynamic lists and with parameters of plugins, and what Jenkins takes: seen in the workbench',
    runner: 'ui',
    by: ['ui/dynamicParameters.test.ts'],
  },
  {
    claim: 'two builds differ in parameters, changes, stages and tests as they are told; logs without times and ids',
    runner: 'plain',
    by: [
      'unit/jenkins/comparison/compareBuilds.test.ts',
      'unit/jenkins/comparison/compareStages.test.ts',
      'unit/jenkins/comparison/compareTests.test.ts',
      'unit/logs/logComparison.test.ts',
      'unit/workbench/jenkins/comparison/comparisonPages.test.ts',
      'unit/workbench/jenkins/comparison/logPair.test.ts',
    ],
  },
  {
    claim: 'Compare Builds… from lines, logs and explanations, to the places in the logs: seen in the workbench',
    runner: 'ui',
    by: ['ui/compare.test.ts'],
  },
];
