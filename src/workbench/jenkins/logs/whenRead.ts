import { onLogChange } from './logChanges.ts';
import type { LogDocument } from './logDocument.ts';

const ends = new Set<LogDocument['phase']['kind']>(['finished', 'deleted', 'failed']);

/** Whether all of a log is on the disk, or it is certain that no more will come. */
export function isRead({ phase }: LogDocument): boolean {
  return ends.has(phase.kind);
}

/** Waits until a log has changed, or the signal is aborted. */
export function nextLogChange(document: LogDocument, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      listening.dispose();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const listening = onLogChange(document, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/**
 * Waits until a log is read.
 * @param lines on the disk that are enough
 */
export function whenRead(document: LogDocument, lines = Number.POSITIVE_INFINITY): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!isRead(document) && (document.spool?.index.finishedLines ?? 0) < lines) return;
      listening.dispose();
      resolve();
    };
    const listening = onLogChange(document, look);
    look();
  });
}
