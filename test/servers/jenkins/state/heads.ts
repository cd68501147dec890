export interface ChangeEntry {
  commitId: string;
  author: string;
  message: string;
  timestamp: number;
  /** As git quotes them. */
  paths: string[];
  /** Those of the paths that it added; the others it changed. */
  added?: readonly string[];
}

/** What a branch job knows about the head that it builds. */
export interface BranchHead {
  /** As the SCM names it, not encoded. */
  name: string;
  isTag?: boolean;
  /** The repository's main branch. */
  isPrimary?: boolean;
  /** Of a Git repository: commits of the branch, the oldest first. */
  commits?: readonly ChangeEntry[];
  /** Commit for which a scan started a build last. */
  scheduled?: string;
  changeRequest?: { title: string; url: string; author: string; authorName: string; authorEmail: string };
}

/** Branch or tag of a Git repository. */
export interface GitHead extends BranchHead {
  commits: readonly ChangeEntry[];
  hasJenkinsfile: boolean;
}
