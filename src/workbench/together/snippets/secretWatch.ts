import * as vscode from 'vscode';
import { findSecrets, type OpenSecret, SecretForm } from '../../../snippets/secrets/findSecrets.ts';
import type { TextChange } from '../../../snippets/secrets/textChange.ts';
import { byCredentials, byVariable, type FileKind } from '../../../snippets/secrets/withoutSecret.ts';
import type { SecretVault } from '../../connections/secrets/secretVault.ts';
import { type Connection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { secretFileKind } from './secretFiles.ts';
import { SecretOwners } from './secretOwners.ts';

const { t } = vscode.l10n;
const section = 'jenkinsJira';
const setting = 'secretsInTheOpen';
/** Pause in typing before a file is looked through. */
const pauseMs = 300;

export interface SecretWatchDeps {
  readonly store: ConnectionStore;
  readonly vault: SecretVault;
  readonly background: Background;
}

/** Diagnostic of a secret, with its place in the text. */
class SecretDiagnostic extends vscode.Diagnostic {
  readonly found: OpenSecret;
  readonly owner: Connection | undefined;

  constructor(document: vscode.TextDocument, found: OpenSecret, owner: Connection | undefined) {
    const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
    super(range, messageOf(found, owner), vscode.DiagnosticSeverity.Warning);
    this.found = found;
    this.owner = owner;
    this.source = 'Jenkins & Jira';
    this.code = 'secret-in-the-open';
  }
}

/** Warns of secrets in scripts, and offers to put variables into their places. */
export class SecretWatch implements vscode.CodeActionProvider, vscode.Disposable {
  private readonly owners: SecretOwners;
  private readonly background: Background;
  private readonly shown = vscode.languages.createDiagnosticCollection('secrets-in-the-open');
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly listening: vscode.Disposable;

  constructor(deps: SecretWatchDeps) {
    this.background = deps.background;
    this.owners = new SecretOwners(deps);
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(document => this.lookSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.lookSoon(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.shown.delete(uri)),
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(`${section}.${setting}`)) this.lookAtAll();
      }),
      deps.vault.onDidChange(() => this.lookAtAll()),
      vscode.languages.registerCodeActionsProvider(
        [{ scheme: 'file' }, { scheme: 'untitled' }, { scheme: 'vscode-remote' }],
        this,
        {
          providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
        },
      ),
    );
    this.lookAtAll();
  }

  provideCodeActions(document: vscode.TextDocument, _range: vscode.Range, context: vscode.CodeActionContext) {
    const here = context.diagnostics.filter(each => each instanceof SecretDiagnostic);
    return here.flatMap(diagnostic => fixesOf(document, diagnostic));
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.listening.dispose();
    this.shown.dispose();
  }

  private lookAtAll(): void {
    for (const document of vscode.workspace.textDocuments) this.lookSoon(document);
  }

  private lookSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.waiting.get(key));
    const look = () => {
      this.waiting.delete(key);
      this.background.run(() => this.look(document), 'secrets in the open');
    };
    this.waiting.set(key, setTimeout(look, pauseMs));
  }

  private async look(document: vscode.TextDocument): Promise<void> {
    const isOn = vscode.workspace.getConfiguration(section).get<boolean>(setting) !== false;
    const { version } = document;
    const found = isOn && secretFileKind(document) ? findSecrets(document.getText()) : [];
    const owners = await this.owners.of(found);
    // Typed meanwhile: the next look is on its way.
    if (document.version !== version || document.isClosed) return;
    const diagnostics = found.map((secret, index) => new SecretDiagnostic(document, secret, owners[index]));
    this.shown.set(document.uri, diagnostics);
  }
}

function messageOf(found: OpenSecret, owner: Connection | undefined): string {
  if (owner) {
    return t(
      'The secret of the connection {0} stands here in the open. Replace it, and consider revoking it.',
      owner.name,
    );
  }
  const words: Readonly<Record<SecretForm, string>> = {
    [SecretForm.basicHeader]: t('The user and password of a Basic login stand here in the open.'),
    [SecretForm.bearerHeader]: t('An access token stands here in the open.'),
    [SecretForm.userOption]: t('A password or token stands here in the open.'),
    [SecretForm.url]: t('A password or token stands here in the open, and in each log with this URL.'),
    [SecretForm.jenkinsToken]: t('A Jenkins API token stands here in the open.'),
    [SecretForm.atlassianToken]: t('An Atlassian API token stands here in the open.'),
    [SecretForm.personalToken]: t('A personal access token of Jira stands here in the open.'),
  };
  return words[found.form];
}

/** A Basic header has user and secret in one: its variable is another. */
function variableOf({ form }: OpenSecret, owner: Connection | undefined): string {
  const isJira =
    owner?.product === Product.jira || form === SecretForm.atlassianToken || form === SecretForm.personalToken;
  return `${isJira ? 'JIRA' : 'JENKINS'}_${form === SecretForm.basicHeader ? 'BASIC_LOGIN' : 'TOKEN'}`;
}

function fixesOf(document: vscode.TextDocument, diagnostic: SecretDiagnostic): vscode.CodeAction[] {
  const { found, owner } = diagnostic;
  const text = document.getText();
  const kind = secretFileKind(document);
  // Changed since: the offsets would be those of another text.
  if (!kind || document.getText(diagnostic.range) !== text.slice(found.start, found.end)) return [];
  const variable = variableOf(found, owner);
  const id = variable.toLowerCase().replaceAll('_', '-');
  return [
    ...(kind === 'groovy'
      ? fix(
          document,
          diagnostic,
          t('Bind the credential {0} with withCredentials', id),
          byCredentials(text, found, variable, id),
        )
      : []),
    ...fix(document, diagnostic, fixTitle(kind, variable), byVariable(text, found, variable, kind)),
  ];
}

function fixTitle(kind: FileKind, variable: string): string {
  if (kind === 'github') return t('Use the secret {0} of GitHub Actions', variable);
  return kind === 'azure'
    ? t('Use the variable {0} of Azure Pipelines', variable)
    : t('Use the environment variable {0}', variable);
}

function fix(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  title: string,
  changes: readonly TextChange[] | undefined,
): vscode.CodeAction[] {
  if (!changes) return [];
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of changes) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    action.edit.replace(document.uri, range, text);
  }
  return [action];
}
