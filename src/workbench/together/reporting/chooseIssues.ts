import * as vscode from 'vscode';
import { type BuildTexts, KeyPlace, type NamedIssue } from '../../../reporting/issuesOfBuild.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { findMore } from '../../jira/issues/pickIssue.ts';
import type { IssueCache } from '../../jira/keys/issueCache.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askMany } from '../../shell/dialogs/askMany.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import { missedSites, namedIssues } from '../links/namedIssues.ts';
import { readSiteProjects } from '../links/siteProjects.ts';
import type { SiteIssue } from './reportDetails.ts';

const { t } = vscode.l10n;

export interface ChoosingDeps {
  readonly sessions: Sessions;
  readonly projectKeys: Pick<ProjectKeys, 'readProjects'>;
  readonly issueCache: IssueCache;
  readonly background: Background;
}

interface IssueItem extends vscode.QuickPickItem {
  readonly value: string;
  readonly picked?: boolean;
}

/**
 * Asks on which issues a build is to be reported: those that it names are ticked, where one site alone has their
 * project; others are found by words.
 * @param before issues that were chosen before
 * @returns undefined when it was canceled
 */
export async function chooseIssues(
  deps: ChoosingDeps,
  sites: readonly JiraConnection[],
  name: string,
  { texts, before }: { readonly texts: BuildTexts; readonly before?: readonly SiteIssue[] | undefined },
): Promise<readonly SiteIssue[] | undefined> {
  const answer = await askMany<string>({
    title: t('Report {0}', name),
    placeholder: t('Select the issues, or type words of another'),
    items: itemsOf(deps, sites, texts, before),
    search: async (text, signal) =>
      (await findMore(sites, deps.sessions, text, signal)).map(({ connection, key, ...item }) => ({
        ...item,
        value: idOf({ site: connection.id, key }),
      })),
  });
  return answer.kind === 'answered' ? answer.value.map(issueOfId) : undefined;
}

async function itemsOf(
  deps: ChoosingDeps,
  sites: readonly JiraConnection[],
  texts: BuildTexts,
  before: readonly SiteIssue[] | undefined,
): Promise<IssueItem[]> {
  const projects = await readSiteProjects(deps.projectKeys, sites);
  const named = namedIssues(texts, sites, projects.of);
  const missed = missedSites(texts, projects);
  if (missed)
    notifyWarning(t('The projects of {0} could not be read, so the build’s issues there are missing.', missed));
  const isOnce = (key: string) => named.filter(({ issues }) => issues.some(issue => issue.key === key)).length === 1;
  const chosen = before && new Set(before.map(idOf));
  const items = named.flatMap(({ site, issues }) =>
    issues.map(async (issue): Promise<IssueItem> => {
      const value = idOf({ site: site.id, key: issue.key });
      const read = await deps.background.optional('An issue could not be read', () =>
        deps.issueCache.read({ connection: site, key: issue.key }),
      );
      return {
        label: [issue.key, read?.summary].filter(Boolean).join(' '),
        description: [read?.status, sites.length > 1 && site.name].filter(Boolean).join(' · '),
        detail: placesWords(issue),
        value,
        picked: chosen ? chosen.has(value) : isOnce(issue.key),
      };
    }),
  );
  const found = await Promise.all(items);
  const known = new Set(found.map(({ value }) => value));
  const others = (before ?? []).filter(issue => !known.has(idOf(issue)));
  return [...found, ...others.map(issue => ({ label: issue.key, value: idOf(issue), picked: true }))];
}

const placeWords: Readonly<Record<KeyPlace, string>> = {
  [KeyPlace.branch]: t('job or branch'),
  [KeyPlace.commit]: t('1 commit'),
  [KeyPlace.name]: t('name of the build'),
  [KeyPlace.description]: t('description'),
  [KeyPlace.parameter]: t('parameter'),
  [KeyPlace.cause]: t('cause'),
};

/** "Named in: job or branch, 2 commits". */
function placesWords({ places, commits }: NamedIssue): string {
  const words = places.map(place =>
    place === KeyPlace.commit && commits > 1 ? t('{0} commits', commits) : placeWords[place],
  );
  return t('Named in: {0}', words.join(', '));
}

function idOf({ site, key }: SiteIssue): string {
  return `${site}/${key}`;
}

function issueOfId(id: string): SiteIssue {
  const at = id.lastIndexOf('/');
  return { site: id.slice(0, at), key: id.slice(at + 1) };
}
