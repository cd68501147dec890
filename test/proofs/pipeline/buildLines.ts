import type { Claim } from '../proof.ts';

/** That a build's line, its log by stages and the queue tell what a person asks of them. */
export const buildLines: readonly Claim[] = [
  {
    claim: 'parameters, causes, changes, tests and artifacts of a build come with one request',
    runner: 'plain',
    by: ['unit/jenkins/builds/buildFacts.test.ts'],
  },
  {
    claim: 'the agents of a label are found by Jenkins’ sentence, and how they are',
    runner: 'plain',
    by: ['unit/jenkins/agents/agents.test.ts'],
  },
  {
    claim: 'a failed scan of a multibranch project is told by its log',
    runner: 'plain',
    by: ['unit/jenkins/jobs/scans.test.ts'],
  },
  {
    claim: 'each line of a log knows its node, however the recorded answers are cut, and while the run goes on',
    runner: 'plain',
    by: ['unit/jenkins/logs/lineNodes.test.ts'],
  },
  {
    claim: 'no line of a stage is lost or counted twice where an answer breaks off, or comes right before the end',
    runner: 'plain',
    by: ['unit/workbench/jenkins/logs/stageLines.test.ts'],
  },
  {
    claim: 'a build’s line, its commits, causes and agents, and a failed scan: seen in the workbench',
    runner: 'ui',
    by: ['ui/details.test.ts'],
  },
  {
    claim: 'a branch or a step alone in the log, its search, its place and its outline: seen in the workbench',
    runner: 'ui',
    by: ['ui/stageLog.test.ts'],
  },
];
