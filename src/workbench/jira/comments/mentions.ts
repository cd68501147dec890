import * as vscode from 'vscode';
import { findAssignable } from '../../../jira/people/people.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { placeOfDraft } from './draftFiles.ts';

/** Completes people after an `@` in a draft, as the link that becomes a mention. */
export class Mentions implements vscode.CompletionItemProvider {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly background: Background;

  constructor(store: ConnectionStore, sessions: Sessions, background: Background) {
    this.background = background;
    this.store = store;
    this.sessions = sessions;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const before = document.lineAt(position).text.slice(0, position.character);
    const typed = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(before)?.[1];
    const place = placeOfDraft(document.uri);
    const connection = place && this.store.findJira(place.connectionId);
    if (typed === undefined || !place || !connection) return undefined;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const session = this.sessions.jira(connection);
    const reading = { signal: abort.signal, background: true };
    // Without a list of people there are no completions, and no error.
    const found = await this.background.optional('People to mention could not be read', () =>
      findAssignable(session, { issue: place.key }, typed, reading),
    );
    const range = new vscode.Range(position.translate(0, -typed.length - 1), position);
    const items = (found ?? []).map(({ id, displayName }) => {
      const item = new vscode.CompletionItem(`@${displayName}`, vscode.CompletionItemKind.User);
      item.insertText = `[@${displayName.replace(/[[\]\\]/g, '\\$&')}](mention:${encodeURIComponent(id)}) `;
      item.filterText = `@${typed}${displayName}`;
      item.range = range;
      return item;
    });
    return new vscode.CompletionList(items, true);
  }
}
