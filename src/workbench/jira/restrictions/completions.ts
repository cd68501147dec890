import * as vscode from 'vscode';
import type { Project } from '../../../jira/index.ts';
import type { Assumptions, Operation } from '../../../restrictions/index.ts';
import { untilCanceled } from './canceled.ts';
import type { ConnectedProjects } from './connectedProjects.ts';
import { loadEngine } from './engine.ts';
import { type KeyPlace, keyPlaceAt } from './keyPlace.ts';
import type { RestrictionDocuments } from './restrictionDocuments.ts';

const { t } = vscode.l10n;

/** Time that a completion waits for the first answer of a Jira, in milliseconds. */
const patienceMs = 300;

/** A longer line is no rule that is being written; what is completed is looked for from each of its places. */
const maxCharacters = 4000;

/** Characters that open the completions. */
export const completionTriggers = ['[', '/', '=', '(', '|'] as const;

/**
 * Completes methods after a bracket at the start of a rule, the user's projects in place of a key, known paths
 * elsewhere.
 */
export class Completions implements vscode.CompletionItemProvider {
  private readonly documents: RestrictionDocuments;
  private readonly keys: ConnectedProjects;

  constructor(documents: RestrictionDocuments, keys: ConnectedProjects) {
    this.documents = documents;
    this.keys = keys;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList> {
    if (position.character > maxCharacters) return new vscode.CompletionList();
    const line = document.lineAt(position).text;
    const before = line.slice(0, position.character);
    const end = endOfWord(line, position);
    if (/^\s*\[[a-z]*$/i.test(before)) return new vscode.CompletionList(methods(line, before, position, end));
    const assumptions = this.documents.assumptions(document);
    const written = /^\s*(?:\[[a-z]+\])?(\S*)$/i.exec(before)?.[1];
    const known = written === undefined ? [] : await paths(assumptions, written, position, end);
    const place = keyPlaceAt(before);
    if (place === undefined) return new vscode.CompletionList(known);
    const { projects, complete } = await this.projects(assumptions, token);
    const keys = projects.map(project => keyItem(project, place, position, end));
    // While a Jira has not answered, the next keystroke requests completions again.
    return new vscode.CompletionList([...keys, ...known], !complete);
  }

  private projects(assumptions: Assumptions, token: vscode.CancellationToken) {
    return untilCanceled(token, signal => this.keys.projects(assumptions, patienceMs, signal));
  }
}

/** End of the word or path under the cursor: a completion takes its place, rather than standing in its midst. */
function endOfWord(line: string, position: vscode.Position): vscode.Position {
  return position.translate(0, /^[\w{}-]*/.exec(line.slice(position.character))?.[0].length ?? 0);
}

function keyItem(
  { key, name }: Project,
  { written, ofIssue }: KeyPlace,
  position: vscode.Position,
  end: vscode.Position,
) {
  const item = new vscode.CompletionItem({ label: key, description: name }, vscode.CompletionItemKind.Value);
  item.insertText = ofIssue ? `${key}-[0-9]+` : key;
  item.range = new vscode.Range(position.translate(0, -written.length), end);
  item.sortText = ` ${key}`; // before the paths
  item.detail = ofIssue ? t('all issues of {0}', name) : name;
  return item;
}

async function paths(
  assumptions: Assumptions,
  written: string,
  position: vscode.Position,
  end: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  const lead = leadOf(written);
  if (lead === undefined) return [];
  const { operationsOf, patternOf } = await loadEngine();
  const range = new vscode.Range(position.translate(0, -written.length), end);
  const byPath = new Map<string, Operation[]>();
  for (const operation of operationsOf(assumptions.product)) {
    byPath.set(operation.path, [...(byPath.get(operation.path) ?? []), operation]);
  }
  return [...byPath].map(([path, operations]) => {
    const item = new vscode.CompletionItem(path, vscode.CompletionItemKind.Reference);
    item.insertText = patternOf(path, assumptions.baseUrl);
    item.filterText = `${lead}${path}`;
    item.range = range;
    item.detail = operations.map(({ method }) => method).join(', ');
    if (operations.every(({ deprecated }) => deprecated)) item.tags = [vscode.CompletionItemTag.Deprecated];
    return item;
  });
}

/**
 * Part of a rule before its path: a wildcard, or the address of a site. Undefined where no path can follow: Enter at the
 * end of a rule is to begin the next one, not to put another path in its place.
 */
function leadOf(written: string): string | undefined {
  const path = /\/(?:r|re|res|rest(?:\/[\w/{}-]*)?)?$/.exec(written);
  if (path) return written.slice(0, path.index);
  const part = /^(\.[*+]|\[\^[^\]]*\][*+])?[\w/{}-]*$/.exec(written);
  if (part) return part[1] ?? '';
  return /^https?:[^*]*[\w.-]$/i.test(written) ? written : undefined;
}

function methods(
  line: string,
  before: string,
  position: vscode.Position,
  end: vscode.Position,
): vscode.CompletionItem[] {
  const isClosed = line[end.character] === ']';
  const range = new vscode.Range(position.translate(0, -(/[a-z]*$/i.exec(before)?.[0].length ?? 0)), end);
  return ['get', 'post', 'put', 'delete', 'patch'].map(method => {
    const item = new vscode.CompletionItem(method, vscode.CompletionItemKind.Keyword);
    item.range = range;
    item.insertText = isClosed ? method : `${method}]`;
    item.detail = t('only {0} requests', method.toUpperCase());
    return item;
  });
}
