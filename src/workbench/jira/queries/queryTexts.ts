import * as vscode from 'vscode';
import type { TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { putQuery } from './changeQueries.ts';
import { findQuery } from './queries.ts';
import { draftPlaceOf, placeOfQuery, type QueryPlace, queryScheme } from './queryUri.ts';

/** Queries of the settings as texts under edit: applying puts a query there, and the view shows its issues. */
export class QueryTexts implements TextKind<QueryPlace> {
  readonly scheme = queryScheme;

  refOf(uri: vscode.Uri): QueryPlace {
    const place = placeOfQuery(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    return place;
  }

  placeOf({ name, connection, helper }: QueryPlace): TextPlace {
    const scope = connection === undefined ? 'all' : 'own';
    const title = vscode.l10n.t('Query “{0}”', name);
    return { connection: connection ?? helper, name: `query ${scope} ${name}`, place: draftPlaceOf(name), title };
  }

  /** A query that is not in the settings yet is empty. */
  read({ name, connection }: QueryPlace) {
    return { text: findQuery(name, connection)?.jql ?? '' };
  }

  async apply({ name, connection }: QueryPlace, { text }: { readonly text: string }): Promise<boolean> {
    const before = findQuery(name, connection);
    await putQuery({ ...before, name, connection, jql: text.trim() }, before);
    return true;
  }
}
