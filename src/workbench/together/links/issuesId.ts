/** End of the ids of the lines of issues below builds. */
export const issuesId = '/:issues';
