import type { ChosenMutant } from './chosen.ts';

/** Mistakes in the door for writes. */
export const writes: readonly ChosenMutant[] = [
  {
    name: 'equal writes do not wait for each other',
    file: 'src/http/writeOperation.ts',
    find: 'trace?.object === undefined ? atOnce : await',
    replace: 'trace?.object !== "" ? atOnce : await',
    tests: ['test/unit/jenkins/builds/startBuild.test.ts'],
  },
  {
    name: 'a write whose trace is missing counts as unknown',
    file: 'src/http/writeOutcome.ts',
    find: 'throw new UnconfirmedWriteError(operation, lost, reasonWithoutTrace(lost));',
    replace: 'throw new UnconfirmedWriteError(operation, lost, UnknownReason.mayStillCome);',
    tests: ['test/unit/wire/writes.test.ts'],
  },
  {
    name: 'a draft is posted by two windows',
    file: 'src/workbench/jira/comments/postOnce.ts',
    find: 'if (!claim) {',
    replace: 'if (claim && !claim.release) {',
    tests: { host: 'a draft in two windows' },
  },
];
