import { atOnce, type Steps } from '../../base/cooperatively.ts';
import type { Pattern } from '../regex/ast.ts';
import { compile, type Program } from './compile.ts';
import { type GaveUp, Machine, MatchGivenUp } from './machine.ts';
import { isPlainSubject, type NativePattern, nativeOf } from './native.ts';

/** Limits of a match. */
export interface MatchLimits {
  /** Maximum number of steps, `defaultSteps` by default; a step reads about one character. */
  readonly steps?: number;
  /** Aborts the search. */
  readonly signal?: AbortSignal;
}

export const defaultSteps = 1_000_000;

export type MatchResult = {
  /** Steps taken. */
  readonly steps: number;
  /** Characters read. */
  readonly reads: number;
  /** The furthest place in the subject, in UTF-16 units, that matching reached. */
  readonly furthest: number;
} & (
  | {
      readonly outcome: 'match';
      /** Start and end of the match and then of each group, in UTF-16 units; -1 for a group without a match. */
      readonly groups: readonly number[];
    }
  | { readonly outcome: 'noMatch' }
  | { readonly outcome: 'gaveUp'; readonly why: GaveUp }
);

/** Matches subjects against a pattern as Java does. Always ends: beyond its limits it gives up and reports that. */
export class Matcher {
  readonly pattern: Pattern;
  #program: Program | undefined;
  #native: NativePattern | undefined;

  constructor(pattern: Pattern) {
    this.pattern = pattern;
  }

  /** Whether JavaScript's own engine may be used. */
  isNative(mode: 'full' | 'find'): boolean {
    return this.#nativeFor(mode) !== undefined;
  }

  /** Java's `matches()`: whether the pattern matches the whole subject. */
  matches(subject: string, limits: MatchLimits = {}): MatchResult {
    return atOnce(this.matchesSteps(subject, limits));
  }

  matchesSteps(subject: string, limits: MatchLimits = {}): Steps<MatchResult> {
    return this.#run(subject, true, limits);
  }

  /** Java's `find()`: finds the first place in the subject where the pattern matches. */
  find(subject: string, limits: MatchLimits = {}): MatchResult {
    return atOnce(this.findSteps(subject, limits));
  }

  findSteps(subject: string, limits: MatchLimits = {}): Steps<MatchResult> {
    return this.#run(subject, false, limits);
  }

  /**
   * Whether the pattern matches, by JavaScript's own engine where it gives Java's answer and is proved to be quick.
   * @param mode the whole subject, or anywhere in it
   */
  accepts(subject: string, mode: 'full' | 'find', limits: MatchLimits = {}): boolean | 'gaveUp' {
    return atOnce(this.acceptsSteps(subject, mode, limits));
  }

  *acceptsSteps(subject: string, mode: 'full' | 'find', limits: MatchLimits = {}): Steps<boolean | 'gaveUp'> {
    const native = this.#nativeFor(mode);
    if (native !== undefined && isPlainSubject(subject)) return native.test(subject);
    const { outcome } = yield* this.#run(subject, mode === 'full', limits);
    return outcome === 'gaveUp' ? 'gaveUp' : outcome === 'match';
  }

  #nativeFor(mode: 'full' | 'find'): RegExp | undefined {
    this.#native ??= nativeOf(this.pattern);
    return mode === 'full' ? this.#native.whole : this.#native.anywhere;
  }

  *#run(subject: string, whole: boolean, limits: MatchLimits): Steps<MatchResult> {
    this.#program ??= compile(this.pattern);
    const program = this.#program;
    const machine = new Machine(subject, program, { steps: limits.steps ?? defaultSteps, signal: limits.signal });
    machine.wholeOnly = whole;
    try {
      const matched = yield* search(machine, program);
      const figures = { steps: machine.steps, reads: machine.reads, furthest: machine.furthest };
      return matched
        ? { outcome: 'match', groups: [...machine.groups], ...figures }
        : { outcome: 'noMatch', ...figures };
    } catch (error) {
      if (!(error instanceof MatchGivenUp)) throw error;
      const { steps, reads, furthest } = machine;
      return { outcome: 'gaveUp', why: error.why, steps, reads, furthest };
    } finally {
      machine.settle();
    }
  }
}

/** Tries each place where a match can begin; for a match of the whole subject only the first. */
function* search(machine: Machine, { start, minLength, supplementary }: Program): Steps<boolean> {
  const { subject } = machine;
  const last = machine.wholeOnly ? 0 : subject.length - minLength;
  for (let at = 0; at <= last; at++) {
    machine.first = at;
    let matched = machine.run(start, at);
    while (matched === undefined) {
      yield undefined;
      matched = machine.goOn();
    }
    if (matched) return true;
    if (supplementary && (subject.codePointAt(at) ?? 0) > 0xffff) at++;
  }
  return false;
}
