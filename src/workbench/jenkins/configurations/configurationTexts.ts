import * as vscode from 'vscode';
import { readConfiguration, writeConfiguration } from '../../../jenkins/jobs/changeJobs.ts';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { EditedText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { notifyError } from '../../shell/messages/notifications.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { confirmProtected } from '../jobs/protectedJobs.ts';
import { configurationScheme } from './configurationScheme.ts';
import { rootComplaint, xmlComplaint } from './xmlDiagnostics.ts';

const { t } = vscode.l10n;

/** URI of a job's configuration as a document; it holds all parts, so that an editor can be restored after a reload. */
export function configurationUri({ connection, job }: JobRef): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id, job });
  const name = readableName(job).split('/').slice(-2).join(' ');
  return vscode.Uri.from({ scheme: configurationScheme, path: `/${name}.config.xml`, query: query.toString() });
}

/** Configurations of jobs as texts under edit. */
export class ConfigurationTexts implements TextKind<JobRef> {
  readonly scheme = configurationScheme;
  readonly verb = t('Save to Jenkins');
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;

  constructor(store: ConnectionStore, sessions: Sessions) {
    this.store = store;
    this.sessions = sessions;
  }

  refOf(uri: vscode.Uri): JobRef {
    const query = new URLSearchParams(uri.query);
    const connection = this.store.findJenkins(query.get('connection') ?? '');
    const job = query.get('job');
    if (!connection || !job) throw vscode.FileSystemError.FileNotFound(t('The connection of this job was removed.'));
    return { connection, job };
  }

  placeOf({ connection, job }: JobRef): TextPlace {
    const title = t('Configuration of {0}', readableName(job));
    return { connection: connection.id, name: `configuration ${job}`, place: job, title };
  }

  async read({ connection, job }: JobRef) {
    try {
      return { text: await readConfiguration(this.sessions.jenkins(connection), job) };
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(explanationText(error));
    }
  }

  async apply(ref: JobRef, { text, base }: EditedText): Promise<boolean> {
    const { connection, job } = ref;
    const name = readableName(job);
    const complaint = xmlComplaint(text) ?? rootComplaint(base, text);
    if (complaint) {
      notifyError(t('The configuration of {0} was not saved to Jenkins. {1}', name, complaint));
      return false;
    }
    if (!(await confirmProtected(ref, t('Save the configuration of {0}', name)))) return false;
    const words = {
      connection,
      doing: t('Saving the configuration of {0}…', name),
      done: t('The configuration of {0} was saved.', name),
      failed: t('Could not save the configuration of {0}; the draft is kept.', name),
      doubtful: t('The configuration of {0} may or may not have been saved. The draft is kept.', name),
      page: `${jobPath(job)}/configure`,
    };
    await doWrite(words, control => writeConfiguration(this.sessions.jenkins(connection), job, text, control));
    return true;
  }
}
