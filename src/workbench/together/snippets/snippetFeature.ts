import type * as vscode from 'vscode';
import type { Handler } from '../../shell/commands/commandTable.ts';
import type { CodeDeps } from './codeCommands.ts';
import { SecretWatch, type SecretWatchDeps } from './secretWatch.ts';
import type { SnippetCommand } from './snippetNames.ts';

export interface SnippetFeatureDeps extends CodeDeps, SecretWatchDeps {}

/** Part of the feature that writes calls as code, and reads them. */
export interface SnippetFeature extends vscode.Disposable {
  readonly handlers: Readonly<Record<SnippetCommand, Handler>>;
}

/** Opened with the first command, or the first script. */
export function openSnippetFeature(deps: SnippetFeatureDeps): SnippetFeature {
  const secrets = new SecretWatch(deps);
  return {
    handlers: {
      copyAsCode: async target => (await import('./codeCommands.ts')).copyAsCode(deps, target),
      insertCode: async target => (await import('./codeCommands.ts')).insertCode(deps, target),
      generateFromScript: async () => (await import('./scriptRestrictions.ts')).restrictScript(),
      runCurl: async () => (await import('./runCurl.ts')).runCurl(deps),
    },
    dispose: () => secrets.dispose(),
  };
}
