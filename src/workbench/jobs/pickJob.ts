import * as vscode from 'vscode';
import { type Job, JobKind, listJobs, readableName } from '../../jenkins/index.ts';
import type { JenkinsConnection } from '../connections/connection.ts';
import { pickConnection } from '../connections/pickConnection.ts';
import type { Sessions } from '../connections/sessions.ts';
import { askPick, type PickItem } from '../dialogs/askPick.ts';
import { Failure } from '../messages/problemReporter.ts';
import { lookOfJob } from './buildWords.ts';
import type { JobRef } from './jobRef.ts';

const { t } = vscode.l10n;

export interface JobQuestion {
  readonly title: string;
  /** Which jobs are offered; folders always are. */
  readonly accepts: (job: Job) => boolean;
}

/** Asks for a job, folder by folder; Back goes up. */
export async function pickJob(
  connections: readonly JenkinsConnection[],
  sessions: Sessions,
  question: JobQuestion,
): Promise<JobRef | undefined> {
  const chosen = await pickConnection(connections, {
    title: question.title,
    placeholder: t('On which Jenkins?'),
  });
  if (chosen.kind !== 'answered') return undefined;
  const connection = chosen.value;
  const job = await descend(connection, sessions, question, '');
  return job && { connection, job: job.fullName };
}

async function descend(
  connection: JenkinsConnection,
  sessions: Sessions,
  question: JobQuestion,
  top: string,
): Promise<Job | undefined> {
  let folder = top;
  const abort = new AbortController();
  try {
    for (;;) {
      const answer = await askPick<Job>({
        title: question.title,
        placeholder: folder === '' ? connection.name : `${connection.name} / ${readableName(folder)}`,
        canGoBack: folder !== '',
        items: offer(listJobs(sessions.jenkins(connection), folder, { signal: abort.signal }), question),
      });
      if (answer.kind === 'cancelled') return undefined;
      if (answer.kind === 'back') folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      else if (answer.value.kind === JobKind.job) return answer.value;
      else folder = answer.value.fullName;
    }
  } catch (error) {
    throw new Failure(t('Could not list the jobs of {0}.', connection.name), error, connection);
  } finally {
    abort.abort();
  }
}

async function offer(listing: Promise<Job[]>, question: JobQuestion): Promise<PickItem<Job>[]> {
  const jobs = await listing;
  return jobs
    .filter(job => job.kind !== JobKind.job || question.accepts(job))
    .map(job => {
      const { icon, words } = lookOfJob(job);
      return { label: job.label, description: words, iconPath: icon, value: job };
    });
}
