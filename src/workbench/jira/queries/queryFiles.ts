import * as vscode from 'vscode';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import { findQuery, putQuery } from './queries.ts';
import { placeOfQuery } from './queryUri.ts';

/** Queries of the settings as files: saving puts a query there, and the view shows its issues. */
export class QueryFiles extends FlatFiles {
  override stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length };
  }

  /** A missing file is empty. */
  override readFile(uri: vscode.Uri): Uint8Array {
    const place = placeOfQuery(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from(findQuery(place.name, place.connection)?.jql ?? '', 'utf8');
  }

  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const place = placeOfQuery(uri);
    if (!place) throw vscode.FileSystemError.FileNotFound(uri);
    const { name, connection } = place;
    const jql = Buffer.from(content).toString('utf8').trim();
    await putQuery({ name, connection, jql }, findQuery(name, connection));
  }
}
