import type { ChangeEntry } from './heads.ts';
import type { Build, Job } from './model.ts';

/** Hash of the newest of commits. */
export function newest(commits: readonly ChangeEntry[]): string {
  return commits.at(-1)?.commitId ?? '';
}

/** What a new build of a branch checks out: its newest commit, and those since the build before it. */
export function checkedOut({ branch, builds }: Job): Pick<Build, 'revision' | 'changes'> | undefined {
  const commits = branch?.commits;
  if (!commits) return undefined;
  const before = builds[0]?.revision;
  const at = commits.findIndex(({ commitId }) => commitId === before);
  return { revision: newest(commits), changes: at < 0 ? [] : commits.slice(at + 1) };
}
