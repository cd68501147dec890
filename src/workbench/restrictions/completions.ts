import * as vscode from 'vscode';
import { loadEngine } from './engine.ts';
import type { RestrictionDocuments } from './restrictionDocuments.ts';

const { t } = vscode.l10n;

/** Methods after a bracket at the start of a rule; known paths as patterns elsewhere. */
export class Completions implements vscode.CompletionItemProvider {
  private readonly documents: RestrictionDocuments;

  constructor(documents: RestrictionDocuments) {
    this.documents = documents;
  }

  async provideCompletionItems(document: vscode.TextDocument, position: vscode.Position) {
    const { generateRules, operationsOf } = await loadEngine();
    const before = document.lineAt(position).text.slice(0, position.character);
    if (/^\s*\[[a-z]*$/i.test(before)) return this.methods(document, position);
    const written = /^\s*(?:\[[a-z]+\])?(\S*)$/i.exec(before)?.[1];
    if (written === undefined) return [];
    const assumptions = this.documents.assumptions(document);
    const operations = operationsOf(assumptions.product);
    const range = new vscode.Range(position.translate(0, -written.length), position);
    const paths = new Map(operations.map(operation => [operation.path, operation]));
    return [...paths.values()].map(({ method, path, deprecated }) => {
      const item = new vscode.CompletionItem(path, vscode.CompletionItemKind.Reference);
      const [rule] = generateRules([{ method, path }], { ...assumptions, match: 'full' });
      item.insertText = rule?.text.replace(/^\[\w+\]/, '') ?? path;
      item.filterText = `${written}${path}`;
      item.range = range;
      item.detail = operations
        .filter(each => each.path === path)
        .map(each => each.method)
        .join(', ');
      if (deprecated) item.tags = [vscode.CompletionItemTag.Deprecated];
      return item;
    });
  }

  private methods(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
    const isClosed = document.lineAt(position).text[position.character] === ']';
    return ['get', 'post', 'put', 'delete', 'patch'].map(method => {
      const item = new vscode.CompletionItem(method, vscode.CompletionItemKind.Keyword);
      item.insertText = isClosed ? method : `${method}]`;
      item.detail = t('only {0} requests', method.toUpperCase());
      return item;
    });
  }
}
