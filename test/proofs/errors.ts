import type { Claim } from './proof.ts';

/** That the first error of a log is the cause, and that the places and sections of a log are found. */
export const errors: readonly Claim[] = [
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
];
