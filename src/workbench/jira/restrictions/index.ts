import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import { languageId } from './engine.ts';
import type { LanguageDeps, RestrictionLanguage } from './language.ts';
import { restrictionCommandNames } from './restrictionCommandNames.ts';

export interface RestrictionDeps extends LanguageDeps {
  readonly commands: CommandTable;
}

/**
 * The language of token restrictions: the reach of rules, diagnostics, and generated smaller rules. Loaded with the
 * first such document.
 */
export function register({ commands, ...deps }: RestrictionDeps): vscode.Disposable {
  const language = new Lazy<RestrictionLanguage>(
    async () => (await import('./language.ts')).openLanguage(deps),
    deps.background,
  );
  const meet = (document: vscode.TextDocument) => {
    if (document.languageId === languageId) deps.background.run(language.get, languageId);
  };
  vscode.workspace.textDocuments.forEach(meet);
  return vscode.Disposable.from(
    language,
    vscode.workspace.onDidOpenTextDocument(meet),
    commands.registerLater(restrictionCommandNames, language.get),
  );
}
