import * as vscode from 'vscode';
import type { ExpiryDeps } from './expiryNotices.ts';

/** Between two looks at the calendar. */
const pauseMs = 6 * 3_600_000;

/** Shows a notice before a token expires. */
export function register(deps: ExpiryDeps): vscode.Disposable {
  const look = () => {
    if (Object.keys(deps.expiry.all()).length === 0) return;
    deps.background.quietly('Expiring tokens could not be looked for', async () =>
      (await import('./expiryNotices.ts')).tellExpiring(deps),
    );
  };
  look();
  const timer = setInterval(look, pauseMs);
  return new vscode.Disposable(() => clearInterval(timer));
}
