import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { sleep } from '../../../base/sleep.ts';
import { isOwnBuild } from '../../../jenkins/builds/ownBuild.ts';
import { findReport } from '../../../reporting/sendReport.ts';
import { explain } from '../../connections/words/explain.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { notifyInformation, notifyWarning, showWarning, withProgress } from '../../shell/messages/notifications.ts';
import { missedSites, namedOnce } from '../links/namedIssues.ts';
import { readSiteProjects } from '../links/siteProjects.ts';
import type { ChoosingDeps } from './chooseIssues.ts';
import type { SiteIssue } from './reportDetails.ts';
import type { NewReport, ReportEditor } from './reportEditor.ts';
import type { ReportOutbox } from './reportOutbox.ts';
import type { ReportTexts } from './reportTexts.ts';
import { nameOf } from './reportUri.ts';
import { readReported, textsOf } from './reportValues.ts';

const { t } = vscode.l10n;

/** Time in which a person can cancel, in milliseconds. */
const waitMs = 10_000;

/** A window that reads a build and dies keeps others from it this long, in milliseconds. */
const claimMs = 30_000;

/** A build is reported by itself once, also where several windows follow it, in milliseconds. */
const onceMs = 24 * 3_600_000;

/** Issues that a build is reported on by itself; more are a merge, which a person looks at. */
const maxIssues = 5;

export interface ByItselfDeps extends ChoosingDeps {
  readonly claims: Claims;
  readonly editor: ReportEditor;
  readonly texts: ReportTexts;
  readonly outbox: ReportOutbox;
}

/** Report that is sent unless a person cancels it. */
interface ReadyReport extends NewReport {
  readonly keys: string;
}

/**
 * Reports a build that has ended on the issues that it names, if this account started it: its comment, and the fields of
 * the user's setting, but no transition. A notification waits before, and can be canceled. A report of the build that a
 * person has begun is left to them.
 */
export async function reportByItself(deps: ByItselfDeps, build: BuildRef): Promise<void> {
  const name = nameOf(build);
  const ready = await prepareOnce(deps, build).catch(error => {
    deps.background.note('A build could not be reported by itself', error);
    return explain(error).why;
  });
  if (typeof ready === 'string') return offerAgain(deps, build, ready);
  if (!ready) return;
  // Canceled, nothing is sent.
  await withProgress(t('{0} is reported on {1} in 10 seconds.', name, ready.keys), wait => sleep(waitMs, wait));
  if (await isBegun(deps, build)) return;
  const report = await withoutReported(deps, build, ready);
  if (report.details.issues.length > 0) await deps.texts.send(build, report);
}

/**
 * Reads a build, in a single window; it is noted once it was read.
 * @returns words for a reading that can be tried again
 */
async function prepareOnce(deps: ByItselfDeps, build: BuildRef): Promise<ReadyReport | string | undefined> {
  const { claims } = deps;
  const { connection, job, number } = build;
  const name = `reported by itself ${connection.id} ${job} ${number}`;
  const claim = await claims.take(`${name} read`, { ttlMs: claimMs });
  if (!claim) return undefined;
  try {
    if (await claims.isNoted(name)) return undefined;
    const ready = await prepare(deps, build);
    if (typeof ready !== 'string') await claims.note(name, onceMs);
    return ready;
  } finally {
    await claim.release();
  }
}

async function prepare(deps: ByItselfDeps, build: BuildRef): Promise<ReadyReport | string | undefined> {
  const { sessions, editor } = deps;
  const { connection, job, number } = build;
  const { signal } = new AbortController();
  if (!(await isOwnBuild(sessions.jenkins(connection), job, number, { signal, background: true }))) return undefined;
  const reported = await readReported(sessions, build, signal);
  if (!reported) return undefined;
  const sites = editor.sites(build);
  const projects = await readSiteProjects(deps.projectKeys, sites);
  const texts = textsOf(build, reported);
  const issues = namedOnce(texts, sites, projects.of);
  const missed = missedSites(texts, projects);
  if (issues.length === 0 && missed) return t('The projects of {0} could not be read.', missed);
  if (issues.length === 0 || (await isBegun(deps, build))) return undefined;
  const keys = issues.map(({ key }) => key).join(', ');
  if (issues.length > maxIssues) {
    notifyWarning(t('{0} names {1} issues, and was not reported by itself: {2}.', nameOf(build), issues.length, keys));
    return undefined;
  }
  const report = await withoutReported(deps, build, await editor.reportOf(build, reported, issues));
  if (report.details.issues.length === 0) return undefined;
  return { ...report, keys: report.details.issues.map(({ key }) => key).join(', ') };
}

/**
 * Leaves out the issues on which this user reported the build already: what was sent by hand stays. An issue that cannot
 * be read stays in, as its report waits, and changes no comment then.
 */
async function withoutReported(
  { sessions, editor, background }: ByItselfDeps,
  build: BuildRef,
  report: NewReport,
): Promise<NewReport> {
  const { details } = report;
  const sites = editor.sites(build);
  const isThere = async ({ site: id, key }: SiteIssue) => {
    const site = sites.find(each => each.id === id);
    return site !== undefined && (await findReport(sessions.jira(site), key, details)) !== undefined;
  };
  const issues: SiteIssue[] = [];
  const left: string[] = [];
  for (const issue of details.issues) {
    const isReported = await isThere(issue).catch(error => {
      background.note('An issue could not be searched for an earlier report', error);
      return false;
    });
    if (isReported) left.push(issue.key);
    else issues.push(issue);
  }
  const keys = left.join(', ');
  if (keys) notifyInformation(t('{0} was not reported by itself on {1}: it is reported there.', nameOf(build), keys));
  return { ...report, details: { ...details, issues } };
}

/** Whether a person has begun a report of the build, or another one waits: its words are not replaced by themselves. */
async function isBegun({ editor, outbox }: ByItselfDeps, build: BuildRef): Promise<boolean> {
  if (!(await editor.hasDraft(build)) && !(await outbox.has(build))) return false;
  notifyInformation(t('{0} was not reported by itself: another report of it is not sent yet.', nameOf(build)));
  return true;
}

async function offerAgain(deps: ByItselfDeps, build: BuildRef, why: string): Promise<void> {
  const again = t('Try Again');
  if ((await showWarning(t('{0} was not reported by itself. {1}', nameOf(build), why), again)) === again)
    await reportByItself(deps, build);
}
