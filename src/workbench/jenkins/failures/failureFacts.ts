import { cooperatively } from '../../../base/cooperatively.ts';
import { Lru } from '../../../base/lru.ts';
import { unlessAborted } from '../../../base/unlessAborted.ts';
import {
  type FailedBuild,
  readFailedBuild,
  readSinceGood,
  type SinceGood,
} from '../../../jenkins/failures/failedBuild.ts';
import { failingStages, hasBranches, type StagePath } from '../../../jenkins/failures/failingStages.ts';
import { PartKind } from '../../../jenkins/jobs/partKind.ts';
import { readLogEnd } from '../../../jenkins/logs/logEnd.ts';
import { StageMemories } from '../../../jenkins/pipelines/stageMemory.ts';
import { type StageOrder, stageOrder } from '../../../jenkins/pipelines/stageOrder.ts';
import { readStages } from '../../../jenkins/pipelines/stages.ts';
import type { JenkinsSession, ReadOptions } from '../../../jenkins/session/session.ts';
import { type FailedTest, listFailedTests } from '../../../jenkins/tests/tests.ts';
import { type Cause, readCause } from '../../../logs/errors/readCause.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { type FailedPart, readFailedParts } from './failedParts.ts';
import { isWhole, type Part, partOf } from './part.ts';

/** End of a log that is looked through, in bytes. */
const logBytes = 1024 * 1024;
/** Explanations to keep: a finished build does not change. */
const maxKept = 50;

/** Failed tests whose messages and traces are kept; of the others, names are compared with those of other branches. */
const maxTold = 1000;

/** Stages that a Pipeline failed in. */
export interface FailedStages {
  readonly paths: readonly StagePath[];
  /** Place of the first of them among those of its name, by which the log finds it. */
  readonly order: StageOrder | undefined;
  /** Whether the lines of its log may come from branches side by side. */
  readonly hasBranches: boolean;
}

/** Reason in the log. */
export interface LogCause {
  readonly cause: Cause | undefined;
  /** Whether all of the log was looked through. */
  readonly isWhole: boolean;
  /** Whether the log could not be looked through: the Jenkins sends no end of it, and it is too long. */
  readonly isUnread: boolean;
  /** Cell of a matrix whose log it is: that of the project names results alone. */
  readonly part: FailedPart | undefined;
}

/** Facts about a failed build, as far as they were read. */
export interface FailureFacts {
  readonly build: FailedBuild;
  readonly stages: Part<FailedStages>;
  /** Cells of a matrix or modules of a Maven project that failed. */
  readonly parts: Part<readonly FailedPart[]>;
  readonly cause: Part<LogCause>;
  /** New failures first. */
  readonly tests: Part<readonly FailedTest[]>;
  readonly since: Part<SinceGood>;
}

/** Reading that others may wait for, too. */
interface Reading {
  readonly done: Promise<FailureFacts | undefined>;
  readonly signal: AbortSignal | undefined;
  readonly shows: Set<Show>;
  facts: FailureFacts | undefined;
}

type Show = (facts: FailureFacts) => void;

/** Reads why builds failed, in five requests each, and keeps the facts of finished ones. */
export class FailureReader {
  private readonly underWay = new Map<string, Reading>();
  private readonly sessions: Sessions;
  private readonly kept = new Lru<string, FailureFacts>(maxKept);
  readonly memories = new StageMemories();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /** Forgets a build, so that it is read again. */
  forget(ref: BuildRef): void {
    this.kept.delete(keyOf(ref));
  }

  /**
   * Reads the facts; those that cannot be read hold their error. A second reader of the same build waits for the same answers.
   * @param show is called with each part that has come
   * @returns undefined for an answer that describes no build
   * @throws RequestError where the build itself cannot be read
   */
  async read(ref: BuildRef, options: ReadOptions, show: Show = () => undefined): Promise<FailureFacts | undefined> {
    const key = keyOf(ref);
    const known = this.kept.get(key);
    if (known) return known;
    const other = this.underWay.get(key);
    if (!other) return this.begin(key, ref, options, show);
    other.shows.add(show);
    if (other.facts) show(other.facts);
    try {
      return await unlessAborted(other.done, options.signal);
    } catch (error) {
      const hasLeft = other.signal?.aborted && !options.signal?.aborted;
      if (!hasLeft) throw error;
      return await this.read(ref, options, show);
    } finally {
      other.shows.delete(show);
    }
  }

  private begin(key: string, ref: BuildRef, options: ReadOptions, show: Show): Promise<FailureFacts | undefined> {
    const shows = new Set([show]);
    const take = (facts: FailureFacts) => {
      reading.facts = facts;
      for (const each of shows) each(facts);
    };
    const done = this.readNow(ref, options, take).finally(() => this.underWay.delete(key));
    const reading: Reading = { done, signal: options.signal, shows, facts: undefined };
    this.underWay.set(key, reading);
    return done;
  }

  private async readNow(ref: BuildRef, options: ReadOptions, show: Show): Promise<FailureFacts | undefined> {
    const session = this.sessions.jenkins(ref.connection);
    const { job, number } = ref;
    const build = await readFailedBuild(session, job, number, options);
    if (!build) return undefined;
    let facts: FailureFacts = { ...unread, build };
    const fill = async <K extends Exclude<keyof FailureFacts, 'build'>>(key: K, reading: Promise<unknown>) => {
      const part = await partOf(reading);
      if (options.signal?.aborted) return;
      facts = { ...facts, [key]: part };
      show(facts);
    };
    show(facts);
    const parts = readFailedParts(session, ref, build.build, options);
    await Promise.all([
      fill('parts', parts),
      fill('stages', build.build.isPipeline ? this.readStages(session, ref, build, options) : noStages),
      fill('cause', readCauseOf(session, ref, { build, parts }, options)),
      fill('tests', build.tests && build.tests.failed > 0 ? readTests(session, ref, options) : Promise.resolve([])),
      fill('since', readSinceGood(session, job, build, options)),
    ]);
    options.signal?.throwIfAborted();
    const { stages, cause, tests, since } = facts;
    if (!build.build.running && isWhole(facts.parts, stages, cause, tests, since)) this.kept.set(keyOf(ref), facts);
    return facts;
  }

  private async readStages(
    session: JenkinsSession,
    { job, number }: BuildRef,
    { build }: FailedBuild,
    options: ReadOptions,
  ): Promise<FailedStages> {
    const read = await readStages(session, job, number, options, this.memories.of(session));
    const { stages } = read;
    const paths = failingStages(stages, build.result);
    const first = paths[0]?.at(-1);
    const order = first && read.isComplete ? stageOrder(first, read) : undefined;
    return { paths, order, hasBranches: hasBranches(stages) };
  }
}

const noStages: Promise<FailedStages> = Promise.resolve({ paths: [], order: undefined, hasBranches: false });

const unread = { stages: undefined, parts: undefined, cause: undefined, tests: undefined, since: undefined };

/** Reads the reason in the last part of a finished build's log, or of that of the first cell that failed. */
async function readCauseOf(
  session: JenkinsSession,
  ref: BuildRef,
  { build, parts }: { readonly build: FailedBuild; readonly parts: Promise<readonly FailedPart[]> },
  options: ReadOptions,
): Promise<LogCause> {
  const part = build.build.parts === PartKind.configuration ? (await parts)[0] : undefined;
  const { job, number } = part ?? ref;
  const end = await readLogEnd(session, job, number, logBytes, options);
  if (!end) return { cause: undefined, isWhole: false, isUnread: true, part };
  const cause = await cooperatively(readCause(end.text), options.signal);
  return { cause, isWhole: end.whole, isUnread: false, part };
}

async function readTests(session: JenkinsSession, { job, number }: BuildRef, options: ReadOptions) {
  const tests = await listFailedTests(session, job, number, options);
  const sorted = [...tests.filter(({ isNew }) => isNew), ...tests.filter(({ isNew }) => !isNew)];
  return sorted.map((test, at) => (at < maxTold ? test : { ...test, message: '', stackTrace: '' }));
}

function keyOf({ connection, job, number }: BuildRef): string {
  return JSON.stringify([connection.id, connection.url, job, number]);
}
