/** Commands of this feature, without their common prefix. */
export const issueCommandNames = [
  'openIssue',
  'goToIssue',
  'changeStatus',
  'assignIssue',
  'editLabels',
  'moveToSprint',
  'editField',
  'logWork',
  'watchIssue',
  'unwatchIssue',
  'voteForIssue',
  'unvoteIssue',
  'attachFile',
  'createIssue',
  'createSubtask',
  'createIssueFromSelection',
  'groupIssues',
  'copyIssueAs',
  'copyKey',
  'keepName',
] as const;
export type IssueCommand = (typeof issueCommandNames)[number];
