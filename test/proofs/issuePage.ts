import type { Claim } from './proof.ts';

/** That the page of an issue is a place to work. */
export const issuePage: readonly Claim[] = [
  {
    claim:
      'own work logs are edited and deleted, on Cloud and Data Center; what is not changed stays, what is typed too',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/pageLists.test.ts', 'unit/jira/issues/work.test.ts'],
  },
  {
    claim: 'lists have their true totals and come in whole; the issues of an epic and older comments a part at a time',
    runner: 'plain',
    by: [
      'unit/workbench/jira/issues/longLists.test.ts',
      'unit/workbench/jira/issues/pageLists.test.ts',
      'unit/jira/issues/issueLists.test.ts',
    ],
  },
  {
    claim: 'a clone has the values of every kind of field, and is linked to its source',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/cloneIssue.test.ts'],
  },
  {
    claim: 'times are hours and minutes, sprints have their names, and unknown fields can be read',
    runner: 'plain',
    by: ['unit/jira/issues/boardFields.test.ts', 'unit/jira/fields/fields.test.ts', 'cases/jira/issues.test.ts'],
  },
  { claim: 'faults on the wire double no work log, and lose none', runner: 'plain', by: ['faults/faults.test.ts'] },
  {
    claim: 'pages draw what changed, say why they cannot, and never take a remote address',
    runner: 'plain',
    by: ['unit/workbench/problemPages.test.ts'],
  },
  {
    claim: 'the page opens once, clones and links in the extension host, on Cloud and Data Center',
    runner: 'host',
    by: ['the page of an issue in the editor'],
  },
  {
    claim:
      'fields, status and people are changed where they stand; lists and pictures are shown: seen in the workbench',
    runner: 'ui',
    by: ['ui/issues.test.ts', 'ui/issueFields.test.ts'],
  },
  {
    claim:
      'a comment is written on the page, with mentions, preview, audience and pictures, over a reload and a refusal: ' +
      'seen in the workbench, on Cloud and Data Center',
    runner: 'ui',
    by: ['ui/issuePage.test.ts'],
  },
  {
    claim:
      'a picture is pasted into an editor, work is edited, an issue cloned: seen in the workbench, on Cloud and Data ' +
      'Center; axe finds nothing in four themes and at 200 %, on Cloud',
    runner: 'ui',
    by: ['ui/issueTexts.test.ts'],
  },
];
