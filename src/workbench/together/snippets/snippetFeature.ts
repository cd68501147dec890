import type * as vscode from 'vscode';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { type CodeDeps, copyAsCode, insertCode } from './codeCommands.ts';
import { runCurl } from './runCurl.ts';
import type { SnippetCommand } from './snippetNames.ts';

export interface SnippetFeatureDeps extends CodeDeps {
  readonly background: Background;
}

/** Part of the feature that writes calls as code, and reads them. */
export interface SnippetFeature extends vscode.Disposable {
  readonly handlers: Readonly<Record<SnippetCommand, Handler>>;
}

/** Opened with the first command. */
export function openSnippetFeature(deps: SnippetFeatureDeps): SnippetFeature {
  return {
    handlers: {
      copyAsCode: target => copyAsCode(deps, target),
      insertCode: target => insertCode(deps, target),
      runCurl: () => runCurl(deps),
    },
    dispose: () => undefined,
  };
}
