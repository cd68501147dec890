/** Refusal of git, in git's own words. */
export class GitError extends Error {}
