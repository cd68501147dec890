import * as vscode from 'vscode';
import { searchIssues } from '../../../jira/issues/search.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isForPeople } from './commentPlaces.ts';
import type { ProjectKeys } from './projectKeys.ts';

const { t } = vscode.l10n;

const offered = 50;
const cacheTtlMs = 60_000;
/** Characters before the cursor that are searched for the beginning of a comment. */
const lookBack = 20_000;

/** The person's own open issues come first, then the last changed ones. */
const jql = 'assignee = currentUser() AND statusCategory != Done ORDER BY updated DESC';

export interface KeyCompletionDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly keys: ProjectKeys;
  readonly background: Background;
}

interface Offer {
  readonly key: string;
  readonly summary: string;
  readonly status: string;
}

/** Completes keys of the person's open issues in prose, once a project's key is begun. */
export class KeyCompletion implements vscode.CompletionItemProvider {
  private readonly deps: KeyCompletionDeps;
  private readonly offers = new Map<string, { readonly list: Promise<readonly Offer[]>; readonly at: number }>();

  constructor(deps: KeyCompletionDeps) {
    this.deps = deps;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    const line = document.lineAt(position).text.slice(0, position.character);
    const typed = /(?<![\p{L}\p{N}_-])[A-Za-z][A-Za-z0-9_]*-?\d*$/u.exec(line)?.[0];
    if (typed === undefined) return undefined;
    const project = (typed.split('-')[0] ?? '').toUpperCase();
    const meant = this.deps.store
      .ofProduct(Product.jira)
      .filter(connection => [...this.deps.keys.of(connection)].some(key => key.startsWith(project)));
    if (meant.length === 0 || !isForPeople(document.languageId, textBefore(document, position))) return undefined;
    const lists = await Promise.all(meant.map(connection => this.offersOf(connection)));
    const range = new vscode.Range(position.translate(0, -typed.length), position);
    const items = lists.flat().map((offer, index) => itemOf(offer, range, index));
    return new vscode.CompletionList(items, false);
  }

  /** Without an answer there are no completions, and no error. */
  private offersOf(connection: JiraConnection): Promise<readonly Offer[]> {
    const known = this.offers.get(connection.id);
    if (known && Date.now() - known.at < cacheTtlMs) return known.list;
    const session = this.deps.sessions.jira(connection);
    const found = this.deps.background.optional('Issues to complete could not be read', () =>
      searchIssues(session, jql, offered, undefined, { background: true }),
    );
    const list = found.then((page): readonly Offer[] => page?.issues ?? []);
    this.offers.set(connection.id, { list, at: Date.now() });
    return list;
  }
}

function textBefore(document: vscode.TextDocument, position: vscode.Position): string {
  const end = document.offsetAt(position);
  const start = document.positionAt(Math.max(0, end - lookBack));
  return document.getText(new vscode.Range(start, position));
}

function itemOf({ key, summary, status }: Offer, range: vscode.Range, index: number): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: key, description: summary }, vscode.CompletionItemKind.Reference);
  item.detail = t('{0}, {1}', summary, status);
  item.range = range;
  item.sortText = String(index).padStart(3, '0');
  return item;
}
