import * as vscode from 'vscode';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { SnippetFeature, SnippetFeatureDeps } from './snippetFeature.ts';
import { snippetCommandNames } from './snippetNames.ts';

export interface SnippetDeps extends SnippetFeatureDeps {
  readonly commands: CommandTable;
}

const scripts =
  /^(?:groovy|declarative|shellscript|dockerfile|makefile|python|http|rest|yaml|docker|github|prop|dotenv|powershell|bat)|jenkinsfile|\.(?:http|rest)$|(?:-ci|pipelines|travis|workflows|circleci)\b.*\.ya?ml$/i;

/** Calls as code, and curl lines as calls. Loaded with the first of them. */
export function register({ commands, ...deps }: SnippetDeps): vscode.Disposable {
  const feature = new Lazy<SnippetFeature>(
    async () => (await import('./snippetFeature.ts')).openSnippetFeature(deps),
    deps.background,
  );
  // Scripts are looked through for secrets.
  const meet = ({ languageId, fileName }: vscode.TextDocument) => {
    if (scripts.test(`${languageId} ${fileName}`)) deps.background.run(feature.get, snippetCommandNames[0]);
  };
  vscode.workspace.textDocuments.forEach(meet);
  return vscode.Disposable.from(
    feature,
    vscode.workspace.onDidOpenTextDocument(meet),
    commands.registerLater(snippetCommandNames, feature.get),
  );
}
