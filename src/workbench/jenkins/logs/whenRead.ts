import type { LogDocument } from './logDocument.ts';

const ends = new Set<LogDocument['phase']['kind']>(['finished', 'deleted', 'failed']);

/** Waits until all of a log is on the disk, or it is certain that no more will come. */
export function whenRead(document: LogDocument): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!ends.has(document.phase.kind)) return;
      listening.dispose();
      resolve();
    };
    const listening = document.onDidChange(look);
    look();
  });
}
