import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { type Build, BuildResult } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { showInformation, showWarning } from '../../shell/messages/notifications.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { isBuildInFront } from '../jobs/frontJob.ts';
import { type BuildRef, type JobRef, keyOf } from '../jobs/jobRef.ts';
import { buildPresentation } from '../jobs/jobWords.ts';
import type { NoticeDeps, ReportableIssue } from './noticeDeps.ts';
import { noteEnd, wasStopped } from './toldEnds.ts';

const { t } = vscode.l10n;

/** Tells the end of a build, with buttons for likely next steps; not what the person sees or has done. */
export async function notifyEnd(deps: NoticeDeps, ref: JobRef, build: Build): Promise<void> {
  const { claims } = deps;
  // Of several windows that follow the build, one tells its end.
  if (!(await noteEnd(claims, ref, build))) return;
  const { number, result } = build;
  if (result === BuildResult.aborted && (await wasStopped(claims, { ...ref, number }))) return;
  const { words } = buildPresentation(build);
  const name = `${readableName(ref.job)} ${build.displayName}`;
  const text = t('{0}: {1} after {2}.', name, words, durationWords(build.durationMs));
  await showEnd(deps, text, result, { ...ref, number });
}

/** Time for which VS Code shows a notification, before it goes to the others behind the bell, in milliseconds. */
export function shownMs(isBad: boolean): number {
  return isBad ? 12_000 : 10_000;
}

/** End of the last notification, by the claims of its window. */
const lasts = new WeakMap<Claims, Promise<void>>();

/**
 * Shows the end of a build, and does what the person chooses. Of a build that is in front nothing is told.
 */
export async function showEnd(
  { claims, issuesOf }: NoticeDeps,
  text: string,
  result: BuildResult | undefined,
  build: BuildRef,
): Promise<void> {
  const issues = await issuesOf(build);
  const isBad = result === BuildResult.failure || result === BuildResult.unstable;
  await tellInTurn(claims, shownMs(isBad), async () => {
    if (!isBuildInFront(build)) await ask(text, isBad, { build, issues, isGood: result === BuildResult.success });
  });
}

/**
 * Tells of a build, once the notification before is closed or went behind the bell.
 * @param ms time for which it is shown
 */
export async function tellInTurn(claims: Claims, ms: number, tell: () => Promise<void>): Promise<void> {
  const before = lasts.get(claims);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  lasts.set(claims, over);
  await before;
  const timer = setTimeout(end, ms);
  try {
    await tell();
  } finally {
    clearTimeout(timer);
    end();
  }
}

/** Build that has ended, with the issues that it can be reported on. */
interface Ended {
  readonly build: BuildRef;
  readonly issues: readonly ReportableIssue[];
  /** Whether it passed. */
  readonly isGood: boolean;
}

async function ask(text: string, isBad: boolean, { build, issues, isGood }: Ended): Promise<void> {
  const target = { ...keyOf(build), number: build.number };
  const explain = t('Explain Failure');
  const openLog = t('Open Log');
  const runAgain = t('Run Again');
  const changeStatus = t('Change Status…');
  const report = reportWords(issues);
  const more = [
    ...(build.connection.readOnly ? [] : [runAgain]),
    ...(report === undefined ? [] : [report]),
    // The transitions of several issues are chosen in the report.
    ...(isGood && issues.length === 1 ? [changeStatus] : []),
  ];
  const chosen = isBad
    ? await showWarning(text, explain, openLog, ...more)
    : await showInformation(text, openLog, ...more);
  if (chosen === explain) await vscode.commands.executeCommand('jenkinsJira.explainFailure', target);
  if (chosen === openLog) await vscode.commands.executeCommand('jenkinsJira.openLog', target);
  if (chosen === runAgain) await vscode.commands.executeCommand('jenkinsJira.runAgain', target);
  if (chosen === changeStatus) await vscode.commands.executeCommand('jenkinsJira.changeStatus', issues[0]);
  if (chosen !== undefined && chosen === report)
    await vscode.commands.executeCommand('jenkinsJira.reportBuild', target);
}

function reportWords(issues: readonly ReportableIssue[]): string | undefined {
  const [key, ...others] = new Set(issues.map(issue => issue.key));
  if (key === undefined) return undefined;
  return others.length === 0 ? t('Report on {0}…', key) : t('Report on Issues…');
}
