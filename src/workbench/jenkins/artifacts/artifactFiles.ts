import * as vscode from 'vscode';
import { TooLargeError } from '../../../http/errors.ts';
import { openArtifact } from '../../../jenkins/artifacts/artifacts.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { RemoteFiles } from '../../shell/files/remoteFiles.ts';
import { artifactOf } from './artifactUri.ts';

const { t } = vscode.l10n;

/** Limit of a file in the editor, which holds it whole; a larger one must be saved to the disk. */
const maxBytes = 50 * 1024 * 1024;

/** Artifacts as read-only files. */
export class ArtifactFiles extends RemoteFiles {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;

  constructor(store: ConnectionStore, sessions: Sessions) {
    super();
    this.store = store;
    this.sessions = sessions;
  }

  protected override async read(uri: vscode.Uri): Promise<Uint8Array> {
    const found = artifactOf(uri, id => this.store.findJenkins(id));
    if (!found) throw vscode.FileSystemError.FileNotFound(t('The connection of this artifact was removed.'));
    const { build, path } = found;
    const session = this.sessions.jenkins(build.connection);
    const externalTransport = this.sessions.externalTransport(build.connection);
    try {
      return await (await openArtifact(session, build.job, build.number, path, externalTransport)).whole(maxBytes);
    } catch (error) {
      if (!(error instanceof TooLargeError)) throw vscode.FileSystemError.Unavailable(explanationText(error));
      const limit = String(maxBytes / 1024 / 1024);
      throw vscode.FileSystemError.Unavailable(t('It is larger than {0} MiB. Download it instead.', limit));
    }
  }
}
