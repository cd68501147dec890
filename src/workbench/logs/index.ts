import * as vscode from 'vscode';
import { isObject, numberAt } from '../../base/json.ts';
import { readableName, readJob } from '../../jenkins/index.ts';
import type { CommandTable } from '../commands/commandTable.ts';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type BuildRef, type JobRef, jobIn } from '../jobs/jobRef.ts';
import { Failure } from '../messages/problemReporter.ts';
import { LogDocuments } from './logDocuments.ts';
import { logScheme, logUri } from './logUri.ts';

const { t } = vscode.l10n;

export interface LogDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
}

/** Logs of builds, opened from a build, from a job (its last build) and from the palette. */
export function register({ commands, store, sessions, jobPicker }: LogDeps): vscode.Disposable {
  const documents = new LogDocuments(store, sessions);
  return vscode.Disposable.from(
    documents,
    vscode.workspace.registerFileSystemProvider(logScheme, documents, { isCaseSensitive: true, isReadonly: true }),
    commands.register({
      async openLog(target) {
        const job =
          jobIn(target, id => store.findJenkins(id)) ??
          (await jobPicker.pick(store.ofProduct(Product.jenkins), {
            title: t('Open Log'),
            accepts: each => each.running || each.result !== undefined,
          }));
        const build = job && (await buildIn(target, job, sessions));
        if (build) await show(build);
      },
    }),
  );
}

async function show(build: BuildRef): Promise<void> {
  const document = await vscode.workspace.openTextDocument(logUri(build));
  await vscode.window.showTextDocument(document, { preview: true });
}

/** The build that was named, or the job's last one. */
async function buildIn(target: unknown, job: JobRef, sessions: Sessions): Promise<BuildRef | undefined> {
  const named = isObject(target) ? numberAt(target['number']) : undefined;
  if (named !== undefined) return { ...job, number: named };
  const name = readableName(job.job);
  try {
    const { lastBuild } = await withLateProgress(t('Looking for the last build of {0}…', name), signal =>
      readJob(sessions.jenkins(job.connection), job.job, { signal }),
    );
    if (lastBuild) return { ...job, number: lastBuild.number };
  } catch (error) {
    throw new Failure(t('Could not open the log of {0}.', name), error, job.connection);
  }
  void vscode.window.showInformationMessage(t('{0} was never built, so there is no log.', name));
  return undefined;
}
