import * as vscode from 'vscode';
import { HeadKind, type Job, JobKind } from '../../../jenkins/jobs/jobs.ts';
import type { Level } from '../../../jenkins/jobs/levels.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import { FolderNode, ViewNode, ViewsNode } from './folderNodes.ts';
import { groupByPrefix, type PrefixGroup } from './groupByPrefix.ts';
import { GroupNode } from './groupNode.ts';
import { JobNode } from './jobNode.ts';
import type { JobNodeDeps, LevelOwner } from './nodeDeps.ts';

const { t } = vscode.l10n;

/** Nodes of a level: its views, its jobs and folders; in groups by prefix where there are many. */
export function levelNodes(owner: LevelOwner, { jobs, views }: Level, deps: JobNodeDeps): TreeNode[] {
  const shown = views.length > 0 ? [viewsNode(owner, views, deps)] : [];
  if (jobs.length === 0) {
    return [...shown, new MessageNode(owner.id, t('No jobs that you have permission to see'))];
  }
  const branches = jobs.filter(({ head }) => head !== HeadKind.pullRequest && head !== HeadKind.tag);
  const apart = [
    headGroup(owner, 'pull-requests', t('Pull Requests'), jobs, HeadKind.pullRequest, deps),
    headGroup(owner, 'tags', t('Tags'), jobs, HeadKind.tag, deps),
  ];
  return [...shown, ...jobLines(owner, branches, deps), ...apart.filter(group => group !== undefined)];
}

/** Nodes of jobs, in groups where there are many. */
export function jobLines(
  owner: Pick<LevelOwner, 'id' | 'connection' | 'placement'>,
  jobs: readonly Job[],
  deps: JobNodeDeps,
): TreeNode[] {
  const toNode = (part: Job | PrefixGroup<Job>): TreeNode => {
    if (!('prefix' in part)) return jobLine(owner, part, deps);
    return new GroupNode({
      id: `${owner.id}/:group:${part.prefix}`,
      label: `${part.prefix}…`,
      jobs: part.items,
      scope: owner.placement.scope,
      lines: () => groupByPrefix(part.items, nameOf, part.prefix).map(toNode),
    });
  };
  const nameOf = (job: Job) => (owner.placement.apart ? job.fullName : job.label);
  return groupByPrefix(jobs, nameOf).map(toNode);
}

function jobLine(
  { connection, placement }: Pick<LevelOwner, 'connection' | 'placement'>,
  job: Job,
  deps: JobNodeDeps,
): TreeNode {
  return job.kind === JobKind.job
    ? new JobNode(connection, job, placement, deps)
    : new FolderNode(connection, job, placement, deps);
}

function viewsNode(owner: LevelOwner, views: readonly string[], deps: JobNodeDeps): TreeNode {
  const nodes = views.map(
    name => new ViewNode(owner.connection, { folder: owner.folder, view: [...owner.view, name] }, deps),
  );
  return new ViewsNode(owner.id, nodes);
}

function headGroup(
  owner: LevelOwner,
  word: string,
  label: string,
  jobs: readonly Job[],
  head: HeadKind,
  deps: JobNodeDeps,
): TreeNode | undefined {
  const members = jobs.filter(job => job.head === head);
  if (members.length === 0) return undefined;
  const id = `${owner.id}/:${word}`;
  return new GroupNode({
    id,
    label,
    icon: head === HeadKind.tag ? 'tag' : 'git-pull-request',
    jobs: members,
    scope: owner.placement.scope,
    lines: () => jobLines({ ...owner, id }, members, deps),
  });
}
