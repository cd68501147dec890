import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { buildPresentation, describeBuild } from '../../jenkins/jobs/jobWords.ts';
import { BuildNode } from '../../jenkins/view/buildNode.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { NamedBuild } from './namedBuilds.ts';
import { sitesOfJob } from './sitesOfBuild.ts';

const { t } = vscode.l10n;

/** Builds to show below an issue. */
const most = 20;

/** Leaves out builds whose issues are those of another site. */
export function ofSite(store: ConnectionStore, issue: IssueRef, found: readonly NamedBuild[]): NamedBuild[] {
  return found.filter(build => sitesOfJob(store, build).some(({ id }) => id === issue.connection.id));
}

/** Lines of the builds of an issue. */
export function buildLines(id: string, found: readonly NamedBuild[], nodes: JobNodeDeps): TreeNode[] {
  if (found.length === 0) return [new MessageNode(id, t('No build that names it was found'))];
  const rest = found.length - most;
  const more = rest > 0 ? [new MessageNode(id, t('And {0} more', rest))] : [];
  return [...found.slice(0, most).map(each => lineOf(id, each, nodes)), ...more];
}

function lineOf(id: string, { connection, job, build }: NamedBuild, nodes: JobNodeDeps): TreeNode {
  const ref = { connection, job, id: `${id}/${connection.id}/${job}` };
  const label = `${readableName(job)} ${build.displayName}`;
  const description = describeBuild(build, buildPresentation(build).words);
  return new BuildNode(ref, build, nodes, { label, description });
}

/** Tells which builds are looked through. */
export function searchedWords(): string {
  return t(
    'Builds whose branch, commits, name, description, parameters or causes name the issue: among the newest of jobs that you have pinned, watched, gone to or opened, and of the issue’s branches.',
  );
}
