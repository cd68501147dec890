import { findIssueKeys, keysInBranch } from '../jira/issues/issueKeys.ts';

/** Place of a build that names issues. */
export const KeyPlace = {
  branch: 'branch',
  commit: 'commit',
  name: 'name',
  description: 'description',
  parameter: 'parameter',
  cause: 'cause',
} as const;
export type KeyPlace = (typeof KeyPlace)[keyof typeof KeyPlace];

/** Texts of a build that can name issues. */
export interface BuildTexts {
  /** Full name of the job, branch names decoded; its last part is the branch. */
  readonly job: string;
  /** Messages of the commits that are new since the last good build. */
  readonly commits: readonly string[];
  readonly displayName: string;
  readonly description: string;
  /** Values of its parameters; branches, too. */
  readonly parameters: readonly string[];
  /** Causes, in Jenkins' sentences. */
  readonly causes: readonly string[];
}

/** Issue that a build names. */
export interface NamedIssue {
  readonly key: string;
  /** Places that name it, the surest first. */
  readonly places: readonly KeyPlace[];
  /** Number of the commits that name it. */
  readonly commits: number;
}

/**
 * Finds the issues that a build names, those of the surest places first.
 * @param isProject whether there is a project of that key
 */
export function issuesOfBuild(texts: BuildTexts, isProject: (project: string) => boolean): NamedIssue[] {
  const found = new Map<string, { readonly places: Set<KeyPlace>; commits: number }>();
  const take = (place: KeyPlace, keys: readonly string[]) => {
    for (const key of new Set(keys)) {
      const issue = found.get(key) ?? { places: new Set(), commits: 0 };
      issue.places.add(place);
      if (place === KeyPlace.commit) issue.commits += 1;
      found.set(key, issue);
    }
  };
  const inText = (text: string) => findIssueKeys(text, isProject).map(({ key }) => key);
  const inName = (name: string) => keysInBranch(name, isProject);
  // A branch can have slashes of its own.
  take(KeyPlace.branch, inName(texts.job));
  for (const commit of texts.commits) take(KeyPlace.commit, inText(commit));
  take(KeyPlace.name, inText(texts.displayName));
  take(KeyPlace.description, inText(texts.description));
  for (const value of texts.parameters) take(KeyPlace.parameter, isWord(value) ? inName(value) : inText(value));
  for (const cause of texts.causes) take(KeyPlace.cause, inText(cause));
  return [...found].map(([key, { places, commits }]) => ({ key, places: [...places], commits }));
}

/** Whether a value has no blanks, as the name of a branch. */
function isWord(value: string): boolean {
  return !/\s/.test(value);
}
