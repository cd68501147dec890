import type { Claim } from './proof.ts';

/** That what real servers send is understood, and does no harm. */
export const servers: readonly Claim[] = [
  {
    claim: 'every recorded refusal is read as what it is, in HTML, JSON and plain text',
    runner: 'plain',
    by: ['unit/jenkins/session/recordedErrors.test.ts', 'unit/http/reason.test.ts'],
  },
  {
    claim: 'the demo Jenkins refuses as the recorded one does',
    runner: 'plain',
    by: ['servers/conformance/jenkinsRecordings.test.ts'],
  },
  { claim: 'a password connection is made', runner: 'plain', by: ['unit/jenkins/session/verify.test.ts'] },
  {
    claim: 'texts of servers are neither links nor icons',
    runner: 'plain',
    by: ['unit/base/othersTexts.test.ts'],
  },
  {
    claim: 'no place shows such a text past the module for it',
    runner: 'plain',
    by: ['unit/workbench/othersTexts.test.ts'],
  },
  {
    claim: 'a build’s name with a command link is shown as text, and a click on it does nothing',
    runner: 'ui',
    by: ['ui/builds.test.ts'],
  },
  {
    claim: 'a text of Cloud in which all has an id is edited in one word',
    runner: 'plain',
    by: ['unit/jira/documents/localIds.test.ts'],
  },
  {
    claim: 'the same in the editor, against a demo Jira',
    runner: 'ui',
    by: ['ui/issueFields.test.ts'],
  },
  { claim: 'a double click does its work once', runner: 'host', by: ['a double click'] },
  {
    claim: 'a log that stops inside a line is told once and without its notes',
    runner: 'plain',
    by: ['unit/jenkins/logs/unfinishedLines.test.ts'],
  },
];
