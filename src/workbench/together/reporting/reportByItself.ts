import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { sleep } from '../../../base/sleep.ts';
import { isOwnBuild } from '../../../jenkins/builds/ownBuild.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { notifyWarning, withProgress } from '../../shell/messages/notifications.ts';
import { namedOnce } from '../links/namedIssues.ts';
import type { ChoosingDeps } from './chooseIssues.ts';
import type { SiteIssue } from './reportDetails.ts';
import type { ReportEditor } from './reportEditor.ts';
import type { ReportTexts } from './reportTexts.ts';
import { nameOf } from './reportUri.ts';
import { type ReportedBuild, readReported, textsOf } from './reportValues.ts';

const { t } = vscode.l10n;

/** Time in which a person can cancel, in milliseconds. */
const waitMs = 10_000;

/** A build is reported by itself once, also where several windows follow it, in milliseconds. */
const onceMs = 24 * 3_600_000;

/** Issues that a build is reported on by itself; more are a merge, which a person looks at. */
const maxIssues = 5;

export interface ByItselfDeps extends ChoosingDeps {
  readonly claims: Claims;
  readonly editor: ReportEditor;
  readonly texts: ReportTexts;
}

/**
 * Reports a build that has ended on the issues that it names, if this account started it: its comment, and the fields of
 * the user's setting, but no transition. A notification waits before, and can be canceled.
 */
export async function reportByItself(deps: ByItselfDeps, build: BuildRef): Promise<void> {
  const { claims, sessions, editor, texts } = deps;
  const { connection, job, number } = build;
  if (!(await claims.note(`reported by itself ${connection.id} ${job} ${number}`, onceMs))) return;
  const { signal } = new AbortController();
  const session = sessions.jenkins(connection);
  if (!(await isOwnBuild(session, job, number, { signal, background: true }))) return;
  const reported = await readReported(sessions, build, signal);
  const issues = reported ? await issuesOf(deps, build, reported) : [];
  if (!reported || issues.length === 0) return;
  const keys = issues.map(({ key }) => key).join(', ');
  if (issues.length > maxIssues) {
    notifyWarning(t('{0} names {1} issues, and was not reported by itself: {2}.', nameOf(build), issues.length, keys));
    return;
  }
  const report = await editor.reportOf(build, reported, issues);
  // Canceled, nothing is sent.
  await withProgress(t('{0} is reported on {1} in 10 seconds.', nameOf(build), keys), wait => sleep(waitMs, wait));
  await texts.send(build, report);
}

/** Issues that a single site has. */
async function issuesOf(deps: ByItselfDeps, build: BuildRef, reported: ReportedBuild): Promise<readonly SiteIssue[]> {
  const sites = deps.editor.sites(build);
  const projects = new Map(
    await Promise.all(sites.map(async site => [site.id, await deps.projectKeys.readProjects(site)] as const)),
  );
  return namedOnce(textsOf(build, reported), sites, site => projects.get(site.id) ?? new Set());
}
