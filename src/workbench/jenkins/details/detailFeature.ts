import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { readScan } from '../../../jenkins/jobs/scans.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import { type JobRef, jobIn } from '../jobs/jobRef.ts';
import { FileFinder, openPlace } from '../logs/fileFinder.ts';

const { t } = vscode.l10n;

export interface DetailDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

export function detailCommands({ store, background }: DetailDeps) {
  const finder = new FileFinder(background);
  return {
    async openChangedFile(target: unknown) {
      const path = isObject(target) ? asString(target['changedPath']) : undefined;
      if (path) await openPlace(finder, { path, line: undefined, column: undefined }, undefined);
    },
    async openScanLog(target: unknown) {
      const ref = jobIn(target, id => store.findJenkins(id));
      if (ref) await vscode.window.showTextDocument(scanUri(ref), { preview: true });
    },
  };
}

/** URI of a scan's log; it holds all parts, so that an editor can be restored. */
function scanUri({ connection, job }: JobRef): vscode.Uri {
  const title = t('Scan of {0}', readableName(job).replaceAll('/', '∕'));
  const query = new URLSearchParams({ connection: connection.id, job });
  return vscode.Uri.from({ scheme: 'jenkins-scan', path: `/${title}.log`, query: query.toString() });
}

/** Logs of scans, as read-only files. */
export class ScanLogs extends FlatFiles {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;

  constructor(store: ConnectionStore, sessions: Sessions) {
    super();
    this.store = store;
    this.sessions = sessions;
  }

  /** Each stat tells a new version, so that *Open Scan Log* shows the last scan. */
  override stat(): vscode.FileStat {
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: Date.now(),
      size: 1,
      permissions: vscode.FilePermission.Readonly,
    };
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const query = new URLSearchParams(uri.query);
    const connection = this.store.findJenkins(query.get('connection') ?? '');
    const job = query.get('job');
    if (!connection || !job) throw vscode.FileSystemError.FileNotFound(t('The connection of this scan was removed.'));
    try {
      const { log } = await readScan(this.sessions.jenkins(connection), job);
      return Buffer.from(log || t('No scan has run yet.'), 'utf8');
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(explanationText(error));
    }
  }
}
