import * as vscode from 'vscode';
import { readConfiguration, writeConfiguration } from '../../../jenkins/jobs/changeJobs.ts';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText, failureText } from '../../connections/words/explain.ts';
import { WriteFailure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import { FlatFiles } from '../../shell/files/flatFiles.ts';
import { SaveReasons } from '../../shell/files/saveReasons.ts';
import { askModal, showBriefly, showWarning } from '../../shell/messages/notifications.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { confirmCareful } from '../jobs/protectedJobs.ts';
import { configurationScheme } from './configurationScheme.ts';
import { rootComplaint, xmlComplaint } from './xmlDiagnostics.ts';

const { t } = vscode.l10n;

const messageMs = 8000;

/** Marks the URI of Jenkins' text, as opposed to the editor's. */
const asOnServer = 'server';

/** URI of a job's configuration as a document; it holds all parts, so that an editor can be restored after a reload. */
export function configurationUri({ connection, job }: JobRef, which = ''): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id, job, ...(which ? { which } : {}) });
  const name = readableName(job).split('/').slice(-2).join(' ');
  return vscode.Uri.from({ scheme: configurationScheme, path: `/${name}.config.xml`, query: query.toString() });
}

interface Known {
  /** Text in the editor. */
  text: string;
  /** Jenkins' text when it was last read or written: Jenkins rewrites a configuration in its own format. */
  base: string;
  mtime: number;
  /** Whether the person has not saved it yet. */
  unsent?: boolean;
}

/**
 * Configurations of jobs as files: saving sends them to Jenkins, unless they were changed there meanwhile. Automatic
 * saves of VS Code are kept here until the person saves.
 */
export class ConfigurationFiles extends FlatFiles implements vscode.Disposable {
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly known = new Map<string, Known>();
  private readonly listening: vscode.Disposable;
  private readonly reasons = new SaveReasons(configurationScheme);

  constructor(store: ConnectionStore, sessions: Sessions, background: Background) {
    super();
    this.store = store;
    this.sessions = sessions;
    this.listening = vscode.workspace.onDidCloseTextDocument(({ uri }) => background.run(() => this.closed(uri)));
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, mtime } = await this.at(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime, size: Buffer.byteLength(text) };
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from((await this.at(uri)).text, 'utf8');
  }

  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const ref = this.refOf(uri);
    const text = Buffer.from(content).toString('utf8');
    if (this.reasons.takeAutomatic(uri)) {
      const { base } = await this.at(uri);
      this.keep(uri, { text, base, mtime: Date.now(), unsent: text !== base });
      if (text !== base) showBriefly(t('Not on Jenkins yet: save it yourself.'), messageMs);
      return;
    }
    await this.send(uri, ref, text);
  }

  private async send(uri: vscode.Uri, ref: JobRef, text: string): Promise<void> {
    const name = readableName(ref.job);
    const session = this.sessions.jenkins(ref.connection);
    const complaint = xmlComplaint(text) ?? rootComplaint((await this.at(uri)).base, text);
    if (complaint) throw notSaved(complaint);
    if (!(await confirmCareful(ref, t('Save the configuration of {0}', name)))) throw notSaved(t('Canceled.'));
    try {
      if (!(await this.isUnchanged(uri, ref))) throw notSaved(t('Not saved: it was changed on Jenkins meanwhile.'));
      await writeConfiguration(session, ref.job, text);
    } catch (error) {
      throw error instanceof vscode.FileSystemError
        ? error
        : notSaved(failureText(new WriteFailure(saveWords(ref), error)));
    }
    const base = await readConfiguration(session, ref.job).catch(() => text);
    this.keep(uri, { text, base, mtime: Date.now() });
  }

  dispose(): void {
    this.listening.dispose();
    this.reasons.dispose();
    this.changed.dispose();
  }

  private async at(uri: vscode.Uri): Promise<Known> {
    const known = this.known.get(uri.toString());
    if (known) return known;
    const ref = this.refOf(uri);
    const text = await readConfiguration(this.sessions.jenkins(ref.connection), ref.job).catch(error => {
      throw vscode.FileSystemError.Unavailable(explanationText(error));
    });
    const read = { text, base: text, mtime: Date.now() };
    this.known.set(uri.toString(), read);
    return read;
  }

  /** Whether Jenkins' text is still the one that the editing began with, or the person wants to replace it. */
  private async isUnchanged(uri: vscode.Uri, ref: JobRef): Promise<boolean> {
    const now = await readConfiguration(this.sessions.jenkins(ref.connection), ref.job);
    const before = this.known.get(uri.toString())?.base;
    if (before === undefined || now === before) return true;
    const overwrite = t('Overwrite');
    const compare = t('Compare');
    const chosen = await askModal(
      t('The configuration of {0} was changed on Jenkins since you opened it.', readableName(ref.job)),
      { detail: t('Overwriting undoes that change.') },
      compare,
      overwrite,
    );
    if (chosen === compare) await this.compare(uri, ref, now);
    return chosen === overwrite;
  }

  private async compare(uri: vscode.Uri, ref: JobRef, now: string): Promise<void> {
    const theirs = configurationUri(ref, asOnServer);
    this.known.set(theirs.toString(), { text: now, base: now, mtime: Date.now() });
    // After a look at Jenkins' text, the next save may replace it.
    const mine = await this.at(uri);
    this.known.set(uri.toString(), { ...mine, base: now });
    const title = t('{0}: Jenkins ↔ yours', readableName(ref.job));
    await vscode.commands.executeCommand('vscode.diff', theirs, uri, title);
  }

  private keep(uri: vscode.Uri, known: Known): void {
    this.known.set(uri.toString(), known);
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** VS Code does not ask before it closes a file that it has saved automatically. */
  private async closed(uri: vscode.Uri): Promise<void> {
    const known = this.known.get(uri.toString());
    if (known?.unsent) {
      const openAgain = t('Open Again');
      const name = readableName(this.refOf(uri).job);
      const text = t('The changed configuration of {0} was not given to Jenkins.', name);
      if ((await showWarning(text, openAgain, t('Discard'))) === openAgain) {
        await vscode.window.showTextDocument(uri, { preview: false });
        return;
      }
    }
    this.known.delete(uri.toString());
  }

  private refOf(uri: vscode.Uri): JobRef {
    const query = new URLSearchParams(uri.query);
    const connection: JenkinsConnection | undefined = this.store.findJenkins(query.get('connection') ?? '');
    const job = query.get('job');
    if (!connection || !job) throw vscode.FileSystemError.FileNotFound(t('The connection of this job was removed.'));
    return { connection, job };
  }
}

function saveWords({ connection, job }: JobRef) {
  const name = readableName(job);
  return {
    connection,
    failed: t('Could not save the configuration of {0}.', name),
    doubtful: t('The configuration of {0} may or may not have been saved.', name),
    page: `${jobPath(job)}/configure`,
  };
}

function notSaved(why: string): vscode.FileSystemError {
  return vscode.FileSystemError.Unavailable(why);
}
