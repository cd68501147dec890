import { readBuildFacts } from '../../../jenkins/builds/buildFacts.ts';
import type { LoadOptions, TreeNode } from '../../shell/trees/treeNode.ts';
import { artifactNodes } from '../artifacts/artifactNodes.ts';
import type { DetailedBuild, DetailNodeDeps } from '../details/detailDeps.ts';
import { detailNodes } from '../details/detailNodes.ts';
import { type Run, type StageNodeDeps, StagesNode } from '../pipelines/stageNodes.ts';
import { type TestNodeDeps, testNodes } from '../tests/testNodes.ts';
import type { BuildIssues, Drawing } from './buildIssues.ts';
import { type BuildLine, PartRunsNode } from './partNodes.ts';

export type BuildChildrenDeps = TestNodeDeps &
  StageNodeDeps &
  DetailNodeDeps &
  Drawing & { readonly buildIssues: BuildIssues };

/**
 * Reads the lines below a build: stages or parts, issues, parameters, changes, causes, tests, artifacts; in one request. In the
 * background none is made for a run whose stages are polled and were as before.
 */
export async function buildChildren(
  build: DetailedBuild & Run & { readonly displayName: string },
  deps: BuildChildrenDeps,
  reading: LoadOptions,
  lineOf: BuildLine,
): Promise<TreeNode[]> {
  const { openRuns } = deps;
  const open = openRuns.get(build.id);
  if (reading.background && build.isRunning && open?.isUnchanged) {
    open.isUnchanged = false;
    return open.nodes;
  }
  const facts = await readBuildFacts(deps.sessions.jenkins(build.connection), build.job, build.number, reading);
  const nodes = [
    ...(facts.isPipeline ? [new StagesNode(build, deps, facts.restartable)] : []),
    ...(facts.parts ? [new PartRunsNode(build, facts.parts, deps, lineOf)] : []),
    ...(await deps.buildIssues.nodes(build, { ...facts, displayName: build.displayName }, deps)),
    ...detailNodes(build, facts, deps),
    ...testNodes(build, facts.tests, deps),
    ...artifactNodes(build, facts.artifacts),
  ];
  if (facts.isPipeline && build.isRunning) {
    openRuns.set(build.id, { nodes, stages: open?.stages, isUnchanged: false });
  } else {
    openRuns.delete(build.id);
  }
  return nodes;
}
