import type { Claim } from './proof.ts';

/** That a build is told to its issues once, and that both are found from each other. */
export const together: readonly Claim[] = [
  {
    claim: 'the issues of a build are found where it names them, of projects that are there',
    runner: 'plain',
    by: ['unit/reporting/issuesOfBuild.test.ts', 'unit/reporting/reportText.test.ts'],
  },
  {
    claim: 'a report is one comment: another changes it, on Cloud and Data Center, and touches no other comment',
    runner: 'plain',
    by: ['unit/reporting/sendReport.test.ts'],
  },
  {
    claim: 'a link to the build is one, found again after a lost answer, on Cloud and Data Center',
    runner: 'plain',
    by: ['unit/reporting/linkBuild.test.ts'],
  },
  {
    claim: 'a field that a report changes is written once, and a refusal leaves it',
    runner: 'plain',
    by: ['unit/reporting/changeFields.test.ts'],
  },
  {
    claim: 'a transition that a report takes is taken once, with all that it demands, and found again',
    runner: 'plain',
    by: ['unit/reporting/takeStep.test.ts'],
  },
  {
    claim: 'a part that is refused is told, and sending again writes the rest alone, on Cloud and Data Center',
    runner: 'plain',
    by: ['unit/workbench/together/reporting/reportSender.test.ts'],
  },
  {
    claim:
      'a field gets the value of the result by the setting; a value that is not allowed is told with those that are',
    runner: 'plain',
    by: [
      'unit/workbench/together/reporting/fieldsOfResult.test.ts',
      'unit/workbench/together/reporting/reportSender.test.ts',
    ],
  },
  { claim: 'faults on the wire double no report', runner: 'plain', by: ['faults/faults.test.ts'] },
  {
    claim: 'what Jira does not take waits in its order, and a site that is away keeps no other waiting',
    runner: 'plain',
    by: ['unit/reporting/outbox/outbox.test.ts'],
  },
  {
    claim: 'over faults, restarts and two windows: one comment a report at most, and what was told is there',
    runner: 'plain',
    by: ['unit/reporting/outbox/schedules.test.ts'],
  },
  {
    claim: 'what waits stands in each window with its reason, and is sent once, edited or dropped',
    runner: 'plain',
    by: ['unit/workbench/together/reporting/reportOutbox.test.ts'],
  },
  {
    claim: 'the site of a build is the one that is named for its Jenkins or its folder, or the only one',
    runner: 'plain',
    by: ['unit/workbench/together/links/sitesOfBuild.test.ts'],
  },
  {
    claim:
      'a build is reported by itself only where this account started it, once it can be read, over no other report',
    runner: 'plain',
    by: [
      'unit/jenkins/builds/ownBuild.test.ts',
      'unit/workbench/together/reporting/reportByItself.test.ts',
      'unit/workbench/together/links/issuesToReport.test.ts',
    ],
  },
  {
    claim: 'projects that could not be read are told, and read again with the next report',
    runner: 'plain',
    by: ['unit/workbench/together/links/siteProjects.test.ts'],
  },
  {
    claim: 'the text of a report that waits is not lost to another draft; a line that is added before a text is told',
    runner: 'plain',
    by: [
      'unit/workbench/together/reporting/reportEditor.test.ts',
      'unit/workbench/together/reporting/reportLenses.test.ts',
    ],
  },
  {
    claim:
      'over both kinds of Jira: reported, reported again, waiting and sent in its order, a bug, a connection removed',
    runner: 'host',
    by: ['a build is told to its issue'],
  },
  {
    claim: 'no mails are sent where that is asked, by those who administer the project',
    runner: 'plain',
    by: ['unit/reporting/changeFields.test.ts', 'unit/workbench/together/reporting/quietFields.test.ts'],
  },
  {
    claim:
      'from Start Build to the field’s new value, on a Data Center below /jira with its own certificate; by itself and ' +
      'canceled; waiting in My Work over a restart: seen in the workbench',
    runner: 'ui',
    by: ['ui/together.test.ts'],
  },
  {
    claim: 'the builds that name an issue are found by one request a job, for all issues',
    runner: 'plain',
    by: ['unit/workbench/together/links/namedBuilds.test.ts'],
  },
  {
    claim: 'below a build stand its issues, and below an issue its builds: seen in the workbench',
    runner: 'ui',
    by: ['ui/details.test.ts'],
  },
  {
    claim: 'what is written is seen, edited and previewed before it is sent; a bug is made of a failed test',
    runner: 'ui',
    by: ['ui/report.test.ts'],
  },
  {
    claim: 'the address of a page opens its job, build, stage or issue',
    runner: 'plain',
    by: ['unit/jenkins/jobs/placeOfAddress.test.ts', 'unit/jira/issues/keyOfAddress.test.ts'],
  },
  {
    claim: 'the message of a commit begins with the issue of the branch, and keeps what was typed',
    runner: 'ui',
    by: ['ui/startWork.test.ts'],
  },
];
