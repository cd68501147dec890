import { NotFoundError } from '../../http/errors.ts';
import { type Build, BuildResult } from '../builds/builds.ts';
import { type Job, JobKind } from '../jobs/jobs.ts';
import { readLevel } from '../jobs/levels.ts';
import type { StageMemory } from '../pipelines/stageMemory.ts';
import { readStages } from '../pipelines/stages.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { type FailedTest, listFailedTests } from '../tests/tests.ts';
import { failingStages, type StagePath } from './failingStages.ts';

/** Last finished build of another branch, compared with a failed build. */
export interface OtherBranch {
  readonly job: Job;
  readonly build: Build;
  /** Tests that fail in both. */
  readonly sameTests: readonly FailedTest[];
  /** Stages that both fail in. */
  readonly sameStages: readonly StagePath[];
}

export interface Failings {
  readonly tests: readonly FailedTest[];
  readonly stages: readonly StagePath[];
}

/** Requests for branches, and branches to show: those that were built last. */
const maxAsked = 20;

/** Requests for the stages of a run without Pipeline Graph View; as many are lost to learn that it is missing. */
const stageRequests = 2;

/**
 * Compares a failed build with the last builds of the other branches of its project. Branches that passed need no
 * request of their own.
 * @param show is called with all that is known so far, the branch that was built last first
 * @throws RequestError
 */
export async function compareBranches(
  session: JenkinsSession,
  job: string,
  { tests, stages }: Failings,
  memory: StageMemory,
  options: ReadOptions,
  show: (branches: readonly OtherBranch[]) => void,
): Promise<readonly OtherBranch[]> {
  const folder = job.slice(0, job.lastIndexOf('/'));
  const { jobs } = await readLevel(session, { folder, view: [] }, JobKind.multibranch, options);
  const built = jobs
    .flatMap(each => (each.fullName !== job && each.lastBuild ? [{ job: each, build: each.lastBuild }] : []))
    .sort((a, b) => b.build.startedAt - a.build.startedAt)
    .slice(0, maxAsked);
  let branches: OtherBranch[] = built.map(each => ({ ...each, sameTests: [], sameStages: [] }));
  show(branches);
  const names = new Set(tests.map(nameOf));
  const paths = new Set(stages.map(pathOf));
  let left = maxAsked;
  for (const branch of branches) {
    if (branch.build.running || branch.build.result === BuildResult.success) continue;
    const hadGraphView = memory.hasGraphView;
    left -= tests.length > 0 || hadGraphView ? 1 : stageRequests;
    if (left < 0) break;
    const told =
      tests.length > 0
        ? sameTests(session, branch, names, options)
        : sameStages(session, branch, paths, memory, options);
    // A build without tests, or one that is gone meanwhile, fails in none of them.
    const found = await told.catch(unlessMissing);
    if (hadGraphView && !memory.hasGraphView) left -= stageRequests;
    branches = branches.map(each => (each.job === branch.job ? { ...each, ...found } : each));
    show(branches);
  }
  return branches;
}

function unlessMissing(error: unknown): object {
  if (error instanceof NotFoundError) return {};
  throw error;
}

async function sameTests(
  session: JenkinsSession,
  { job, build }: OtherBranch,
  names: ReadonlySet<string>,
  options: ReadOptions,
): Promise<Pick<OtherBranch, 'sameTests'>> {
  const failed = await listFailedTests(session, job.fullName, build.number, options);
  return { sameTests: failed.filter(test => names.has(nameOf(test))) };
}

async function sameStages(
  session: JenkinsSession,
  { job, build }: OtherBranch,
  paths: ReadonlySet<string>,
  memory: StageMemory,
  options: ReadOptions,
): Promise<Partial<Pick<OtherBranch, 'sameStages'>>> {
  if (!build.isPipeline || paths.size === 0) return {};
  const { stages } = await readStages(session, job.fullName, build.number, options, memory);
  return { sameStages: failingStages(stages, build.result).filter(path => paths.has(pathOf(path))) };
}

function nameOf({ className, name, child, blocks }: FailedTest): string {
  return JSON.stringify([className, name, child, blocks]);
}

function pathOf(path: StagePath): string {
  return JSON.stringify(path.map(({ name }) => name));
}
