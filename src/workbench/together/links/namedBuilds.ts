import type { Build } from '../../../jenkins/builds/builds.ts';
import type { WordedBuild } from '../../../jenkins/builds/buildTexts.ts';
import { Phase } from '../../../jenkins/builds/follow.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BuildTracker } from '../../jenkins/builds/buildTracker.ts';
import { type JobKey, type JobRef, keyOf } from '../../jenkins/jobs/jobRef.ts';
import type { NodeTree } from '../../shell/trees/nodeTree.ts';
import { buildsId } from './buildsId.ts';
import type { IssueJobs } from './issueJobs.ts';

/** Build that names an issue. */
export interface NamedBuild extends JobRef {
  readonly build: Build;
}

export interface NamedBuildsDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly issueJobs: IssueJobs;
  /** Jobs that the person uses, the surest first. */
  readonly jobsInUse: () => readonly JobKey[];
  readonly tracker: Pick<BuildTracker, 'onDidChange'>;
  /** Trees with builds below issues. */
  readonly issueTrees: () => readonly Pick<NodeTree, 'refreshWhere'>[];
}

/** Time in which the builds of a job are not read again, for all issues together. */
const cacheTtlMs = 30_000;
/** Jobs to look through. */
const mostJobs = 30;
/** Jobs to remember of which builds were opened. */
const mostOpened = 10;

interface Reading {
  readonly builds: Promise<readonly WordedBuild[]>;
  readonly at: number;
}

/**
 * Newest builds of the jobs that the person uses and of an issue's branches, by the issues that they name. Each job is
 * read once for all issues.
 */
export class NamedBuilds {
  private readonly deps: NamedBuildsDeps;
  private readonly readings = new Map<string, Reading>();
  private readonly opened = new Map<string, JobRef>();

  constructor(deps: NamedBuildsDeps) {
    this.deps = deps;
    // As long as the window lives, like the tracker.
    deps.tracker.onDidChange(({ ref, progress }) => {
      if (progress.phase === Phase.finished) this.onEnd(ref);
    });
  }

  /** Remembers that a build of a job was opened: its others are looked through, too. */
  noteOpened({ connection, job }: JobRef): void {
    const id = JSON.stringify(keyOf({ connection, job }));
    this.opened.delete(id);
    this.opened.set(id, { connection, job });
    for (const oldest of this.opened.keys()) {
      if (this.opened.size <= mostOpened) break;
      this.opened.delete(oldest);
    }
  }

  /**
   * Finds the builds that name an issue, newest first. Skips unreadable jobs: the views show their problem.
   * @throws the failure of a job where nothing was found
   */
  async find(key: string, signal: AbortSignal): Promise<NamedBuild[]> {
    const [{ issuesOfBuild }, { buildTexts }] = await Promise.all([
      import('../../../reporting/issuesOfBuild.ts'),
      import('./buildTexts.ts'),
    ]);
    const project = key.slice(0, key.lastIndexOf('-'));
    const isNamed = (job: string, { build, messages: commits, description, values, causes }: WordedBuild) => {
      const { displayName } = build;
      const texts = buildTexts({ job }, { commits, displayName, description, parameters: values, causes });
      return issuesOfBuild(texts, each => each === project).some(issue => issue.key === key);
    };
    const outcomes = await Promise.allSettled(
      this.jobsOf(key).map(async (ref): Promise<NamedBuild[]> => {
        const builds = await this.read(ref);
        return builds.filter(each => isNamed(ref.job, each)).map(({ build }) => ({ ...ref, build }));
      }),
    );
    signal.throwIfAborted();
    const found = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? outcome.value : []));
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    if (found.length === 0 && failed) throw failed.reason;
    return found.sort((one, other) => other.build.startedAt - one.build.startedAt);
  }

  /** Draws the builds of a job below their issues anew, as one has ended. */
  private onEnd(ref: JobRef): void {
    this.readings.delete(JSON.stringify(keyOf(ref)));
    for (const tree of this.deps.issueTrees()) tree.refreshWhere(id => id.endsWith(buildsId));
  }

  private jobsOf(key: string): JobRef[] {
    const { store, issueJobs, jobsInUse } = this.deps;
    const used = jobsInUse().flatMap(({ connection: id, job }): JobRef[] => {
      const connection = store.findJenkins(id);
      return connection ? [{ connection, job }] : [];
    });
    const opened = [...this.opened.values()].filter(({ connection }) => store.findJenkins(connection.id));
    const byKey = new Map(
      [...issueJobs.refs(key), ...opened.reverse(), ...used].map(ref => [JSON.stringify(keyOf(ref)), ref]),
    );
    return [...byKey.values()].slice(0, mostJobs);
  }

  private read(ref: JobRef): Promise<readonly WordedBuild[]> {
    const id = JSON.stringify(keyOf(ref));
    const known = this.readings.get(id);
    if (known && Date.now() - known.at < cacheTtlMs) return known.builds;
    const builds = this.list(ref);
    this.readings.set(id, { builds, at: Date.now() });
    builds.catch(() => this.readings.delete(id));
    return builds;
  }

  private async list({ connection, job }: JobRef): Promise<readonly WordedBuild[]> {
    const { listWordedBuilds } = await import('../../../jenkins/builds/buildTexts.ts');
    return listWordedBuilds(this.deps.sessions.jenkins(connection), job, { background: true });
  }
}
