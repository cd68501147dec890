import * as vscode from 'vscode';
import { ForbiddenError } from '../../../http/errors.ts';
import { cancelQueueItem } from '../../../jenkins/builds/changeBuilds.ts';
import { StartedMeanwhileError } from '../../../jenkins/errors.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { WriteFailure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { showWarning } from '../../shell/messages/notifications.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { Permission } from '../jobs/lacking.ts';
import { type StopDeps, stopBuild } from './stopBuild.ts';

const { t } = vscode.l10n;

/** Item of a queue. */
export interface WaitingRef {
  readonly connection: JenkinsConnection;
  readonly queueId: number;
  /** Full name of the job; absent where the item is no job. */
  readonly job?: string | undefined;
}

/** Takes an item out of the queue; an item that has started meanwhile can be stopped as a build. */
export async function cancelWaiting(deps: StopDeps, { connection, queueId, job }: WaitingRef): Promise<void> {
  const words = {
    connection,
    doing: t('Canceling the queue item…'),
    done: t('The queue item was canceled.'),
    failed: t('Could not cancel the queue item on {0}.', connection.name),
    doubtful: t('The queue item on {0} may or may not have been canceled.', connection.name),
    page: '/',
  };
  try {
    await doWrite(words, control => cancelQueueItem(deps.sessions.jenkins(connection), queueId, control));
  } catch (error) {
    const cause = error instanceof WriteFailure ? error.cause : undefined;
    if (cause instanceof ForbiddenError) deps.sessions.lackedOf(connection)?.add(job ?? '', Permission.cancel);
    const started = cause instanceof StartedMeanwhileError && cause;
    if (!started || started.job === undefined) throw error;
    await offerToStop(deps, { connection, job: started.job, number: started.buildNumber });
  }
}

async function offerToStop(deps: StopDeps, build: BuildRef): Promise<void> {
  const stop = t('Stop Build');
  const text = t('It is too late to cancel: {0} has started.', `${readableName(build.job)} #${build.number}`);
  if ((await showWarning(text, stop)) === stop) await stopBuild(deps, build);
}
