// Commits of builds, and what was checked out: recordings 1112 to 1123.
// https://plugins.jenkins.io/git/

import { type Bean, bean, type Exported, nothing } from '../http/exported.ts';
import type { BranchHead, ChangeEntry } from '../state/heads.ts';
import { javaSet } from '../state/javaSet.ts';
import type { Build } from '../state/model.ts';
import type { Viewing } from './viewing.ts';

const git = 'jenkins.plugins.git';

/** Class of a branch or tag, such as GitBranchSCMHead. */
const classOf = (branch: BranchHead, end: string) => `${git}.Git${branch.isTag ? 'Tag' : 'Branch'}SCM${end}`;

/** Which commit of its branch a build is of; only of branches whose commits are known. */
export function revisionActions({ job: { branch }, revision }: Build): Bean[] {
  if (!branch?.commits || revision === undefined) return [];
  const told = () =>
    bean(
      classOf(branch, 'Revision'),
      ['deterministic', 1, () => true],
      ['head', 1, () => headBean(branch)],
      ['hash', 1, () => revision],
    );
  return [bean('jenkins.scm.api.SCMRevisionAction', ['revision', 1, told])];
}

/** A branch as its job tells it. */
export function branchBean(branch: BranchHead): Bean {
  return bean(
    undefined,
    ['actions', 1, () => primaryActions(branch)],
    ['head', 1, () => headBean(branch)],
    ['properties', 1, () => []],
    ['scm', 1, () => bean('hudson.plugins.git.GitSCM')],
  );
}

export function primaryActions({ isPrimary }: BranchHead): Bean[] {
  return isPrimary ? [bean('jenkins.scm.api.metadata.PrimaryInstanceMetadataAction')] : [];
}

const headBean = (branch: BranchHead) => bean(classOf(branch, 'Head'));

/** What the Git plugin leaves on a build that has checked out. */
export function checkoutActions(build: Build): Bean[] {
  const repository = build.job.repository ?? build.job.parent.repository;
  if (repository === undefined) return [];
  const name =
    build.job.repository === undefined ? (build.job.branch?.name ?? build.job.name) : 'refs/remotes/origin/main';
  const commit = build.revision ?? '4f1c2d9e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e';
  const branch = () => bean(undefined, ['SHA1', 999, () => commit], ['name', 999, () => name]);
  const revision = () => bean(undefined, ['SHA1', 999, () => commit], ['branch', 999, () => [branch()]]);
  const built = bean(
    'hudson.plugins.git.util.Build',
    ['buildNumber', 999, () => build.number],
    ['buildResult', 999, () => null],
    ['marked', 999, revision],
    ['revision', 999, revision],
  );
  const byBranch: { [name: string]: Exported } = { [name]: built };
  const data = bean(
    'hudson.plugins.git.util.BuildData',
    ['buildsByBranchName', 2, () => byBranch],
    ['lastBuiltRevision', 2, revision],
    ['remoteUrls', 2, () => [repository]],
    ['scmName', 2, () => ''],
  );
  return [data, nothing()];
}

function editOf({ added = [] }: ChangeEntry, file: string): string {
  return added.includes(file) ? 'add' : 'edit';
}

function authorBean(viewing: Viewing, name: string): Bean {
  return bean(
    undefined,
    ['absoluteUrl', 999, () => `${viewing.state.rootUrl}user/${encodeURIComponent(name.toLowerCase())}`],
    ['fullName', 999, () => name],
  );
}

export function culprits(viewing: Viewing, build: Build): Bean[] {
  return [...new Set(build.changes.map(change => change.author))].map(name => authorBean(viewing, name));
}

export function changeSetBean(viewing: Viewing, build: Build): Bean {
  if (build.changes.length === 0) {
    return bean('hudson.scm.EmptyChangeLogSet', ['items', 999, () => []], ['kind', 999, () => null]);
  }
  const items = build.changes.map(change =>
    bean(
      'hudson.plugins.git.GitChangeSet',
      ['affectedPaths', 999, () => javaSet(change.paths)],
      ['commitId', 999, () => change.commitId],
      ['timestamp', 999, () => change.timestamp],
      ['author', 999, () => authorBean(viewing, change.author)],
      ['authorEmail', 999, () => `${change.author.toLowerCase().replaceAll(' ', '.')}@example.com`],
      ['comment', 999, () => `${change.message}\n`],
      ['date', 999, () => new Date(change.timestamp).toISOString().replace('T', ' ').replace(/\..*/, ' +0000')],
      ['id', 999, () => change.commitId],
      ['msg', 999, () => change.message.split('\n')[0] ?? ''],
      ['paths', 999, () => change.paths.map(file => ({ editType: editOf(change, file), file }))],
    ),
  );
  return bean('hudson.plugins.git.GitChangeSetList', ['items', 999, () => items], ['kind', 999, () => 'git']);
}
