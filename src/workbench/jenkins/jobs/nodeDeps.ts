import type { JenkinsConnection } from '../../connections/connection.ts';
import type { Sessions } from '../../connections/sessions.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobFilter } from './jobFilter.ts';
import type { JobKey } from './jobRef.ts';

/** All jobs of a connection that a filter lets through. */
export interface Filtered {
  readonly filter: JobFilter;
  readonly nodes: readonly TreeNode[];
  readonly readAt: number;
  /** How many requests that took. */
  readonly requests: number;
}

/** What the nodes of the Jenkins tree ask for. */
export interface JobNodeDeps {
  readonly sessions: Sessions;
  readonly isOnStatusBar: (job: JobKey) => boolean;
  readonly isWatched: (job: JobKey) => boolean;
  readonly isPinned: (job: JobKey) => boolean;
  /** The pinned jobs of a connection, in the person's order. */
  readonly pinned: (connection: JenkinsConnection) => readonly JobKey[];
  /** What the person wants to see; undefined for everything. */
  readonly filter: () => JobFilter | undefined;
  readonly requestsPerMinute: (connection: JenkinsConnection) => number;
  /** How many builds are shown below a job's line, where the person asked for more than usual. */
  readonly shownBuilds: Map<string, number>;
  /** How many failed tests are shown below a build's tests, where the person asked for more than usual. */
  readonly shownTests: Map<string, number>;
  /** How many of those that failed did not fail before, by the lines of tests; known once they were listed. */
  readonly newFailures: Map<string, number>;
  /** What the filter let through when all jobs of a connection were last read, by the connection's id. */
  readonly filtered: Map<string, Filtered>;
  /** The lines of pinned jobs by {@link jobNodeId}, and when each was read. */
  readonly pinnedLines: Map<string, { readonly line: TreeNode; readonly readAt: number }>;
  /** Reads and draws a line and what is below it. */
  readonly refreshNode: (id: string) => void;
  /** Draws a line alone. */
  readonly redrawNode: (id: string) => void;
}

/** The id of a job's line in the tree of folders; a pinned job and the jobs of a view have lines of their own as well. */
export function jobNodeId(key: JobKey): string {
  return `${key.connection}/${key.job}`;
}
