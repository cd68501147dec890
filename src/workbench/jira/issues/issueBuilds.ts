import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { IssueRef } from './issueRef.ts';

/** Line of an issue. */
export interface IssueLine extends IssueRef {
  readonly id: string;
}

/** Builds of an issue, provided by another feature: pages, tooltips and lines of issues show them. */
export interface IssueBuilds {
  /** Section of the issue's page as HTML, each text escaped; empty where no build is known. */
  section(issue: IssueRef, signal: AbortSignal): Promise<string>;
  /** Lines in the issue's tooltip. */
  lines(issue: IssueRef, signal: AbortSignal): Promise<readonly string[]>;
  /** Makes the lines below an issue; none without a Jenkins. */
  nodes(issue: IssueLine, drawing: BuildDrawing): TreeNode[];
  /**
   * Runs the command of a button of the section.
   * @returns whether it is such a command
   */
  run(command: string, argument: string | undefined): Promise<boolean>;
}

/** Functions of the tree that lines are made for. */
export interface BuildDrawing {
  readonly refreshNode: (id: string) => void;
  readonly redrawNode: (id: string) => void;
}
