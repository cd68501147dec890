import * as vscode from 'vscode';
import { asString } from '../../../base/json.ts';
import type { Assumptions, LintSession, Restrictions } from '../../../restrictions/index.ts';
import { languageId, loadEngine } from './engine.ts';

const section = 'jenkinsJira.restrictions';

/** Documents of the language: parsed content, and the assumptions to judge them by. */
export class RestrictionDocuments implements vscode.Disposable {
  private readonly parsed = new WeakMap<vscode.TextDocument, { version: number; restrictions: Restrictions }>();
  /** Assumptions chosen for a document, while it is open. */
  private readonly chosen = new Map<string, Partial<Assumptions>>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fires when a document was opened or changed, or its assumptions were. */
  readonly onDidChange = this.changed.event;
  private readonly listening: vscode.Disposable;
  private lintSession: LintSession | undefined;

  constructor() {
    const notify = (document: vscode.TextDocument) => {
      if (document.languageId === languageId) this.changed.fire(document);
    };
    this.listening = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument(notify),
      vscode.workspace.onDidChangeTextDocument(event => notify(event.document)),
      vscode.workspace.onDidCloseTextDocument(document => this.chosen.delete(document.uri.toString())),
      vscode.workspace.onDidChangeConfiguration(event => {
        for (const document of this.all()) if (event.affectsConfiguration(section, document)) notify(document);
      }),
    );
  }

  all(): vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter(document => document.languageId === languageId);
  }

  /** Session that parses and checks all the documents. */
  async session(): Promise<LintSession> {
    const { LintSession } = await loadEngine();
    this.lintSession ??= new LintSession();
    return this.lintSession;
  }

  async read(document: vscode.TextDocument): Promise<Restrictions> {
    const known = this.parsed.get(document);
    if (known?.version === document.version) return known.restrictions;
    const { version } = document;
    const restrictions = (await this.session()).parse(document.getText());
    this.parsed.set(document, { version, restrictions });
    return restrictions;
  }

  /** Assumptions for a document: its own choice, else the settings. */
  assumptions(document: vscode.TextDocument): Assumptions {
    return { ...this.defaults(document), ...this.chosen.get(document.uri.toString()) };
  }

  /**
   * Assumptions of the settings, including those of the document's folder: rules are kept with the code that needs
   * them.
   */
  defaults(document?: vscode.TextDocument): Assumptions {
    const settings = vscode.workspace.getConfiguration(section, document);
    const baseUrl = asString(settings.get('baseUrl'))?.trim().replace(/\/+$/, '');
    return {
      match: settings.get('match') === 'find' ? 'find' : 'full',
      query: queryMode(settings.get('query')),
      product: settings.get('product') === 'cloud' ? 'cloud' : 'dc',
      ...(baseUrl ? { baseUrl } : {}),
    };
  }

  assume(document: vscode.TextDocument, change: Partial<Assumptions>): void {
    const key = document.uri.toString();
    this.chosen.set(key, { ...this.chosen.get(key), ...change });
    this.changed.fire(document);
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }
}

function queryMode(value: unknown): Assumptions['query'] {
  return value === 'yes' || value === 'no' ? value : 'unknown';
}

/** Converts a span of the whole text to a range of the document. */
export function rangeOf(document: vscode.TextDocument, { start, end }: { start: number; end: number }): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
