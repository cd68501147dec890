import type { Claim } from './proof.ts';

/** That hostile and broken servers get an error, and nothing else. */
export const hostile: readonly Claim[] = [
  {
    claim: 'a parser has one budget of steps, bytes and depth',
    runner: 'plain',
    by: ['unit/base/budget.test.ts'],
  },
  {
    claim: 'wiki markup, documents and Markdown are read in linear time and bounded depth, and lose no text',
    runner: 'plain',
    by: ['unit/jira/documents/hostile.test.ts'],
  },
  {
    claim: 'ordinary texts are converted as they were',
    runner: 'plain',
    by: ['unit/jira/documents/golden.test.ts'],
  },
  {
    claim: 'errors, sections, links and rows of a log are found in linear time; long lines are copied in parts',
    runner: 'plain',
    by: ['unit/logs/hostile.test.ts'],
  },
  {
    claim: 'notes, heads, metadata and lines of a log that never end are held in part',
    runner: 'plain',
    by: ['unit/jenkins/logs/hostileLogs.test.ts'],
  },
  {
    claim: 'an answer of another type is no empty folder and no empty search; odd entries cost themselves',
    runner: 'plain',
    by: ['unit/jenkins/jobs/oddAnswers.test.ts', 'unit/jira/issues/oddAnswers.test.ts'],
  },
  {
    claim: 'a secret is known in every form that servers echo, in linear time',
    runner: 'plain',
    by: ['unit/base/redactor.test.ts'],
  },
  {
    claim: 'a request ends at its deadline, on both transports; streams go on',
    runner: 'plain',
    by: ['unit/wire/deadline.test.ts'],
  },
  {
    claim: 'a follower never asks without a pause, and ends with the console’s text',
    runner: 'plain',
    by: ['unit/jenkins/logs/senseless.test.ts'],
  },
  { claim: 'the store of logs keeps its limit while logs grow', runner: 'plain', by: ['unit/logs/logStore.test.ts'] },
  {
    claim: 'headers for crumbs, names of jobs and answers of portals do no harm',
    runner: 'plain',
    by: ['unit/jenkins/session/hostile.test.ts'],
  },
  {
    claim: 'a configuration that is not well formed is found before it is sent',
    runner: 'plain',
    by: ['unit/jenkins/jobs/xmlProblem.test.ts'],
  },
  {
    claim: 'a file is downloaded whole, of a single version, over no link and no login page',
    runner: 'plain',
    by: ['unit/jenkins/artifacts/partFiles.test.ts', 'unit/jira/issues/downloadAttachment.test.ts'],
  },
  {
    claim: 'links of logs stay in the workspace and its mappings',
    runner: 'plain',
    by: ['unit/logs/links.test.ts', 'unit/base/liesIn.test.ts'],
  },
  {
    claim: 'repeated lines are joined where they belong, at 1.05 times the bytes that are sent, by every generation',
    runner: 'plain',
    by: ['unit/jenkins/logs/repeatedLines.test.ts', 'unit/jenkins/logs/unfinishedLines.test.ts'],
  },
  {
    claim: 'a log whose number names another build begins anew, and is told',
    runner: 'plain',
    by: ['unit/jenkins/logs/reusedNumber.test.ts'],
  },
];
