import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { AppField } from './appField.ts';
import type { CallRecorder } from './callRecorder.ts';
import { Completions, completionTriggers } from './completions.ts';
import { ConnectedProjects } from './connectedProjects.ts';
import { languageId } from './engine.ts';
import { Hovers } from './hovers.ts';
import { Lenses } from './lenses.ts';
import { Linter } from './linter.ts';
import { Outline } from './outline.ts';
import { ReportDocuments } from './reportDocuments.ts';
import type { RestrictionCommand } from './restrictionCommandNames.ts';
import { RestrictionCommands } from './restrictionCommands.ts';
import { RestrictionDocuments } from './restrictionDocuments.ts';
import { legend, SemanticTokens } from './semanticTokens.ts';

export interface LanguageDeps {
  readonly recorder: CallRecorder;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Language features and commands. */
export interface RestrictionLanguage extends vscode.Disposable {
  readonly handlers: Readonly<Record<RestrictionCommand, Handler>>;
}

/** Opened with the first such document. */
export function openLanguage({ recorder, store, sessions, background }: LanguageDeps): RestrictionLanguage {
  const documents = new RestrictionDocuments();
  const linter = new Linter(documents, background);
  const outline = new Outline(documents);
  const reports = new ReportDocuments();
  const keys = new ConnectedProjects({ store, sessions, background });
  const field = new AppField(documents, reports);
  const jiraBases = () => store.ofProduct(Product.jira).map(({ url }) => BaseUrl.parse(url).href);
  const run = new RestrictionCommands({ documents, recorder, reports, jiraBases });
  const selector: vscode.DocumentSelector = { language: languageId };
  const actionKinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll];
  const { languages } = vscode;
  const parts = vscode.Disposable.from(
    documents,
    linter,
    keys,
    reports.register(),
    languages.registerCodeActionsProvider(selector, linter, { providedCodeActionKinds: actionKinds }),
    languages.registerCodeLensProvider(selector, new Lenses(documents)),
    languages.registerHoverProvider(selector, new Hovers(documents)),
    languages.registerCompletionItemProvider(selector, new Completions(documents, keys), ...completionTriggers),
    languages.registerDocumentSemanticTokensProvider(selector, new SemanticTokens(documents), legend),
    languages.registerDocumentSymbolProvider(selector, outline),
    languages.registerFoldingRangeProvider(selector, outline),
    languages.registerDocumentFormattingEditProvider(selector, outline),
  );
  const handlers: RestrictionLanguage['handlers'] = {
    newTokenRestrictions: () => run.create(),
    testUrl: target => run.test(target),
    generateRestrictions: target => run.generate(target),
    explainRestrictions: target => run.explain(target),
    changeAssumptions: target => run.changeAssumptions(target),
    copyRestrictions: target => run.withDocument(target, document => field.copy(document)),
    pasteRestrictions: () => run.withEditor(editor => field.paste(editor)),
    compareRestrictions: target => run.withDocument(target, document => field.compare(document)),
    explainDiagnostic: code => run.explainDiagnostic(code),
  };
  return { handlers, dispose: () => void parts.dispose() };
}
