/** Issue key in a text. */
export interface FoundKey {
  readonly key: string;
  readonly project: string;
  /** First character; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

// A key is separated from letters and digits; parts of longer names are no keys: FOO-PAY-1, PAY-1-2, PAY-1a.
const pattern = /(?<![\p{L}\p{N}_-])([A-Z][A-Z0-9_]+)-([1-9]\d{0,9})(?![\p{L}\p{N}_]|-\d)/gu;

/**
 * Finds the keys of issues in a text, of existing projects: `UTF-8` and `SHA-256` have the same shape and are no keys.
 * @param isProject whether there is a project of that key
 */
export function findIssueKeys(text: string, isProject: (project: string) => boolean): FoundKey[] {
  return [...text.matchAll(pattern)].flatMap(match => {
    const [key, project = ''] = match;
    return isProject(project) ? [{ key, project, start: match.index, end: match.index + key.length }] : [];
  });
}

/** Finds the keys in the name of a branch, which may be in lower case there. */
export function keysInBranch(branch: string, isProject: (project: string) => boolean): string[] {
  const found = branch.toUpperCase().matchAll(/(?<![A-Z0-9])([A-Z][A-Z0-9_]+)-([1-9]\d{0,9})(?![A-Z0-9])/g);
  return [...found].flatMap(([, name = '', number]) => {
    // `fix_pay-1`: an underscore separates words here as often as it belongs to a key.
    const parts = name.split('_');
    const project = parts.map((_, at) => parts.slice(at).join('_')).find(isProject);
    return project === undefined ? [] : [`${project}-${number}`];
  });
}
