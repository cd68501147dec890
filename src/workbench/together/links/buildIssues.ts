import { isOwnBuild } from '../../../jenkins/builds/ownBuild.ts';
import { readFailedBuild, readSinceGood } from '../../../jenkins/failures/failedBuild.ts';
import type { BuildTexts } from '../../../reporting/issuesOfBuild.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { DetailedBuild } from '../../jenkins/details/detailDeps.ts';
import type { JobList } from '../../jenkins/jobs/jobList.ts';
import { type BuildRef, keyOf } from '../../jenkins/jobs/jobRef.ts';
import type { Drawing, NamedBy } from '../../jenkins/view/buildIssues.ts';
import type { IssueNodeDeps } from '../../jira/issues/issueNodeDeps.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import { buildTexts, textsSinceGood } from './buildTexts.ts';
import { IssuesNode } from './issuesNode.ts';
import type { NamedBuilds } from './namedBuilds.ts';
import { namedIssues } from './namedIssues.ts';
import { readSiteProjects } from './siteProjects.ts';
import { sitesOfJob } from './sitesOfBuild.ts';

export interface IssuesOfBuildsDeps {
  readonly store: ConnectionStore;
  readonly projectKeys: Pick<ProjectKeys, 'of' | 'readProjects'>;
  readonly background: Background;
  readonly namedBuilds: NamedBuilds;
  /** Of the Jira view's nodes; asked for with the first line. */
  readonly issueNodes: () => IssueNodeDeps;
}

export interface IssuesToReportDeps extends Pick<IssuesOfBuildsDeps, 'store' | 'projectKeys'> {
  readonly sessions: Sessions;
  /** Jobs whose builds are reported by themselves. */
  readonly reportedJobs: Pick<JobList, 'has'>;
}

/** Makes the line of the issues of a build. The first may come before the projects are known: it is drawn again then. */
export function issueLines(
  deps: IssuesOfBuildsDeps,
  build: DetailedBuild,
  named: NamedBy,
  drawing: Drawing,
): TreeNode[] {
  const { store, projectKeys, issueNodes, namedBuilds, background } = deps;
  namedBuilds.noteOpened(build);
  const sites = sitesOfJob(store, build);
  const texts = textsOf(build, named);
  const find = () =>
    namedIssues(texts, sites, site => projectKeys.of(site)).flatMap(({ site, issues }) =>
      issues.map(({ key }) => ({ connection: site, key })),
    );
  const refs = find();
  if (refs.length > 0) return [new IssuesNode(build.id, refs, { ...issueNodes(), ...drawing })];
  if (sites.some(site => projectKeys.of(site).size === 0))
    background.run(async () => {
      await Promise.all(sites.map(site => projectKeys.readProjects(site)));
      if (find().length > 0) drawing.refreshNode(build.id);
    }, 'issues of a build');
  return [];
}

/**
 * Finds the issues that a report of a build would offer, on sites where it can be reported; none of a build that is
 * reported by itself.
 */
export async function issuesToReport(
  { store, sessions, projectKeys, reportedJobs }: IssuesToReportDeps,
  build: BuildRef,
): Promise<readonly IssueRef[]> {
  const sites = sitesOfJob(store, build).filter(({ readOnly }) => !readOnly);
  if (sites.length === 0) return [];
  const session = sessions.jenkins(build.connection);
  const isByItself = () => isOwnBuild(session, build.job, build.number, { background: true });
  if (reportedJobs.has(keyOf(build)) && (await isByItself())) return [];
  const projects = await readSiteProjects(projectKeys, sites);
  const facts = await readFailedBuild(session, build.job, build.number, { background: true });
  if (!facts) return [];
  const since = await readSinceGood(session, build.job, facts, { background: true });
  const named = namedIssues(textsSinceGood(build, facts, since), sites, projects.of);
  return named.flatMap(({ site, issues }) => issues.map(({ key }) => ({ connection: site, key })));
}

function textsOf(build: BuildRef, { messages, displayName, description, parameters, causes }: NamedBy): BuildTexts {
  return buildTexts(build, {
    commits: messages,
    displayName,
    description,
    parameters: parameters.flatMap(({ value }) => value ?? []),
    causes: causes.map(({ sentence }) => sentence),
  });
}
