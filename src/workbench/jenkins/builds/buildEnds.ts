import type * as vscode from 'vscode';
import { Phase } from '../../../jenkins/builds/follow.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { BuildTracker } from './buildTracker.ts';
import type { NoticeDeps } from './noticeDeps.ts';

export interface EndDeps extends NoticeDeps {
  readonly tracker: BuildTracker;
  readonly background: Background;
}

/** Shows a notification at the end of each followed build. */
export function notifyEnds({ tracker, background, ...deps }: EndDeps): vscode.Disposable {
  return tracker.onDidChange(({ ref, progress }) => {
    if (progress.phase !== Phase.finished) return;
    background.run(async () => (await import('./notifyEnd.ts')).notifyEnd(deps, ref, progress.build));
  });
}
