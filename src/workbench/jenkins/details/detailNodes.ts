import type { BuildFacts } from '../../../jenkins/builds/buildFacts.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import { CausesNode } from './causeNodes.ts';
import { ChangesNode } from './changeNodes.ts';
import type { DetailedBuild, DetailNodeDeps } from './detailDeps.ts';
import { ParametersNode } from './parameterNodes.ts';

/** Lines of a build's parameters, causes and changes, as far as it has them. */
export function detailNodes(build: DetailedBuild, facts: BuildFacts, deps: DetailNodeDeps): TreeNode[] {
  return [
    ...(facts.parameters.length > 0 ? [new ParametersNode(build.id, facts.parameters)] : []),
    ...(facts.messages.length > 0 ? [new ChangesNode(build, facts.messages.length, deps)] : []),
    ...(facts.causes.length > 0 ? [new CausesNode(build, facts, deps)] : []),
  ];
}
