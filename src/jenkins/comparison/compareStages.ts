import { type Stage, StageState } from '../pipelines/stage.ts';

/** Stage, or branch, in one or both of two runs. */
export interface StageRow {
  readonly name: string;
  readonly isBranch: boolean;
  /** How many stages it lies in. */
  readonly depth: number;
  /** Names of these, and its own. */
  readonly path: readonly string[];
  readonly first: Stage | undefined;
  readonly second: Stage | undefined;
  /** Milliseconds that it took longer in the second run; undefined where a duration is not told. */
  readonly longerMs: number | undefined;
  readonly isInnermost: boolean;
}

interface Pair {
  readonly first: Stage | undefined;
  readonly second: Stage | undefined;
}

const going: ReadonlySet<StageState> = new Set([StageState.running, StageState.paused, StageState.queued]);

/**
 * Compares the stages of two runs by their names, in the order of the Pipeline; those that only the first run has stand
 * behind the stage that they followed there.
 * @param now of stages that still run, in milliseconds since 1970
 */
export function compareStages(first: readonly Stage[], second: readonly Stage[], now: number): StageRow[] {
  return rowsOf(first, second, [], now);
}

/** The innermost stage with the largest difference, where that is worth a word. */
export function largestDifference(rows: readonly StageRow[]): StageRow | undefined {
  const told = rows.filter(({ isInnermost, longerMs }) => isInnermost && Math.abs(longerMs ?? 0) >= leastMs);
  return told.sort((a, b) => Math.abs(b.longerMs ?? 0) - Math.abs(a.longerMs ?? 0))[0];
}

/** Smaller differences say nothing, in milliseconds. */
const leastMs = 1000;

function rowsOf(first: readonly Stage[], second: readonly Stage[], outer: readonly string[], now: number): StageRow[] {
  return pairsOf(first, second).flatMap(pair => {
    const stage = pair.second ?? pair.first;
    if (!stage) return [];
    const path = [...outer, stage.name];
    const inner = rowsOf(pair.first?.children ?? [], pair.second?.children ?? [], path, now);
    const row: StageRow = {
      ...{ name: stage.name, isBranch: stage.isBranch, depth: outer.length, path },
      ...pair,
      longerMs: longerIn(pair, now),
      isInnermost: inner.length === 0,
    };
    return [row, ...inner];
  });
}

/** Names are not unique: the second stage of a name belongs to the second of the other run. */
function pairsOf(first: readonly Stage[], second: readonly Stage[]): Pair[] {
  const left = Map.groupBy(first, keyOf);
  const partners = new Map(second.map(stage => [stage, left.get(keyOf(stage))?.shift()]));
  const paired = new Set(partners.values());
  const pairs: Pair[] = [];
  let at = 0;
  const passTo = (end: number) => {
    for (; at < end; at++) {
      const stage = first[at];
      if (stage && !paired.has(stage)) pairs.push({ first: stage, second: undefined });
    }
  };
  for (const [stage, partner] of partners) {
    if (partner) passTo(first.indexOf(partner));
    pairs.push({ first: partner, second: stage });
  }
  passTo(first.length);
  return pairs;
}

function keyOf({ name, isBranch }: Stage): string {
  return `${isBranch} ${name}`;
}

function longerIn({ first, second }: Pair, now: number): number | undefined {
  const [before, after] = [first ? durationOf(first, now) : 0, second ? durationOf(second, now) : 0];
  return before === undefined || after === undefined ? undefined : after - before;
}

/** Duration of a stage, so far where it still runs; undefined where it is not told. */
export function durationOf({ state, startedAt, durationMs }: Stage, now: number): number | undefined {
  if (state === StageState.skipped || state === StageState.notBuilt) return 0;
  if (durationMs !== undefined) return durationMs;
  return going.has(state) && startedAt !== undefined ? Math.max(0, now - startedAt) : undefined;
}
