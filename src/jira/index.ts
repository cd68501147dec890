/**
 * The Jira client, for Cloud and for Server and Data Center. Every function takes a {@link JiraSession} (one user on one
 * Jira) and issue keys. Times are ISO texts as Jira sends them. Failures are the RequestErrors of `../http`. The API is
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/ and version 2 of it on Data Center. Documents are in
 * `documents/`, a face of their own.
 *
 * Must know neither Jenkins nor VS Code, no disk, and no words for people. Takes and follows no URL that a server
 * reported.
 *
 * Read first: `session/session.ts` (every request), `issues/issues.ts` (an issue out of an answer),
 * `comments/changeComments.ts` (a write with its trace).
 */
export { addComment, deleteComment, updateComment } from './comments/changeComments.ts';
export {
  type Comment,
  type CommentPage,
  listComments,
  type NewComment,
  readComment,
  type Visibility,
} from './comments/comments.ts';
export type { JiraBody } from './documents/editable.ts';
export { parseEstimate } from './fields/estimates.ts';
export type { FieldChange } from './fields/fieldChange.ts';
export { type AllowedValue, FieldKind, type FieldMeta, parseFields } from './fields/fields.ts';
export {
  encodeChange,
  encodeField,
  type FieldInput,
  FieldProblem,
  FieldValueError,
  localTime,
} from './fields/fieldValues.ts';
export { addAttachment, downloadAttachment, openAttachment } from './issues/attachments.ts';
export { boardFieldsOf } from './issues/boardFields.ts';
export { assignIssue, editIssue, voteForIssue, watchIssue } from './issues/changeIssue.ts';
export {
  createIssue,
  type IssueType,
  listIssueTypes,
  readCreateFields,
} from './issues/createIssue.ts';
export {
  type Attention,
  listLabels,
  parseAttention,
  readEditableFields,
  readFieldValues,
} from './issues/issueActions.ts';
export {
  type Attachment,
  fieldText,
  type IssueBrief,
  type IssueDetails,
  type IssueLink,
  type OtherField,
  readIssueDetails,
} from './issues/issueDetails.ts';
export { type FoundKey, findIssueKeys, keysInBranch } from './issues/issueKeys.ts';
export {
  type IssueLinkType,
  linkIssues,
  listLinkTypes,
  listWebLinks,
  removeWebLink,
  unlinkIssues,
  type WebLink,
} from './issues/issueLinks.ts';
export { type HistoryEntry, listHistory, listWorklogs, type Worklog } from './issues/issueLists.ts';
export { type Issue, readIssue, StatusCategory } from './issues/issues.ts';
export { listProjects, type Project } from './issues/projects.ts';
export { type RemoteLink, readRemoteLink, setRemoteLink } from './issues/remoteLinks.ts';
export { type IssuePage, type SearchCursor, type SearchOptions, searchIssues } from './issues/search.ts';
export { listSprints, maxMoved, moveToSprint, type Sprint } from './issues/sprints.ts';
export { listTransitions, type Transition, takeTransition } from './issues/transitions.ts';
export { deleteWorklog, logWork, type NewWorklog, readWorklog, updateWorklog } from './issues/worklogs.ts';
export { type JqlContext, JqlExpectation, jqlContextAt } from './jql/context.ts';
export { placeOfJqlProblem } from './jql/problemPlace.ts';
export {
  checkJql,
  countIssues,
  type Filter,
  type JqlName,
  type JqlWords,
  listFavoriteFilters,
  readJqlWords,
  suggestJqlValues,
} from './jql/queries.ts';
export {
  findAssignable,
  findGroups,
  findPeople,
  type Person,
  parsePerson,
  personValue,
  readNames,
  readRoles,
} from './people/people.ts';
export { baseOfJiraPage } from './session/baseOfPage.ts';
export { type JiraCredentials, JiraLogin } from './session/credentials.ts';
export { JiraFlavor } from './session/flavor.ts';
export { sendGiven } from './session/givenRequest.ts';
export { jiraLogin } from './session/login.ts';
export { JiraSession, type ReadOptions } from './session/session.ts';
export { identifyJira, type JiraServer, type JiraUser, probeJira, readMyself, verifyJira } from './session/verify.ts';
