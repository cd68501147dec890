/** Kind of issues that are dragged out of the Jira view. */
export const issueMime = 'application/vnd.code.tree.jenkinsjira.jira';
