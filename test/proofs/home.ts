import type { Claim } from './proof.ts';

/** That the daily round needs no manual: clicks, commands, words, settings, branches and notifications. */
export const home: readonly Claim[] = [
  {
    claim:
      'a click on a job starts nothing by accident; commands act on what is in front; My Work says why it is empty',
    runner: 'ui',
    by: ['ui/home.test.ts'],
  },
  {
    claim: 'what an account may not do is not offered: Jira’s permissions, and what Jenkins has refused',
    runner: 'plain',
    by: ['unit/jira/issues/permissions.test.ts', 'unit/jenkins/session/lackedPermissions.test.ts'],
  },
  {
    claim: 'a keyboard is enough for the daily round; a page fits 1024 px and 200 %, and is seen in each kind of theme',
    runner: 'ui',
    by: ['ui/keyboard.test.ts'],
  },
  {
    claim: 'at most 45 commands are in the palette whatever is in front, and those of lines are not',
    runner: 'plain',
    by: ['unit/workbench/manifest.test.ts'],
  },
  {
    claim:
      'Start Work begins at the main branch or another, goes on with one of the remote, and tells what git refuses',
    runner: 'ui',
    by: ['ui/startWork.test.ts'],
  },
  { claim: 'builds are followed on after a reload', runner: 'host', by: ['a build that is followed'] },
  {
    claim: 'the ends of builds are told one at a time, and not of what is in front',
    runner: 'plain',
    by: ['unit/workbench/jenkins/builds/ends.test.ts', 'unit/workbench/jenkins/notices/notices.test.ts'],
  },
];
