import { copyFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { askModal, showInformation } from '../../shell/messages/notifications.ts';
import type { LogDocument } from './logDocument.ts';

const { t } = vscode.l10n;

/**
 * Saves a log as it is on the server, including escapes; a log that is still loading as far as it has come, if wanted.
 */
export async function saveLog(document: LogDocument): Promise<void> {
  const { spool, build, phase } = document;
  if (!spool || (phase.kind !== 'finished' && !(await isEnough(phase.kind === 'deleted')))) return;
  const name = `${readableName(build.job).replaceAll(/[\\/:*?"<>|]/g, ' ')} ${build.number}.log`;
  const target = await vscode.window.showSaveDialog({
    title: t('Save Log As'),
    // A log does not belong into the workspace.
    defaultUri: vscode.Uri.file(join(homedir(), name)),
    filters: { [t('Logs')]: ['log', 'txt'], [t('All Files')]: ['*'] },
  });
  if (!target) return;
  try {
    await withDelayedProgress(t('Saving {0}…', name), async () => {
      await spool.flush();
      if (target.scheme === 'file') await copyFile(spool.file, target.fsPath);
      else await vscode.workspace.fs.copy(vscode.Uri.file(spool.file), target, { overwrite: true });
    });
  } catch (error) {
    throw new Failure(t('Could not save the log.'), error, build.connection);
  }
  const open = t('Open');
  const chosen = await showInformation(t('Saved {0}.', vscode.workspace.asRelativePath(target)), open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', target);
}

async function isEnough(isDeleted: boolean): Promise<boolean> {
  if (isDeleted) return true;
  const save = t('Save Anyway');
  const chosen = await askModal(
    t('The log is not complete yet.'),
    { detail: t('More lines follow until the build has finished and its log is loaded.') },
    save,
  );
  return chosen === save;
}
