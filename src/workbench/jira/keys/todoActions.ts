import * as vscode from 'vscode';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { todoIn } from '../issues/todoText.ts';
import { isForPeople } from './commentPlaces.ts';
import type { ProjectKeys } from './projectKeys.ts';

/** Offers to make an issue of a comment that says what is to be done, unless it names an issue. */
export class TodoActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.RefactorExtract];
  private readonly store: ConnectionStore;
  private readonly keys: ProjectKeys;

  constructor(store: ConnectionStore, keys: ProjectKeys) {
    this.store = store;
    this.keys = keys;
  }

  provideCodeActions(document: vscode.TextDocument, { start }: vscode.Range): vscode.CodeAction[] {
    const { text } = document.lineAt(start.line);
    const todo = todoIn(text);
    if (!todo?.text || this.keys.keysIn(text).length > 0) return [];
    if (this.store.ofProduct(Product.jira).length === 0) return [];
    const before = document.getText(new vscode.Range(0, 0, start.line, todo.at));
    if (!isForPeople(document.languageId, before)) return [];
    const title = vscode.l10n.t('Create Issue From Comment…');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.RefactorExtract);
    const given = [document.uri, start.line];
    action.command = { command: 'jenkinsJira.createIssueFromSelection', title, arguments: given };
    return [action];
  }
}
