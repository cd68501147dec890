import type * as vscode from 'vscode';
import { NotFoundError } from '../../http/index.ts';
import {
  branchCandidates,
  isOfRepository,
  type Job,
  JobKind,
  type ReadOptions,
  readHeritage,
  readJob,
} from '../../jenkins/index.ts';
import { type JenkinsConnection, Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import type { JobCatalog } from '../jobs/jobCatalog.ts';
import { type BranchMapping, branchMappings, parseMapping } from './branchMappings.ts';
import type { GitBranch } from './gitBranches.ts';

const memory = 'branchProjects';
/** So many jobs with the branch's name are asked what they build; the likely ones come first. */
const mostAsked = 20;

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
 * Finds the jobs that build a branch: where the person said so, where they were found before, or among all jobs that
 * are called like the branch, those whose builds came from the same repository.
 */
export class BranchJobs {
  private readonly deps: BranchJobsDeps;
  /** Repositories whose job was looked for in vain, by connection: not again before somebody refreshes. */
  private readonly inVain = new Set<string>();

  constructor(deps: BranchJobsDeps) {
    this.deps = deps;
  }

  /** The jobs of a branch, on all connections. @throws what reading one throws, when nothing was found elsewhere */
  async find(branch: GitBranch, options: ReadOptions): Promise<BranchJob[]> {
    const outcomes = await Promise.allSettled(
      this.deps.store.ofProduct(Product.jenkins).map(connection => this.findOn(connection, branch, options)),
    );
    const found = outcomes.flatMap(outcome => (outcome.status === 'fulfilled' && outcome.value) || []);
    const failed = outcomes.find(outcome => outcome.status === 'rejected');
    if (found.length === 0 && failed) throw failed.reason;
    return found;
  }

  /** Looks again where it looked in vain. */
  forget(): void {
    this.inVain.clear();
  }

  private async findOn(
    connection: JenkinsConnection,
    branch: GitBranch,
    options: ReadOptions,
  ): Promise<BranchJob | undefined> {
    const mapping = this.mappingOf(connection, branch) ?? (await this.search(connection, branch, options));
    const name = mapping && jobNameIn(mapping, branch.name);
    if (!name) return undefined;
    try {
      const job = await readJob(this.deps.sessions.jenkins(connection), name, options);
      return { connection, job };
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  private mappingOf({ id }: JenkinsConnection, { keys }: GitBranch): BranchMapping | undefined {
    const isMeant = ({ connection, repository }: BranchMapping) => connection === id && keys.includes(repository);
    return branchMappings().find(isMeant) ?? this.remembered().find(isMeant);
  }

  private async search(
    connection: JenkinsConnection,
    branch: GitBranch,
    options: ReadOptions,
  ): Promise<BranchMapping | undefined> {
    const [key] = branch.keys;
    const question = JSON.stringify([connection.id, branch.name, key]);
    if (!key || this.inVain.has(question)) return undefined;
    await this.deps.catalog.freshen(connection);
    const problem = this.deps.catalog.problem(connection);
    if (problem !== undefined) throw problem;
    const jobs = this.deps.catalog.jobs(connection).filter(job => job.kind === JobKind.job && !job.disabled);
    const candidates = branchCandidates(
      jobs.map(({ fullName }) => fullName),
      branch.name,
      key,
    );
    for (const candidate of candidates.slice(0, mostAsked)) {
      const heritage = await readHeritage(this.deps.sessions.jenkins(connection), candidate, options);
      if (!heritage || !branch.keys.some(each => isOfRepository(heritage, each))) continue;
      const mapping = { repository: key, connection: connection.id, project: parentOf(candidate) };
      await this.remember(mapping);
      return mapping;
    }
    this.inVain.add(question);
    return undefined;
  }

  private remembered(): BranchMapping[] {
    const value: unknown = this.deps.memento.get(memory);
    return Array.isArray(value) ? value.flatMap(each => parseMapping(each) ?? []) : [];
  }

  private async remember(mapping: BranchMapping): Promise<void> {
    await this.deps.memento.update(memory, [...this.remembered(), mapping]);
  }
}

function jobNameIn({ project, job }: BranchMapping, branch: string): string | undefined {
  return job ?? (project === undefined ? undefined : `${project}/${encodeBranch(branch)}`);
}

/** A branch's name as the name of its job: what a path cannot hold is encoded. */
export function encodeBranch(branch: string): string {
  return branch.replace(/[%/\\#?*:<>|"]/g, char => encodeURIComponent(char).replace('*', '%2A'));
}

function parentOf(fullName: string): string {
  return fullName.slice(0, Math.max(0, fullName.lastIndexOf('/')));
}
