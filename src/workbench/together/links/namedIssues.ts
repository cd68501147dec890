import { type BuildTexts, issuesOfBuild, type NamedIssue } from '../../../reporting/issuesOfBuild.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { SiteProjects } from './siteProjects.ts';

/** Issues that a build names, on a site. */
export interface OfSite {
  readonly site: JiraConnection;
  readonly issues: readonly NamedIssue[];
}

/** Finds the issues that a build names, of projects that a single site has. */
export function namedOnce(
  texts: BuildTexts,
  sites: readonly JiraConnection[],
  projectsOf: (site: JiraConnection) => ReadonlySet<string>,
): { readonly site: string; readonly key: string }[] {
  const all = namedIssues(texts, sites, projectsOf).flatMap(({ site, issues }) =>
    issues.map(({ key }) => ({ site: site.id, key })),
  );
  return all.filter(({ key }) => all.filter(each => each.key === key).length === 1);
}

/**
 * Names the sites whose projects could not be read, for a build that may name issues of theirs.
 * @returns empty where nothing is missed
 */
export function missedSites(texts: BuildTexts, { unread }: SiteProjects): string {
  const mayName = unread.length > 0 && issuesOfBuild(texts, () => true).length > 0;
  return mayName ? unread.map(({ name }) => name).join(', ') : '';
}

/** Finds the issues that a build names, on each site that has their project. */
export function namedIssues(
  texts: BuildTexts,
  sites: readonly JiraConnection[],
  projectsOf: (site: JiraConnection) => ReadonlySet<string>,
): OfSite[] {
  return sites.map(site => {
    const projects = projectsOf(site);
    return { site, issues: issuesOfBuild(texts, project => projects.has(project)) };
  });
}
