import * as vscode from 'vscode';
import { type JqlContext, JqlExpectation, jqlContextAt } from '../../../jira/jql/context.ts';
import { type JqlName, type JqlWords, suggestJqlValues } from '../../../jira/jql/queries.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { KnownJqlWords } from './jqlWords.ts';
import { placeOfQuery } from './queryUri.ts';

/** Operators that ask for the past of a field. */
const past = ['was', 'was not', 'was in', 'was not in', 'changed'];
const operators = ['=', '!=', 'in', 'not in', 'is', 'is not', '~', '!~', '>', '>=', '<', '<=', ...past];

export interface JqlCompletionDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly words: KnownJqlWords;
  readonly background: Background;
}

/** Completes fields, operators, values and functions of a query's site, where each may stand. */
export class JqlCompletion implements vscode.CompletionItemProvider {
  private readonly deps: JqlCompletionDeps;

  constructor(deps: JqlCompletionDeps) {
    this.deps = deps;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const place = placeOfQuery(document.uri);
    const connection = place && this.deps.store.findJira(place.helper);
    if (!connection) return undefined;
    const context = jqlContextAt(document.getText(new vscode.Range(new vscode.Position(0, 0), position)));
    const range = new vscode.Range(document.positionAt(context.start), position);
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    // Without an answer there are no completions; the check of the query shows the problem.
    const found = await this.deps.background.optional('Completions of a query could not be read', () =>
      this.items(connection, context, abort.signal),
    );
    const items = found ?? [];
    const typed = document.getText(range);
    for (const item of items) {
      item.range = range;
      item.filterText = typed + (typeof item.label === 'string' ? item.label : item.label.label);
    }
    const kept = items.filter(({ label }) => matches(typeof label === 'string' ? label : label.label, context.typed));
    return new vscode.CompletionList(kept, true);
  }

  private async items(
    connection: JiraConnection,
    context: JqlContext,
    signal: AbortSignal,
  ): Promise<vscode.CompletionItem[]> {
    const { words } = this.deps;
    switch (context.expects) {
      case JqlExpectation.field:
        return [...fieldItems(await words.of(connection)), ...keywords('NOT', 'ORDER BY')];
      case JqlExpectation.sortField:
        return fieldItems(await words.of(connection));
      case JqlExpectation.operator:
        return operatorItems(await words.of(connection), context.field);
      case JqlExpectation.value:
        return this.valueItems(connection, context, signal);
      case JqlExpectation.emptiness:
        return keywords('EMPTY', 'NOT EMPTY', 'NULL');
      case JqlExpectation.direction:
        return keywords('ASC', 'DESC');
      case JqlExpectation.connective:
        return keywords('AND', 'OR', 'ORDER BY');
      case JqlExpectation.predicate:
        return keywords(
          ...(context.isChange ? ['FROM', 'TO'] : []),
          ...['AFTER', 'BEFORE', 'BY', 'DURING', 'ON', 'AND', 'OR', 'ORDER BY'],
        );
      case JqlExpectation.time:
        return [...keywords('-1d', '-1w'), ...functionItems(await words.of(connection), /^(now|startOf|endOf)/i)];
      case JqlExpectation.person:
        // All fields of people suggest the same ones.
        return this.valueItems(connection, { ...context, field: 'assignee' }, signal, /^(currentUser|membersOf)/i);
      case JqlExpectation.argument:
        return [];
    }
  }

  private async valueItems(
    connection: JiraConnection,
    { field = '', typed }: JqlContext,
    signal: AbortSignal,
    wanted = /./,
  ): Promise<vscode.CompletionItem[]> {
    const session = this.deps.sessions.jira(connection);
    const [values, known] = await Promise.all([
      suggestJqlValues(session, field, typed, { signal, background: true }),
      this.deps.words.of(connection),
    ]);
    return [...values.map(name => itemOf(name, vscode.CompletionItemKind.Value)), ...functionItems(known, wanted)];
  }
}

function functionItems({ functions }: JqlWords, wanted: RegExp): vscode.CompletionItem[] {
  return functions
    .filter(({ value }) => wanted.test(value))
    .map(name => itemOf(name, vscode.CompletionItemKind.Function));
}

function matches(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.toLowerCase());
}

function fieldItems({ fields }: JqlWords): vscode.CompletionItem[] {
  return fields.map(name => itemOf(name, vscode.CompletionItemKind.Field));
}

/** Operators that the site allows for the field. */
function operatorItems({ fields }: JqlWords, field = ''): vscode.CompletionItem[] {
  const wanted = field.toLowerCase();
  const known = fields.find(({ value }) => value.replaceAll('"', '').toLowerCase() === wanted)?.operators ?? [];
  return (known.length > 0 ? known : operators).map(each => keyword(each, vscode.CompletionItemKind.Operator));
}

function keywords(...words: string[]): vscode.CompletionItem[] {
  return words.map(word => keyword(word, vscode.CompletionItemKind.Keyword));
}

function keyword(word: string, kind: vscode.CompletionItemKind): vscode.CompletionItem {
  const item = new vscode.CompletionItem(word, kind);
  item.insertText = `${word} `;
  return item;
}

function itemOf({ value, displayName }: JqlName, kind: vscode.CompletionItemKind): vscode.CompletionItem {
  const label = value.replaceAll('"', '') === displayName ? displayName : { label: displayName, description: value };
  const item = new vscode.CompletionItem(label, kind);
  item.insertText = value.endsWith('()') ? value : `${value} `;
  return item;
}
