import type { Claim } from './proof.ts';

/** That a red build is explained: its log, its tests, its changes; in Problems, the Testing view and notices. */
export const red: readonly Claim[] = [
  {
    claim:
      'the first error is the cause, in logs of each tool, behind what CI puts before lines; none of a passed build',
    runner: 'plain',
    by: ['unit/logs/errors.test.ts'],
  },
  {
    claim: 'Go to First Error leads there, in the log view; the lines after it are gone through in order',
    runner: 'plain',
    by: ['cases/workbench/firstError.test.ts', 'unit/workbench/jenkins/logs/errors.test.ts'],
  },
  {
    claim: 'errors, sections, links and rows of hostile lines are found in linear time',
    runner: 'plain',
    by: ['unit/logs/hostile.test.ts'],
  },
  {
    claim: 'the end of a log tells the cause, its step and its places, from controllers of each generation',
    runner: 'plain',
    by: ['unit/logs/readCause.test.ts', 'unit/jenkins/failures/logEnd.test.ts'],
  },
  {
    claim: 'the failing stages, what changed since the last good build, and other branches',
    runner: 'plain',
    by: [
      'unit/jenkins/failures/failingStages.test.ts',
      'unit/jenkins/failures/failedBuild.test.ts',
      'unit/jenkins/failures/otherBranches.test.ts',
    ],
  },
  {
    claim: 'an explanation costs five requests, once; a part that cannot be read leaves the others',
    runner: 'plain',
    by: ['unit/workbench/jenkins/failures/failureFacts.test.ts'],
  },
  {
    claim: 'Explain Failure and Problems, from every place, to files, tests, issues and log: seen in the workbench',
    runner: 'ui',
    by: ['ui/failure.test.ts'],
  },
  {
    claim: 'a line of a build is found where git has it now',
    runner: 'plain',
    by: ['unit/workbench/shell/git/movedLine.test.ts'],
  },
  {
    claim: 'failed, new and skipped tests of 20,000, with their branches and cells, without a freeze; their history',
    runner: 'plain',
    by: ['unit/jenkins/tests/testReport.test.ts', 'unit/jenkins/tests/testHistory.test.ts'],
  },
  { claim: 'the tests of the branch’s last build, in the host', runner: 'host', by: ['the tests of the branch'] },
  {
    claim: 'the Testing view, the notice of a failure and the badge: seen in the workbench; nothing opens by itself',
    runner: 'ui',
    by: ['ui/failingBranch.test.ts'],
  },
  {
    claim: 'a failure is told, and the first success after it, once and not after a stop of one’s own',
    runner: 'plain',
    by: ['unit/workbench/jenkins/notices/notices.test.ts'],
  },
  {
    claim: 'errors of a log are marked and counted while it grows; long lines wrap; Stop, Run Again: in the workbench',
    runner: 'ui',
    by: ['ui/logErrors.test.ts', 'ui/logEditor.test.ts'],
  },
];
