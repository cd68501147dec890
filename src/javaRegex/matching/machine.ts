import { Budget } from '../automata/budget.ts';

/** Result of an instruction, or `call`: the machine must enter the instruction that was set. */
export type Outcome = 'yes' | 'no' | 'call';

/** State of an instruction while it waits for another that it called. */
export interface Frame {
  readonly instruction: Instruction;
  readonly at: number;
  readonly phase: number;
  readonly save0: number;
  readonly save1: number;
  readonly positions: number[];
}

const noPositions: number[] = [];

/** Reason why matching was given up. */
export type GaveUp = 'steps' | 'stack' | 'aborted';

export class MatchGivenUp extends Error {
  override readonly name = 'MatchGivenUp';
  readonly why: GaveUp;

  constructor(why: GaveUp) {
    super(`Matching was given up: ${why}.`);
    this.why = why;
  }
}

export interface MachineLimits {
  /** Limit of steps. */
  readonly steps: number;
  readonly signal?: AbortSignal | undefined;
}

/** Limit of frames: more would take too much memory. */
const deepestStack = 2_000_000;

/** Steps, of some 20 to 100 ns each, between two yield points and checks of the limits. */
const stepsAtOnce = 4096;

/** State of a search in a subject. */
export class Machine {
  readonly subject: string;
  readonly groups: Int32Array;
  readonly locals: Int32Array;
  readonly memos: Set<number>[];
  /** Ends of the grapheme clusters that were asked for, by their beginnings. */
  readonly graphemeEnds = new Map<number, number>();
  /** Beginning of the search. */
  first = 0;
  /** End of the last matched part. */
  last = 0;
  lookbehindTo = 0;
  wholeOnly = false;
  /** Steps taken. */
  steps = 0;
  /** Characters read. */
  reads = 0;
  /** Furthest place that was read and did match. */
  furthest = 0;
  /** Highest number of open frames. */
  deepest = 0;
  readonly #limits: MachineLimits;
  readonly #stack: Frame[] = [];
  #pending: Instruction | undefined;
  #pendingAt = 0;
  #pauseAt = stepsAtOnce;
  #settled = 0;

  constructor(subject: string, sizes: { groups: number; locals: number; memos: number }, limits: MachineLimits) {
    this.subject = subject;
    this.groups = new Int32Array(2 * (sizes.groups + 1)).fill(-1);
    this.locals = new Int32Array(sizes.locals).fill(-1);
    this.memos = Array.from({ length: sizes.memos }, () => new Set());
    this.#limits = limits;
  }

  /** Continues with another instruction for good: its result is the result. */
  goTo(instruction: Instruction, at: number): Outcome {
    this.#pending = instruction;
    this.#pendingAt = at;
    return 'call';
  }

  /** Calls another instruction; the caller is resumed in the frame that it pushes. */
  call(
    caller: Instruction,
    at: number,
    phase: number,
    callee: Instruction,
    calleeAt: number,
    save0 = 0,
    save1 = 0,
    positions = noPositions,
  ): Outcome {
    this.push(caller, at, phase, save0, save1, positions);
    return this.goTo(callee, calleeAt);
  }

  /** Pushes a frame in which the instruction is resumed once all calls from here on have returned. */
  push(instruction: Instruction, at: number, phase: number, save0: number, save1: number, positions: number[]): void {
    this.#stack.push({ instruction, at, phase, save0, save1, positions });
  }

  /** The code point at a place that is not the end. */
  read(at: number): number {
    this.reads++;
    return this.subject.codePointAt(at) ?? 0;
  }

  /** Runs a program from a place; undefined while it is suspended and must be resumed. */
  run(program: Instruction, at: number): boolean | undefined {
    this.goTo(program, at);
    return this.goOn();
  }

  /** Resumes a suspended run. */
  goOn(): boolean | undefined {
    let outcome: Outcome = 'call';
    for (;;) {
      if (outcome === 'call') {
        if (this.steps >= this.#pauseAt) {
          this.#checkLimits();
          return undefined;
        }
        outcome = this.#enter();
        continue;
      }
      const frame = this.#stack.pop();
      if (frame === undefined) return outcome === 'yes';
      outcome = frame.instruction.resume(this, frame, outcome === 'yes');
    }
  }

  #enter(): Outcome {
    this.steps++;
    const at = this.#pendingAt;
    if (at > this.furthest) this.furthest = at;
    return this.#pending?.enter(this, at) ?? 'no';
  }

  /** Adds the steps so far to the process's total. */
  settle(): void {
    Budget.spent += this.steps - this.#settled;
    this.#settled = this.steps;
  }

  #checkLimits(): void {
    this.#pauseAt = this.steps + stepsAtOnce;
    this.settle();
    this.deepest = Math.max(this.deepest, this.#stack.length);
    if (this.steps > this.#limits.steps) throw new MatchGivenUp('steps');
    if (this.#stack.length > deepestStack) throw new MatchGivenUp('stack');
    if (this.#limits.signal?.aborted) throw new MatchGivenUp('aborted');
  }
}

/** Known lengths that an instruction and its successors match; Java's own sums, overflows included. */
export interface Lengths {
  min: number;
  max: number;
  maxIsKnown: boolean;
  /** Whether a repeated group can be matched in a single way. Java repeats such groups by other means. */
  deterministic: boolean;
}

export function noLengths(): Lengths {
  return { min: 0, max: 0, maxIsKnown: true, deterministic: true };
}

export function resetLengths(lengths: Lengths): void {
  Object.assign(lengths, noLengths());
}

/**
 * Instruction of a compiled pattern. Java matches by recursion over such steps and undoes groups as the recursion
 * returns, not always completely: the groups that a match leaves behind follow from the order of these calls. To answer
 * as Java does, the steps call each other in the same order, on a stack of frames instead of JavaScript's stack.
 */
export abstract class Instruction {
  next: Instruction;

  /** Without a successor it is an end: its own successor, so that `next` is never absent. */
  constructor(next?: Instruction) {
    this.next = next ?? this;
  }

  /** Tries to match at a place: returns a result at once, or sends the machine to another instruction. */
  abstract enter(machine: Machine, at: number): Outcome;

  /** Continues in the frame that it pushed after the called instruction has returned. */
  resume(_machine: Machine, _frame: Frame, matched: boolean): Outcome {
    return matched ? 'yes' : 'no';
  }

  /** Adds its own lengths and those of its successors; returns whether they are deterministic. */
  study(lengths: Lengths): boolean {
    return this.next.study(lengths);
  }
}
