import * as vscode from 'vscode';
import { asNumber, isObject } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { readJob } from '../../../jenkins/jobs/jobs.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { frontJob } from '../jobs/frontJob.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type BuildRef, type JobRef, jobIn } from '../jobs/jobRef.ts';
import { activeLogAddress } from './logEditors.ts';
import { logUri, logViewType } from './logUri.ts';

const { t } = vscode.l10n;

/**
 * Opens the log of the given build, of a job's last build, or of a build that the person picks.
 * @returns the build; undefined where none was picked, or none is there
 */
export async function openLog(
  target: unknown,
  { store, sessions, jobPicker }: { store: ConnectionStore; sessions: Sessions; jobPicker: JobPicker },
): Promise<BuildRef | undefined> {
  const given = target ?? frontUnlessLog();
  const job =
    jobIn(given, id => store.findJenkins(id)) ??
    (await jobPicker.pick(store.ofProduct(Product.jenkins), {
      title: t('Open Log'),
      accepts: each => each.running || each.result !== undefined,
    }));
  const build = job && (await buildIn(given, job, sessions));
  if (build) await vscode.commands.executeCommand('vscode.openWith', logUri(build), logViewType, { preview: true });
  return build;
}

/** The log in front is open already: another is meant. */
function frontUnlessLog(): unknown {
  return activeLogAddress() ? undefined : frontJob();
}

/** Build of the target, or the job's last one. */
async function buildIn(target: unknown, job: JobRef, sessions: Sessions): Promise<BuildRef | undefined> {
  const named = isObject(target) ? asNumber(target['number']) : undefined;
  if (named !== undefined) return { ...job, number: named };
  const name = readableName(job.job);
  try {
    const { lastBuild } = await withDelayedProgress(t('Finding the last build of {0}…', name), signal =>
      readJob(sessions.jenkins(job.connection), job.job, { signal }),
    );
    if (lastBuild) return { ...job, number: lastBuild.number };
  } catch (error) {
    throw new Failure(t('Could not open the log of {0}.', name), error, job.connection);
  }
  notifyInformation(t('{0} has never been built, so there is no log.', name));
  return undefined;
}
