import type { BuildFacts } from '../../../jenkins/builds/buildFacts.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { DetailedBuild } from '../details/detailDeps.ts';

/** Functions of the tree that nodes are made for. */
export interface Drawing {
  readonly refreshNode: (id: string) => void;
  readonly redrawNode: (id: string) => void;
}

/** Issues that a build names, provided by another feature. */
export interface BuildIssues {
  /** Makes the lines below a build; none where it names no issue. */
  nodes(build: DetailedBuild, named: NamedBy, drawing: Drawing): Promise<TreeNode[]>;
}

/** Texts of a build that can name issues, besides its job. */
export type NamedBy = Pick<BuildFacts, 'description' | 'messages' | 'parameters' | 'causes'> & {
  readonly displayName: string;
};
