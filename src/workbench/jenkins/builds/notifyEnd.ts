import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { Build } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { showInformation, showWarning } from '../../shell/messages/notifications.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { type BuildRef, type JobRef, keyOf } from '../jobs/jobRef.ts';
import { buildPresentation, isRed } from '../jobs/jobWords.ts';

const { t } = vscode.l10n;

/** Time in which another window may see the same end, in milliseconds. */
const toldMs = 24 * 3_600_000;

/** Tells the end of a build, with buttons for likely next steps. */
export async function notifyEnd(claims: Claims, ref: JobRef, build: Build): Promise<void> {
  const { connection, job } = keyOf(ref);
  // Of several windows that follow the build, one tells its end.
  if (!(await claims.note(`end ${connection} ${job} ${build.number} ${build.startedAt}`, toldMs))) return;
  const { words } = buildPresentation(build);
  const name = `${readableName(ref.job)} ${build.displayName}`;
  const text = t('{0}: {1} after {2}.', name, words, durationWords(build.durationMs));
  const openLog = t('Open Log');
  const runAgain = t('Run Again');
  const explain = t('Explain Failure');
  const chosen = isRed(build)
    ? await showWarning(text, explain, openLog, runAgain)
    : await showInformation(text, openLog, runAgain);
  const target = { ...keyOf(ref), number: build.number } satisfies Omit<BuildRef, 'connection'> & {
    connection: string;
  };
  if (chosen === explain) await vscode.commands.executeCommand('jenkinsJira.explainFailure', target);
  if (chosen === openLog) await vscode.commands.executeCommand('jenkinsJira.openLog', target);
  if (chosen === runAgain) await vscode.commands.executeCommand('jenkinsJira.runAgain', target);
}
