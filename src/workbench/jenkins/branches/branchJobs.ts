import type * as vscode from 'vscode';
import { NotFoundError } from '../../../http/errors.ts';
import { branchCandidates, isOfRepository, readHeritage } from '../../../jenkins/jobs/branchJobs.ts';
import { type Job, JobKind, readJob } from '../../../jenkins/jobs/jobs.ts';
import type { ReadOptions } from '../../../jenkins/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { GitBranch } from '../../shell/git/gitBranches.ts';
import type { JobCatalog } from '../jobs/jobCatalog.ts';
import { type BranchMapping, branchMappings, parseMapping } from './branchMappings.ts';

const memory = 'branchProjects';
/** Jobs with the branch's name whose sources are read; the likely ones come first. */
const maxAsked = 20;
/** Pauses before a missing job is searched again: usually, and while it is expected. */
const usualAgainMs = 10 * 60_000;
const expectedAgainMs = 20_000;

export interface BranchJob {
  readonly connection: JenkinsConnection;
  readonly job: Job;
}

export interface BranchJobsDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly catalog: JobCatalog;
  readonly memento: vscode.Memento;
}

/**
 * Finds the jobs that build a branch: by the person's mapping, by an earlier result, or among all jobs with the
 * branch's name, those whose builds came from the same repository.
 */
export class BranchJobs {
  private readonly deps: BranchJobsDeps;
  /** Times of unsuccessful searches. */
  private readonly inVain = new Map<string, number>();
  /** Until then Jenkins may be about to create a job. */
  private expectedUntil = 0;

  constructor(deps: BranchJobsDeps) {
    this.deps = deps;
  }

  /**
   * Finds the jobs of a branch, on all connections.
   * @throws the failure of reading a job, when none was found elsewhere
   */
  async find(branch: GitBranch, options: ReadOptions): Promise<BranchJob[]> {
    const outcomes = await Promise.allSettled(
      this.deps.store.ofProduct(Product.jenkins).map(connection => this.findOn(connection, branch, options)),
    );
    const found = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' && outcome.value) || []);
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    if (found.length === 0 && failed) throw failed.reason;
    return found;
  }

  /** Forgets unsuccessful searches. */
  forget(): void {
    this.inVain.clear();
  }

  /** A branch was pushed, and Jenkins may create its job within this time. */
  expect(milliseconds: number): void {
    this.expectedUntil = Date.now() + milliseconds;
    this.forget();
  }

  private async findOn(
    connection: JenkinsConnection,
    branch: GitBranch,
    options: ReadOptions,
  ): Promise<BranchJob | undefined> {
    const said = branchMappings().find(isOf(connection, branch));
    const known = said ?? this.remembered().find(isOf(connection, branch));
    const mapping = known ?? (await this.search(connection, branch, options));
    const job = mapping && (await this.read(connection, mapping, branch, options));
    if (job || !known || said || !(await this.isGone(connection, known, options))) return job && { connection, job };
    // The project was renamed or moved: search as if it had never been found.
    await this.write(this.remembered().filter(each => !isOf(connection, branch)(each)));
    return this.findOn(connection, branch, options);
  }

  private async read(
    connection: JenkinsConnection,
    mapping: BranchMapping,
    branch: GitBranch,
    options: ReadOptions,
  ): Promise<Job | undefined> {
    const name = jobNameIn(mapping, branch.name);
    return name === undefined ? undefined : orNone(readJob(this.deps.sessions.jenkins(connection), name, options));
  }

  /** Whether a project is gone from its place; an existing project may have no job for the branch yet. */
  private async isGone(
    connection: JenkinsConnection,
    { project }: BranchMapping,
    options: ReadOptions,
  ): Promise<boolean> {
    const question = JSON.stringify([connection.id, project]);
    if (!project || this.wasInVain(question)) return false;
    const isThere = await orNone(readJob(this.deps.sessions.jenkins(connection), project, options));
    if (isThere) this.inVain.set(question, Date.now());
    return !isThere;
  }

  private async search(
    connection: JenkinsConnection,
    branch: GitBranch,
    options: ReadOptions,
  ): Promise<BranchMapping | undefined> {
    const [key] = branch.keys;
    const question = JSON.stringify([connection.id, branch.name, key]);
    if (!key || this.wasInVain(question)) return undefined;
    const { catalog, sessions } = this.deps;
    if (this.isExpected) catalog.outdate(connection);
    const isRead = await catalog.freshen(connection, options.signal);
    const problem = catalog.problem(connection);
    if (problem !== undefined) throw problem;
    if (!isRead) return undefined;
    const jobs = catalog.jobs(connection).filter(job => job.kind === JobKind.job && !job.disabled);
    const candidates = branchCandidates(
      jobs.map(({ fullName }) => fullName),
      branch.name,
      key,
    );
    for (const candidate of candidates.slice(0, maxAsked)) {
      const heritage = await readHeritage(sessions.jenkins(connection), candidate, options);
      if (!heritage || !branch.keys.some(each => isOfRepository(heritage, each))) continue;
      const mapping = { repository: key, connection: connection.id, project: parentOf(candidate) };
      await this.write([...this.remembered(), mapping]);
      return mapping;
    }
    this.inVain.set(question, Date.now());
    return undefined;
  }

  private get isExpected(): boolean {
    return Date.now() < this.expectedUntil;
  }

  private wasInVain(question: string): boolean {
    const again = this.isExpected ? expectedAgainMs : usualAgainMs;
    return Date.now() - (this.inVain.get(question) ?? 0) < again;
  }

  private remembered(): BranchMapping[] {
    const value: unknown = this.deps.memento.get(memory);
    return Array.isArray(value) ? value.flatMap(each => parseMapping(each) ?? []) : [];
  }

  private async write(mappings: readonly BranchMapping[]): Promise<void> {
    await this.deps.memento.update(memory, mappings);
  }
}

function isOf({ id }: JenkinsConnection, { keys }: GitBranch): (mapping: BranchMapping) => boolean {
  return ({ connection, repository }) => connection === id && keys.includes(repository);
}

async function orNone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function jobNameIn({ project, job }: BranchMapping, branch: string): string | undefined {
  return job ?? (project === undefined ? undefined : [project, encodeBranch(branch)].filter(Boolean).join('/'));
}

/** Encodes a branch's name as the name of its job, as Jenkins does for characters that a path cannot hold. */
function encodeBranch(branch: string): string {
  return branch.replace(/[%/\\#?*:<>|"]/g, char => encodeURIComponent(char).replace('*', '%2A'));
}

function parentOf(fullName: string): string {
  return fullName.slice(0, Math.max(0, fullName.lastIndexOf('/')));
}
