import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { type Build, BuildResult } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { showInformation, showWarning } from '../../shell/messages/notifications.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { type JobRef, keyOf } from '../jobs/jobRef.ts';
import { buildPresentation, isRed } from '../jobs/jobWords.ts';
import { isLogInFront } from '../logs/frontLog.ts';
import { noteEnd, wasStopped } from './toldEnds.ts';

const { t } = vscode.l10n;

/** Tells the end of a build, with buttons for likely next steps; not what the person sees or has done. */
export async function notifyEnd(claims: Claims, ref: JobRef, build: Build): Promise<void> {
  // Of several windows that follow the build, one tells its end.
  if (!(await noteEnd(claims, ref, build))) return;
  const { number, result } = build;
  if (isLogInFront({ ...ref, number })) return;
  if (result === BuildResult.aborted && (await wasStopped(claims, { ...ref, number }))) return;
  const { words } = buildPresentation(build);
  const name = `${readableName(ref.job)} ${build.displayName}`;
  const text = t('{0}: {1} after {2}.', name, words, durationWords(build.durationMs));
  await showEnd(text, isRed(build), { ...keyOf(ref), number });
}

/**
 * Shows the end of a build, and does what the person chooses.
 * @param target for commands
 */
export async function showEnd(
  text: string,
  isBad: boolean,
  target: { readonly connection: string; readonly job: string; readonly number: number },
): Promise<void> {
  const explain = t('Explain Failure');
  const openLog = t('Open Log');
  const runAgain = t('Run Again');
  const chosen = isBad
    ? await showWarning(text, explain, openLog, runAgain)
    : await showInformation(text, openLog, runAgain);
  if (chosen === explain) await vscode.commands.executeCommand('jenkinsJira.explainFailure', target);
  if (chosen === openLog) await vscode.commands.executeCommand('jenkinsJira.openLog', target);
  if (chosen === runAgain) await vscode.commands.executeCommand('jenkinsJira.runAgain', target);
}
