import type { Steps } from '../../base/cooperatively.ts';
import { type ComparedLine, ComparedSide, stride, windowLines } from './comparedLine.ts';
import type { LogDifference, OwnLines, ShownLine } from './logDifference.ts';
import { addTo, meetingOf } from './meeting.ts';

const contextLines = 3;
const maxOwnLines = 6;

/** A side of a comparison: the first log, or the second. */
export type SideIndex = 0 | 1;

/**
 * Compares the lines of two logs as they come, without what is another in each build. Where they differ it looks ahead
 * for the next place where they are the same; lines that only come in another order, as those of branches side by side,
 * are no difference. Holds a window of lines, not the logs.
 */
export class LineMatcher {
  private readonly sides: readonly [ComparedSide, ComparedSide];
  private readonly maxDifferences: number;
  private readonly found: LogDifference[] = [];
  private readonly before: ShownLine[] = [];
  private apart = false;
  private moved = 0;

  /** @param numbers of the builds */
  constructor(numbers: readonly [number, number], maxDifferences: number) {
    this.sides = [new ComparedSide(numbers[0]), new ComparedSide(numbers[1])];
    this.maxDifferences = maxDifferences;
  }

  /** Takes lines of a log, without their line ends. */
  take(side: SideIndex, lines: readonly string[]): void {
    for (const raw of lines) this.sides[side].take(raw);
  }

  /** Notes that a log has no more lines. */
  end(side: SideIndex): void {
    this.sides[side].isEnded = true;
  }

  /** Whether more lines of a log are needed before anything else can be found. */
  wants(side: SideIndex): boolean {
    const { isEnded, waiting } = this.sides[side];
    return !this.isDone && !isEnded && waiting.length < windowLines;
  }

  /** Whether nothing more is looked for. */
  get isDone(): boolean {
    const [first, second] = this.sides;
    return this.apart || this.isFull || (first.isOver && second.isOver);
  }

  get isFull(): boolean {
    return this.found.length >= this.maxDifferences;
  }

  /** Whether the logs differ in all that follows, as far as the window reaches. */
  get isApart(): boolean {
    return this.apart;
  }

  /** Places where lines only come in another order. */
  get reordered(): number {
    return this.moved;
  }

  /** Number of lines of each log that were compared. */
  get compared(): readonly [number, number] {
    return [this.sides[0].next, this.sides[1].next];
  }

  /** Differences so far; the last one may change while lines are missing that tell where it ends. */
  get differences(): readonly LogDifference[] {
    const [first, second] = this.sides;
    if (this.isDone || first.waiting.length === 0 || second.waiting.length === 0) return this.found;
    const open = this.differenceIn(first.waiting.slice(0, stride), second.waiting.slice(0, stride), []);
    return open ? [...this.found, open] : this.found;
  }

  /** Compares as far as the taken lines reach. */
  *steps(): Steps<void> {
    let isGoingOn = true;
    while (!this.isDone && isGoingOn) isGoingOn = (yield* this.passSame()) && (yield* this.passDifference());
  }

  /** @returns whether the next lines differ, or only one of the logs has some; else a line is missing to tell */
  private *passSame(): Steps<boolean> {
    const [first, second] = this.sides;
    let [a, b] = [0, 0];
    for (let count = 1; ; count++) {
      const one = first.waiting[a];
      const other = second.waiting[b];
      const [x, y] = passed(one, other);
      a += x;
      b += y;
      if (count % stride === 0) yield;
      if (x + y > 0) continue;
      this.drop(a, b);
      return Boolean((one ?? other) && (one ?? first.isEnded) && (other ?? second.isEnded));
    }
  }

  /** @returns whether enough lines were there to tell where the difference ends */
  private *passDifference(): Steps<boolean> {
    const [first, second] = this.sides;
    const [a, b] = [yield* first.ahead(), yield* second.ahead()];
    if (this.wants(0) || this.wants(1)) return false;
    const isEnd = this.sides.every(({ isEnded, waiting }) => isEnded && waiting.length <= windowLines);
    const meeting = yield* meetingOf(a, b, isEnd);
    const [from, to] = meeting ?? [a.length, b.length];
    const difference = this.differenceIn(
      a.slice(0, from),
      b.slice(0, to),
      meeting ? b.slice(to, to + contextLines) : [],
    );
    if (difference) this.found.push(difference);
    else this.moved++;
    this.apart = !meeting;
    if (meeting) this.drop(from, to);
    return true;
  }

  /** Undefined where the lines are the same in another order. */
  private differenceIn(
    a: readonly ComparedLine[],
    b: readonly ComparedLine[],
    after: readonly ComparedLine[],
  ): LogDifference | undefined {
    const isCompared = ({ text }: ComparedLine) => text !== '';
    const [own, others] = withoutCommon(a.filter(isCompared), b.filter(isCompared));
    if (own.length === 0 && others.length === 0) return undefined;
    const [first, second] = this.sides;
    return {
      before: [...this.before],
      first: ownLines(own, a[0]?.line ?? first.next),
      second: ownLines(others, b[0]?.line ?? second.next),
      after: after.map(({ shown }) => shown),
    };
  }

  private drop(a: number, b: number): void {
    const [first, second] = this.sides;
    first.waiting.splice(0, a);
    const gone = second.waiting.splice(0, b).filter(({ raw }) => raw.trim() !== '');
    for (const line of gone.slice(-contextLines)) this.before.push(line.shown);
    this.before.splice(0, Math.max(0, this.before.length - contextLines));
  }
}

/** Lines of each log to go on by: both where they are alike, else those that are not compared. */
function passed(one: ComparedLine | undefined, other: ComparedLine | undefined): [number, number] {
  if (one && other && one.isLike(other)) return [1, 1];
  return [Number(one?.text === ''), Number(other?.text === '')];
}

/** Lines of each that the other does not have, wherever they stand. */
function withoutCommon(a: readonly ComparedLine[], b: readonly ComparedLine[]): [ComparedLine[], ComparedLine[]] {
  const left = new Map<string, ComparedLine[]>();
  for (const line of b) addTo(left, line.anonymous, line);
  const own = a.filter(line => !left.get(line.anonymous)?.shift());
  const others = new Set([...left.values()].flat());
  return [own, b.filter(line => others.has(line))];
}

function ownLines(lines: readonly ComparedLine[], missingAt: number): OwnLines {
  const shown = lines.slice(0, maxOwnLines).map(line => line.shown);
  return { lines: shown, count: lines.length, line: shown[0]?.line ?? missingAt };
}
