import type { WaitingBuild } from '../../../jenkins/pipelines/waitingBuilds.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { ScanFailures } from '../details/scanNode.ts';
import { TestNodeState } from '../tests/testNodeState.ts';
import type { JobFilter } from './jobFilter.ts';

/** All jobs of a connection that a filter admits. */
export interface Filtered {
  readonly filter: JobFilter;
  readonly nodes: readonly TreeNode[];
  readonly readAt: number;
  /** Number of requests of the reading. */
  readonly requests: number;
}

/** Builds of a connection that wait for input, or the failure of reading them. */
interface Waiting {
  readonly builds: readonly WaitingBuild[] | undefined;
  readonly problem: unknown;
  readonly readAt: number;
}

interface PinnedLine {
  readonly line: TreeNode;
  readonly readAt: number;
}

/** State of the nodes of Jenkins, which outlives them. All views share it. */
export class JobNodeState extends TestNodeState {
  /** Number of builds to show, by job node, where a person asked for more than usual. */
  readonly shownBuilds = new Map<string, number>();
  /** Last reading for a filter, by connection. */
  readonly filtered = new Map<string, Filtered>();
  /** Last reading of the builds that wait, by connection. */
  readonly waiting = new Map<string, Waiting>();
  /** Nodes of pinned jobs, by `jobNodeId`. */
  readonly pinnedLines = new Map<string, PinnedLine>();
  readonly scanFailures: ScanFailures = new Map();
}
