import type { Level } from '../../../jenkins/index.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobKey } from '../jobs/jobRef.ts';
import type { TestNodeDeps } from '../tests/testNodes.ts';
import type { JobFilter } from './jobFilter.ts';

/** All jobs of a connection that a filter lets through. */
export interface Filtered {
  readonly filter: JobFilter;
  readonly nodes: readonly TreeNode[];
  readonly readAt: number;
  /** How many requests that took. */
  readonly requests: number;
}

export interface JobPlacement {
  /** The id of what the line stands in: a connection, a view, the pinned jobs. */
  readonly scope: string;
  /** Whether the whole path is shown, since the line stands apart from its folder. */
  readonly apart?: boolean;
  /** Whether its builds are shown from the beginning. */
  readonly open?: boolean;
}

/** The place that a level of lines belongs to. */
export interface LevelOwner {
  readonly id: string;
  readonly connection: JenkinsConnection;
  /** Full name of the folder whose views stand here. */
  readonly folder: string;
  readonly view: readonly string[];
  readonly placement: JobPlacement;
}

/** What the nodes of the Jenkins tree ask for. */
export interface JobNodeDeps extends TestNodeDeps {
  /** The lines of a level. Handed in, since folders stand among them and have levels themselves. */
  readonly linesOf: (owner: LevelOwner, level: Level, deps: JobNodeDeps) => TreeNode[];
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
  /** What the filter let through when all jobs of a connection were last read, by the connection's id. */
  readonly filtered: Map<string, Filtered>;
  /** The lines of pinned jobs by {@link jobNodeId}, and when each was read. */
  readonly pinnedLines: Map<string, { readonly line: TreeNode; readonly readAt: number }>;
}

/** The id of a job's line in the tree of folders; a pinned job and the jobs of a view have lines of their own as well. */
export function jobNodeId(key: JobKey): string {
  return `${key.connection}/${key.job}`;
}
