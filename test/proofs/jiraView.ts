import type { Claim } from './proof.ts';

/** That the Jira view is a board of work: lines, groups, queries, several issues at once, sprints and dragging. */
export const jiraView: readonly Claim[] = [
  {
    claim: 'issues of all sites are found as one types, the recent ones first; a slow site holds up no other',
    runner: 'plain',
    by: ['unit/jira/issues/findIssues.test.ts', 'unit/workbench/jira/issues/goToIssue.test.ts'],
  },
  {
    claim:
      'lines tell type, priority and assignee by icon and word; groups by sprint, project, type and epic, and child issues cost one request each',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/issueLines.test.ts', 'unit/jira/issues/boardFields.test.ts'],
  },
  {
    claim: 'ready queries ask nothing before they are opened; a badge costs one count, on Cloud and Data Center',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/queryBadge.test.ts'],
  },
  {
    claim: 'several issues get status, assignee, labels and sprint; their requests are counted, refused ones are named',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/severalIssues.test.ts'],
  },
  {
    claim: 'all boards and sprints are found; a board without sprints breaks nothing; a move is one request',
    runner: 'plain',
    by: ['unit/jira/issues/sprints.test.ts'],
  },
  {
    claim: 'a dragged issue is a link, a dropped file an attachment once confirmed, a TODO comment an issue',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/dragging.test.ts'],
  },
  {
    claim:
      'fields that only Jira can fill in are named, required ones before the first question; its page is filled in as far as known',
    runner: 'plain',
    by: ['unit/workbench/jira/issues/requiredFields.test.ts', 'unit/jira/issues/creationPage.test.ts'],
  },
  {
    claim: 'what a new issue needs is read of a Server before 8.4, too; a transition that wants a comment asks for it',
    runner: 'plain',
    by: ['unit/jira/issues/oldCreateMeta.test.ts', 'unit/workbench/jira/issues/transitionComment.test.ts'],
  },
  {
    claim: 'JQL completion knows conditions on the past and what may stand behind them',
    runner: 'plain',
    by: ['unit/jira/jql/context.test.ts'],
  },
  {
    claim: 'several issues are copied, moved and assigned in the extension host, on Cloud and Data Center',
    runner: 'host',
    by: ['several issues of the Jira view'],
  },
  {
    claim:
      'selecting, changing, dragging, dropped files and an issue of a comment: seen in the workbench, on Data Center',
    runner: 'ui',
    by: ['ui/jiraView.test.ts'],
  },
  {
    claim: 'looking for an issue over two sites: seen in the workbench, on Cloud',
    runner: 'ui',
    by: ['ui/findIssues.test.ts'],
  },
];
