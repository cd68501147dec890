import * as vscode from 'vscode';
import type { WriteControl, Written } from '../../../http/index.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation, notifyWarning } from '../../shell/messages/notifications.ts';
import { Failure, WriteFailure, type WriteWords } from './failure.ts';

const { t } = vscode.l10n;

/**
 * Does a write for a person: the one wording of each of its ends. A plain success is left to the caller.
 * @throws WriteFailure when it was not done, or when that is not known
 */
export async function doWrite<T extends object>(
  words: WriteWords,
  write: (control: WriteControl) => Promise<Written<T>>,
): Promise<Written<T>> {
  let canceled = false;
  const writing = withDelayedProgress(words.doing, signal => {
    signal.addEventListener('abort', () => {
      canceled = true;
    });
    return write({ signal });
  });
  const written = await writing.catch(error => {
    throw error instanceof Failure ? error : new WriteFailure(words, error);
  });
  notifyUnusual(words, written, canceled);
  return written;
}

function notifyUnusual({ done }: WriteWords, { traced, times }: Written, canceled: boolean): void {
  if (canceled && traced) notifyInformation(t('{0} It was too late to cancel.', done));
  else if (traced) notifyInformation(t('{0} The response was lost, but the server shows it.', done));
  if (times > 1) {
    notifyWarning(
      t(
        '{0} It was done {1} times: a connection was lost, and the editor’s network sent it again.',
        done,
        String(times),
      ),
    );
  }
}
