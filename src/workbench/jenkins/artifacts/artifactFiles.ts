import * as vscode from 'vscode';
import { TooLargeError } from '../../../http/index.ts';
import { openArtifact } from '../../../jenkins/index.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import { artifactOf } from './artifactUri.ts';

const { t } = vscode.l10n;

/** Limit of a file in the editor, which holds it whole; a larger one must be saved to the disk. */
const maxBytes = 50 * 1024 * 1024;
/** Number of artifacts to keep in memory: editors ask for size and content separately. */
const maxKept = 4;

/** Artifacts as read-only files, so that the editor shows them like any other: text, pictures, and so on. */
export class ArtifactFiles extends FlatFiles {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly kept = new Map<string, Promise<Uint8Array>>();

  constructor(store: ConnectionStore, sessions: Sessions) {
    super();
    this.store = store;
    this.sessions = sessions;
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const content = await this.content(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: content.length };
  }

  override readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.content(uri);
  }

  private content(uri: vscode.Uri): Promise<Uint8Array> {
    const key = uri.toString();
    const known = this.kept.get(key);
    if (known) return known;
    const reading = this.read(uri);
    this.kept.set(key, reading);
    reading.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > maxKept) this.kept.delete(oldest);
    return reading;
  }

  private async read(uri: vscode.Uri): Promise<Uint8Array> {
    const found = artifactOf(uri, id => this.store.findJenkins(id));
    if (!found) throw vscode.FileSystemError.FileNotFound(t('The connection of this artifact was removed.'));
    const { build, path } = found;
    const session = this.sessions.jenkins(build.connection);
    const externalTransport = this.sessions.externalTransport(build.connection);
    try {
      const response = await openArtifact(session, build.job, build.number, path, externalTransport);
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of response.bytes()) {
        size += piece.length;
        if (size > maxBytes) throw new TooLargeError(maxBytes, response.request, { status: response.status });
        pieces.push(piece);
      }
      return Buffer.concat(pieces, size);
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw vscode.FileSystemError.Unavailable(explanationText(error));
      const limit = String(maxBytes / 1024 / 1024);
      throw vscode.FileSystemError.Unavailable(t('It is larger than {0} MiB. Download it instead.', limit));
    }
  }
}
