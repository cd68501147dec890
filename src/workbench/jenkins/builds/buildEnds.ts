import type * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { Phase } from '../../../jenkins/builds/follow.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { BuildTracker } from './buildTracker.ts';

export interface EndDeps {
  readonly tracker: BuildTracker;
  readonly claims: Claims;
  readonly background: Background;
}

/** Shows a notification at the end of each followed build. */
export function notifyEnds({ tracker, claims, background }: EndDeps): vscode.Disposable {
  return tracker.onDidChange(({ ref, progress }) => {
    if (progress.phase !== Phase.finished) return;
    background.run(async () => (await import('./notifyEnd.ts')).notifyEnd(claims, ref, progress.build));
  });
}
