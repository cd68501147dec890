/**
 * The Jira client, for Cloud and for Server and Data Center. Everything takes a {@link JiraSession} (one user on one
 * Jira) and issue keys; nothing takes or follows a URL that a server reported. Failures are the RequestErrors of
 * `../http`.
 */
export { addCommentSurely, type CommentOptions, type CommentOutcome } from './addCommentSurely.ts';
export { baseOfJiraPage } from './baseOfPage.ts';
export { addComment, type Comment, type CommentPage, listComments } from './comments.ts';
export { type Issue, readIssue, StatusCategory } from './issues.ts';
export { type IssuePage, type SearchCursor, searchIssues } from './search.ts';
export { type JiraCredentials, JiraFlavor, JiraLogin, JiraSession, type ReadOptions } from './session.ts';
export { type JiraServer, type JiraUser, probeJira, readMyself, verifyJira } from './verify.ts';
