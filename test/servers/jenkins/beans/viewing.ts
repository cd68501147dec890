import { holds } from '../http/permissions.ts';
import { segmentOf, sortedItems } from '../state/items.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import { type Build, type Container, type Item, isJob } from '../state/model.ts';
import type { User } from '../state/users.ts';

/** Who looks, and by which path they came: both show in what is exported. */
export interface Viewing {
  state: JenkinsState;
  user: User | undefined;
  /** Items on the path of the request, with the path that led to them: their URLs are given back as asked for. */
  paths: Map<Item, string>;
}

export function canSee(viewing: Pick<Viewing, 'user'>, item: Item): boolean {
  if (!viewing.user || !holds(viewing.user.permissions, 'hudson.model.Item.Read')) return false;
  for (let at: Item | undefined = item; at; at = at.parent) if (at.hiddenFrom.has(viewing.user.id)) return false;
  return true;
}

export function visibleItems(viewing: Viewing, container: Container): Item[] {
  return sortedItems(container).filter(item => canSee(viewing, item));
}

export function pathOf(viewing: Viewing, item: Item): string {
  const asked = viewing.paths.get(item);
  if (asked !== undefined) return asked;
  if (item.kind === 'root' || !item.parent) return '';
  const around = (isJob(item) && item.matrix) || item.parent;
  return `${pathOf(viewing, around)}${segmentOf(item)}`;
}

export function itemUrl(viewing: Viewing, item: Item): string {
  return `${viewing.state.rootUrl}${pathOf(viewing, item)}`;
}

export function buildUrl(viewing: Viewing, build: Build): string {
  return `${itemUrl(viewing, build.job)}${build.number}/`;
}

const classes = {
  root: 'hudson.model.Hudson',
  folder: 'com.cloudbees.hudson.plugins.folder.Folder',
  organization: 'jenkins.branch.OrganizationFolder',
  multibranch: 'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
  freestyle: 'hudson.model.FreeStyleProject',
  pipeline: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
  matrix: 'hudson.matrix.MatrixProject',
  cell: 'hudson.matrix.MatrixConfiguration',
  maven: 'hudson.maven.MavenModuleSet',
  module: 'hudson.maven.MavenModule',
};

const buildClasses = {
  freestyle: 'hudson.model.FreeStyleBuild',
  pipeline: 'org.jenkinsci.plugins.workflow.job.WorkflowRun',
  matrix: 'hudson.matrix.MatrixBuild',
  cell: 'hudson.matrix.MatrixRun',
  maven: 'hudson.maven.MavenModuleSetBuild',
  module: 'hudson.maven.MavenBuild',
};

export const itemClass = (item: Item) => classes[item.kind];

export const buildClass = ({ job }: Build) => buildClasses[job.kind];
