import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';

/** Projects of several sites, read together. */
export interface SiteProjects {
  readonly of: (site: JiraConnection) => ReadonlySet<string>;
  /** Sites whose projects could not be read, or that have none for this account. */
  readonly unread: readonly JiraConnection[];
}

/** Reads the projects of sites, each once. */
export async function readSiteProjects(
  projectKeys: Pick<ProjectKeys, 'readProjects'>,
  sites: readonly JiraConnection[],
): Promise<SiteProjects> {
  const read = async (site: JiraConnection) => [site.id, await projectKeys.readProjects(site, true)] as const;
  const projects = new Map(await Promise.all(sites.map(read)));
  const of = ({ id }: JiraConnection) => projects.get(id) ?? new Set();
  return { of, unread: sites.filter(site => of(site).size === 0) };
}
