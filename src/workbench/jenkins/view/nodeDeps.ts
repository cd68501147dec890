import type { Level } from '../../../jenkins/index.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { DetailNodeDeps } from '../details/detailDeps.ts';
import type { JobKey } from '../jobs/jobRef.ts';
import type { JobResults } from '../jobs/jobResults.ts';
import type { StageNodeDeps } from '../pipelines/stageNodes.ts';
import type { TestNodeDeps } from '../tests/testNodes.ts';
import type { BuildIssues, Drawing } from './buildIssues.ts';
import type { JobFilter } from './jobFilter.ts';
import type { JobNodeState } from './jobNodeState.ts';

export interface JobPlacement {
  /** Id of the node around the job: a connection, a view, the pinned jobs. */
  readonly scope: string;
  /** Shows the whole path, since the node is not in its folder. */
  readonly apart?: boolean;
  /** Shows the builds from the beginning. */
  readonly open?: boolean;
}

/** Node that shows a level of jobs. */
export interface LevelOwner {
  readonly id: string;
  readonly connection: JenkinsConnection;
  /** Full name of the folder whose views are shown. */
  readonly folder: string;
  readonly view: readonly string[];
  readonly placement: JobPlacement;
}

/** Dependencies of the nodes of the Jenkins tree. */
export interface JobNodeDeps extends TestNodeDeps, StageNodeDeps, DetailNodeDeps, Drawing {
  readonly buildIssues: BuildIssues;
  readonly state: JobNodeState;
  readonly drafts: Pick<Drafts, 'markAt'>;
  /** Makes the nodes of a level. A dependency, since folders are among them and have levels themselves. */
  readonly linesOf: (owner: LevelOwner, level: Level, deps: JobNodeDeps) => TreeNode[];
  readonly jobResults: Pick<JobResults, 'take'>;
  readonly isOnStatusBar: (job: JobKey) => boolean;
  readonly isWatched: (job: JobKey) => boolean;
  /** Whether its builds are reported by themselves. */
  readonly isReported: (job: JobKey) => boolean;
  readonly isPinned: (job: JobKey) => boolean;
  /** Pinned jobs of a connection, in the person's order. */
  readonly pinned: (connection: JenkinsConnection) => readonly JobKey[];
  /** Filter of the view; undefined for all jobs. */
  readonly filter: () => JobFilter | undefined;
  readonly requestsPerMinute: (connection: JenkinsConnection) => number;
}

/** Id of a job's node in the tree of folders; it has further nodes among the pinned jobs and in views. */
export function jobNodeId(key: JobKey): string {
  return `${key.connection}/${key.job}`;
}
