import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { readJob } from '../../../jenkins/jobs/jobs.ts';
import { keysInBranch } from '../../../jira/issues/issueKeys.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BranchJob, BranchJobs } from '../../jenkins/branches/branchJobs.ts';
import type { JobCatalog } from '../../jenkins/jobs/jobCatalog.ts';
import { type JobRef, keyOf } from '../../jenkins/jobs/jobRef.ts';
import type { GitBranches } from '../../shell/git/gitBranches.ts';

/** Jobs of an issue to read. */
const most = 5;

export interface IssueJobsDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly catalog: JobCatalog;
  readonly branches: GitBranches;
  readonly branchJobs: BranchJobs;
}

/**
 * Jobs that build an issue's branches, as far as they are known: jobs of the current branches, and of all jobs that
 * were listed for *Go to Job…*, those whose last name holds the issue's key. Lists no jobs by itself.
 */
export class IssueJobs {
  private readonly deps: IssueJobsDeps;

  constructor(deps: IssueJobsDeps) {
    this.deps = deps;
  }

  /** Skips unreadable jobs: the views show the problem of their connection. */
  async find(key: string, signal: AbortSignal): Promise<BranchJob[]> {
    const options = { signal, background: true };
    const isNamed = this.namer(key);
    const atHand = this.deps.branches
      .all()
      .filter(({ name }) => isNamed(name))
      .map(branch => this.deps.branchJobs.find(branch, options));
    const listed = this.listed(isNamed).map(async ({ connection, job }): Promise<BranchJob[]> => {
      return [{ connection, job: await readJob(this.deps.sessions.jenkins(connection), job, options) }];
    });
    const outcomes = await Promise.allSettled([...atHand, ...listed]);
    const found = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' ? outcome.value : []));
    const byKey = new Map(found.map(each => [JSON.stringify(keyOf({ ...each, job: each.job.fullName })), each]));
    return [...byKey.values()];
  }

  /** Finds jobs of an issue's branches without reading them. */
  refs(key: string): JobRef[] {
    return this.listed(this.namer(key));
  }

  /** Distinguishes the names that hold an issue's key. */
  private namer(key: string): (name: string) => boolean {
    return name => keysInBranch(name, project => key.startsWith(`${project}-`)).includes(key);
  }

  private listed(isNamed: (name: string) => boolean): JobRef[] {
    return this.deps.store
      .ofProduct(Product.jenkins)
      .flatMap(connection =>
        this.deps.catalog
          .jobs(connection)
          .filter(({ fullName }) => isNamed(readableName(fullName.slice(fullName.lastIndexOf('/') + 1))))
          .map(({ fullName }) => ({ connection, job: fullName })),
      )
      .slice(0, most);
  }
}
