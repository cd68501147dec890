import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { placeOfQuery } from './queryUri.ts';

const { t } = vscode.l10n;

/** Code lenses above a query: its connection, and its suggestions. */
export class QueryLenses implements vscode.CodeLensProvider {
  private readonly store: ConnectionStore;

  constructor(store: ConnectionStore) {
    this.store = store;
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const place = placeOfQuery(document.uri);
    if (!place) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const site = place.connection && this.store.findJira(place.connection)?.name;
    const meant = site ? t('JQL for {0}.', site) : t('JQL for all connections.');
    const title = `${meant} ${t('Ctrl+Space for suggestions.')}`;
    return [new vscode.CodeLens(top, { title: inLabel(title), command: '' })];
  }
}
