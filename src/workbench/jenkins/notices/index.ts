import * as vscode from 'vscode';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { NoticeDeps, Notices } from './notices.ts';

/**
 * Ends of the builds of the branch at hand as notifications, and the number of red jobs as a badge. Loaded with the first
 * result of a job.
 */
export function register(deps: NoticeDeps): vscode.Disposable {
  const notices = new Lazy<Notices>(async () => new (await import('./notices.ts')).Notices(deps), deps.background);
  const wake = (work: (notices: Notices) => void) => deps.background.run(() => notices.get().then(work), 'notices');
  return vscode.Disposable.from(
    notices,
    deps.branchBuilds.onDidChange(found => (found || notices.ifMade) && wake(each => each.take(found))),
    deps.branches.onDidPush(branch => wake(each => each.onPush(branch))),
    deps.jobResults.onDidTake(() => wake(each => each.draw())),
  );
}
