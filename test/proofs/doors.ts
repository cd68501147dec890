import type { Claim } from './proof.ts';

/** That a write is done once and its fate is told, that failures are told, and that windows do not do things twice. */
export const doors: readonly Claim[] = [
  { claim: 'every change passes the sessions’ one door', runner: 'plain', by: ['unit/architecture.test.ts'] },
  { claim: 'each kind of write is told as what it was', runner: 'plain', by: ['unit/wire/writes.test.ts'] },
  { claim: 'so is each under random faults, in two windows', runner: 'plain', by: ['faults/faults.test.ts'] },
  {
    claim: 'starts, comments and issues are found by their traces',
    runner: 'plain',
    by: [
      'unit/jenkins/builds/startBuild.test.ts',
      'unit/jira/comments/changeComments.test.ts',
      'unit/jira/issues/createIssue.test.ts',
    ],
  },
  {
    claim: 'jobs, builds and queue items are changed as Jenkins says',
    runner: 'plain',
    by: ['unit/jenkins/jobs/changes.test.ts'],
  },
  {
    claim: 'a stored configuration is compared by its content',
    runner: 'plain',
    by: ['unit/jenkins/jobs/configurations.test.ts'],
  },
  {
    claim: 'parameters do not steer Jenkins',
    runner: 'plain',
    by: ['cases/jenkins/delay.test.ts', 'unit/jenkins/builds/parameters.test.ts'],
  },
  { claim: 'fields send what was added and removed', runner: 'plain', by: ['unit/jira/fields/fieldValues.test.ts'] },
  { claim: 'nobody is assigned by the assignee resource', runner: 'plain', by: ['cases/jira/changes.test.ts'] },
  { claim: 'a claim is held by one window, and freed by its end', runner: 'plain', by: ['unit/base/claims.test.ts'] },
  { claim: 'a draft in two windows is posted once', runner: 'host', by: ['a draft in two windows'] },
  {
    claim: 'lost, gone through a gateway, canceled: seen in the workbench',
    runner: 'ui',
    by: ['ui/lostAnswers.test.ts'],
  },
  {
    claim: 'dropped work is reported; a page that cannot be drawn says so, and reads again',
    runner: 'plain',
    by: ['unit/workbench/droppedWork.test.ts', 'unit/workbench/problemPages.test.ts'],
  },
];
