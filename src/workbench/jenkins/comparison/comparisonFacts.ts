import { Lru } from '../../../base/lru.ts';
import { type ChangesBetween, readChangesBetween } from '../../../jenkins/comparison/changesBetween.ts';
import { compareTests, type TestDifferences } from '../../../jenkins/comparison/compareTests.ts';
import { readTestOutcomes } from '../../../jenkins/comparison/testOutcomes.ts';
import { type FailedBuild, readFailedBuild } from '../../../jenkins/failures/failedBuild.ts';
import type { Stage } from '../../../jenkins/pipelines/stage.ts';
import { StageMemory } from '../../../jenkins/pipelines/stageMemory.ts';
import { readStages } from '../../../jenkins/pipelines/stages.ts';
import type { JenkinsSession, ReadOptions } from '../../../jenkins/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { isWhole, type Part, partOf, partValue } from '../failures/part.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { type BuildPair, isOneJob } from './buildPair.ts';
import type { LogPair, LogPairReader } from './logPair.ts';

/** Comparisons to keep: finished builds do not change. */
const maxKept = 20;

/** Bytes of each log that are compared without being asked for. */
const unaskedBytes = 32 * 1024 * 1024;

export type Two<T> = readonly [T, T];

/** Facts about two builds, as far as they were read. */
export interface ComparisonFacts {
  readonly builds: Two<FailedBuild>;
  /** Undefined for builds of two jobs, between which there are no builds. */
  readonly changes: Part<ChangesBetween | undefined>;
  /** Stages of both; none of builds of other kinds. */
  readonly stages: Part<Two<readonly Stage[]>>;
  readonly tests: Part<TestDifferences>;
  readonly logs: Part<LogPair>;
}

type PartName = Exclude<keyof ComparisonFacts, 'builds'>;

/** Builds of which an answer describes none. */
class NoBuildError extends Error {
  constructor() {
    super('the answer describes no build');
    this.name = 'NoBuildError';
  }
}

/** Reads how two builds differ, and keeps the facts of finished ones. */
export class ComparisonReader {
  private readonly sessions: Sessions;
  private readonly logs: LogPairReader;
  private readonly kept = new Lru<string, ComparisonFacts>(maxKept);
  private readonly memories = new WeakMap<JenkinsSession, StageMemory>();

  constructor(sessions: Sessions, logs: LogPairReader) {
    this.sessions = sessions;
    this.logs = logs;
  }

  forget(pair: BuildPair): void {
    this.kept.delete(keyOf(pair));
  }

  /**
   * Reads the facts; those that cannot be read hold their error.
   * @param show is called with each part that has come
   * @throws RequestError where a build itself cannot be read
   */
  async read(pair: BuildPair, signal: AbortSignal, show: (facts: ComparisonFacts) => void): Promise<ComparisonFacts> {
    const known = this.kept.get(keyOf(pair));
    if (known) return known;
    const [first, second] = pair;
    const session = this.sessions.jenkins(first.connection);
    const options = { signal };
    const builds = await Promise.all([readBuild(session, first, options), readBuild(session, second, options)]);
    let facts: ComparisonFacts = {
      ...{ builds, changes: undefined, stages: undefined, tests: undefined, logs: undefined },
    };
    const put = (key: PartName, part: Part<unknown>) => {
      if (signal.aborted) return;
      facts = { ...facts, [key]: part };
      show(facts);
    };
    const fill = async (key: PartName, reading: Promise<unknown>) => put(key, await partOf(reading));
    show(facts);
    await Promise.all([
      fill('changes', this.readChanges(session, pair, builds, options)),
      fill(
        'stages',
        Promise.all([
          this.readStages(session, first, builds[0], options),
          this.readStages(session, second, builds[1], options),
        ]),
      ),
      fill('tests', readTests(session, pair, builds, options)),
      fill(
        'logs',
        this.logs.compare(pair, undefined, unaskedBytes, signal, value => put('logs', { value })),
      ),
    ]);
    signal.throwIfAborted();
    this.keep(pair, facts);
    return facts;
  }

  /** Compares the rest of two long logs. */
  async readRest(
    pair: BuildPair,
    facts: ComparisonFacts,
    signal: AbortSignal,
    show: (facts: ComparisonFacts) => void,
  ): Promise<void> {
    const logs = partValue(facts.logs);
    if (!logs) return;
    const take = (part: Part<LogPair>) => {
      if (!signal.aborted) show({ ...facts, logs: part });
    };
    const { comparison } = logs;
    const all = Number.POSITIVE_INFINITY;
    const part = await partOf(this.logs.compare(pair, comparison, all, signal, value => take({ value })));
    take(part);
    if (!signal.aborted) this.keep(pair, { ...facts, logs: part });
  }

  private keep(pair: BuildPair, facts: ComparisonFacts): void {
    const { builds, changes, stages, tests, logs } = facts;
    const isRunning = builds.some(({ build }) => build.running);
    const hasFailed = partValue(logs)?.problems.some(Boolean);
    if (!isRunning && !hasFailed && isWhole(changes, stages, tests, logs)) this.kept.set(keyOf(pair), facts);
  }

  private async readChanges(
    session: JenkinsSession,
    pair: BuildPair,
    [, later]: Two<FailedBuild>,
    options: ReadOptions,
  ): Promise<ChangesBetween | undefined> {
    const [{ job, number }] = pair;
    return isOneJob(pair) ? readChangesBetween(session, job, number, later, options) : undefined;
  }

  private async readStages(
    session: JenkinsSession,
    { job, number }: BuildRef,
    { build }: FailedBuild,
    options: ReadOptions,
  ): Promise<readonly Stage[]> {
    if (!build.isPipeline) return [];
    const memory = this.memories.get(session) ?? new StageMemory();
    this.memories.set(session, memory);
    return (await readStages(session, job, number, options, memory)).stages;
  }
}

async function readBuild(
  session: JenkinsSession,
  { job, number }: BuildRef,
  options: ReadOptions,
): Promise<FailedBuild> {
  const build = await readFailedBuild(session, job, number, options);
  if (!build) throw new NoBuildError();
  return build;
}

async function readTests(
  session: JenkinsSession,
  pair: BuildPair,
  builds: Two<FailedBuild>,
  options: ReadOptions,
): Promise<TestDifferences> {
  const [first, second] = await Promise.all(
    pair.map(({ job, number }, at) => readTestOutcomes(session, job, number, builds[at]?.tests, options)),
  );
  if (!first || !second) throw new NoBuildError();
  return compareTests(first, second);
}

function keyOf(pair: BuildPair): string {
  return JSON.stringify(pair.map(({ connection, job, number }) => [connection.id, connection.url, job, number]));
}
