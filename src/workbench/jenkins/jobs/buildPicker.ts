import * as vscode from 'vscode';
import { asNumber, isObject } from '../../../base/json.ts';
import { type Build, listBuilds, readBuild } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { timeAgo } from '../../shell/words/timeWords.ts';
import { frontJob } from './frontJob.ts';
import type { JobQuestion } from './jobAsking.ts';
import type { JobPicker } from './jobPicker.ts';
import { type BuildRef, type JobRef, jobIn } from './jobRef.ts';
import { buildPresentation } from './jobWords.ts';
import { isOffered, type Permission } from './lacking.ts';

const { t } = vscode.l10n;
const maxShown = 100;

export interface BuildQuestion {
  readonly title: string;
  /** Filter of the offered builds. */
  readonly accepts: (build: Build) => boolean;
  /** Filter of the offered jobs; absent: those that were built. */
  readonly ofJob?: (job: Pick<Job, 'running' | 'result'>) => boolean;
  /** Permission that jobs are left out without, where it was refused there before. */
  readonly permission?: Permission;
  /** Whether to take the newest build without asking where a job was given. */
  readonly newest?: boolean;
  /** Builds that are taken before newer ones. */
  readonly likeliest?: (build: Build) => boolean;
}

export interface BuildPickerDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
}

/** Finds the build of a command. */
export class BuildPicker {
  private readonly deps: BuildPickerDeps;

  constructor(deps: BuildPickerDeps) {
    this.deps = deps;
  }

  /**
   * Returns the given build; else a build of the given job; else that of the editor in front, where it can be meant;
   * else a build of a job that is asked for.
   */
  async in(target: unknown, question: BuildQuestion): Promise<BuildRef | undefined> {
    const { store, jobPicker } = this.deps;
    const given = target ?? frontJob();
    const named = jobIn(given, id => store.findJenkins(id));
    const number = isObject(given) ? asNumber(given['number']) : undefined;
    if (named && number !== undefined && (target !== undefined || (await this.isMeant({ ...named, number }, question))))
      return { ...named, number };
    const { title, ofJob = wasBuilt, permission } = question;
    const accepts: JobQuestion['accepts'] = (job, connection) =>
      ofJob(job) && (!permission || isOffered(this.deps.sessions, { connection, job: job.fullName }, permission));
    const job = named ?? (await jobPicker.pick(store.ofProduct(Product.jenkins), { title, accepts }));
    if (!job) return undefined;
    return named && question.newest ? this.newestOf(job, question) : this.of(job, question);
  }

  private async isMeant(ref: BuildRef, { accepts }: BuildQuestion): Promise<boolean> {
    const { connection, job, number } = ref;
    try {
      const build = await readBuild(this.deps.sessions.jenkins(connection), job, number);
      return build !== undefined && accepts(build);
    } catch (error) {
      throw new Failure(t('Could not load {0} #{1}.', readableName(job), number), error, connection);
    }
  }

  private async newestOf(job: JobRef, { accepts, likeliest }: BuildQuestion): Promise<BuildRef | undefined> {
    const name = readableName(job.job);
    try {
      const builds = await withDelayedProgress(t('Finding the last build of {0}…', name), signal =>
        listBuilds(this.deps.sessions.jenkins(job.connection), job.job, maxShown, { signal }),
      );
      const newest = (likeliest && builds.find(likeliest)) ?? builds.find(accepts);
      if (newest) return { ...job, number: newest.number };
    } catch (error) {
      throw new Failure(t('Could not list the builds of {0}.', name), error, job.connection);
    }
    notifyInformation(t('This build of {0} does not exist.', name));
    return undefined;
  }

  /** Asks for a build of a job. */
  async of(job: JobRef, { title, accepts }: BuildQuestion): Promise<BuildRef | undefined> {
    const abort = new AbortController();
    const session = this.deps.sessions.jenkins(job.connection);
    const builds = listBuilds(session, job.job, maxShown, { signal: abort.signal });
    try {
      const answer = await askPick({
        title,
        placeholder: t('Select a build of {0}', readableName(job.job)),
        items: builds.then(found => found.filter(accepts).map(buildItem)),
      });
      return answer.kind === 'answered' ? { ...job, number: answer.value } : undefined;
    } catch (error) {
      throw new Failure(t('Could not list the builds of {0}.', readableName(job.job)), error, job.connection);
    } finally {
      abort.abort();
    }
  }
}

function wasBuilt({ running, result }: Pick<Job, 'running' | 'result'>): boolean {
  return running || result !== undefined;
}

/** Line of a build in a list. */
export function buildItem(build: Build) {
  const { icon, words } = buildPresentation(build);
  return {
    label: build.displayName,
    description: `${words} · ${timeAgo(build.startedAt)}`,
    iconPath: icon,
    value: build.number,
  };
}
