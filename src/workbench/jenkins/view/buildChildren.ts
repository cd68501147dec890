import { readBuildFacts } from '../../../jenkins/builds/buildFacts.ts';
import type { LoadOptions, TreeNode } from '../../shell/trees/treeNode.ts';
import { artifactNodes } from '../artifacts/artifactNodes.ts';
import type { DetailedBuild, DetailNodeDeps } from '../details/detailDeps.ts';
import { detailNodes } from '../details/detailNodes.ts';
import { type Run, type StageNodeDeps, StagesNode } from '../pipelines/stageNodes.ts';
import { type TestNodeDeps, testNodes } from '../tests/testNodes.ts';

export type BuildChildrenDeps = TestNodeDeps & StageNodeDeps & DetailNodeDeps;

/** Reads the lines below a build: stages, parameters, changes, causes, tests, artifacts; in one request. */
export async function buildChildren(
  build: DetailedBuild & Run,
  deps: BuildChildrenDeps,
  reading: LoadOptions,
): Promise<TreeNode[]> {
  const facts = await readBuildFacts(deps.sessions.jenkins(build.connection), build.job, build.number, reading);
  return [
    ...(facts.isPipeline ? [new StagesNode(build, deps, facts.restartable)] : []),
    ...detailNodes(build, facts, deps),
    ...testNodes(build, facts.tests, deps),
    ...artifactNodes(build, facts.artifacts),
  ];
}
