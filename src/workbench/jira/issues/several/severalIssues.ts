import * as vscode from 'vscode';
import type { Sessions } from '../../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../../connections/settings/connection.ts';
import { Failure, WriteFailure } from '../../../connections/words/failure.ts';
import type { Background } from '../../../shell/commands/background.ts';
import { isCanceled } from '../../../shell/messages/canceled.ts';
import type { IssueChanges } from '../issueChanges.ts';
import type { IssuePermissions } from '../issuePermissions.ts';
import { type IssueRef, issueIn } from '../issueRef.ts';

const { t } = vscode.l10n;

export interface SeveralDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  readonly changes: IssueChanges;
  readonly permissions: IssuePermissions;
}

/** Issues among the selected nodes, each once: also those whose comments are selected. */
export function issuesIn(selected: unknown, find: (id: string) => JiraConnection | undefined): readonly IssueRef[] {
  const issues = (Array.isArray(selected) ? selected : []).flatMap(node => issueIn(node, find) ?? []);
  return [...new Map(issues.map(issue => [`${issue.connection.id}/${issue.key}`, issue])).values()];
}

/**
 * First of the issues.
 * @throws Failure where they are of several sites, which have no people, statuses or sprints in common
 */
export function firstOfSite([first, ...others]: readonly IssueRef[]): IssueRef {
  const isOfFirst = ({ connection }: IssueRef) => connection.id === first?.connection.id;
  if (first && others.every(isOfFirst)) return first;
  throw new Failure(t('Select issues of a single Jira connection.'), undefined, first?.connection);
}

/**
 * Changes issues, one after the other: a failure leaves the others their change, canceling ends it.
 * @param change returns false where the person left it
 * @throws Failure that names the issues that were not changed
 */
export async function changeEach(
  deps: SeveralDeps,
  issues: readonly IssueRef[],
  change: (issue: IssueRef) => Promise<unknown>,
): Promise<void> {
  const changed: IssueRef[] = [];
  const failures: (readonly [key: string, error: unknown])[] = [];
  for (const issue of issues) {
    try {
      if ((await change(issue)) === false) break;
      changed.push(issue);
    } catch (error) {
      deps.permissions.learnFrom(issue, error);
      failures.push([issue.key, error]);
      if (error instanceof Failure && isCanceled(error.cause)) break;
    }
  }
  for (const issue of changed) deps.changes.notify(issue);
  notifyFailures(deps, issues, failures);
}

/** Changes that may have been done are told each by itself: their pages show it. */
function notifyFailures(
  { background }: SeveralDeps,
  issues: readonly IssueRef[],
  failures: readonly (readonly [key: string, error: unknown])[],
): void {
  const isDoubtful = (error: unknown) => error instanceof WriteFailure && error.page !== undefined;
  for (const [, error] of failures) if (isDoubtful(error)) background.report(error);
  const refused = failures.filter(([, error]) => !isDoubtful(error));
  const [first] = refused;
  if (!first) return;
  const [, error] = first;
  if (issues.length === 1) throw error;
  const keys = refused.map(([key]) => key).join(', ');
  const words = t('{0} of {1} issues were not changed: {2}.', refused.length, issues.length, keys);
  throw new Failure(words, error instanceof Failure ? error.cause : error, issues[0]?.connection);
}

const atOnce = 4;

/** Reads something of each issue, a few at once, in their order. */
export async function readEach<T>(issues: readonly IssueRef[], read: (issue: IssueRef) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  const waiting = issues.entries();
  const work = async () => {
    for (const [at, issue] of waiting) results[at] = await read(issue);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}
