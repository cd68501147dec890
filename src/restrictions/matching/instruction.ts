import type { Frame, Machine, Outcome } from './machine.ts';

/** What is known about the lengths that an instruction and all after it match; Java's own sums, overflows and all. */
export interface Lengths {
  min: number;
  max: number;
  maxIsKnown: boolean;
  /** Whether a group that is repeated can be matched in one way only. Java repeats such groups by other means. */
  deterministic: boolean;
}

export function noLengths(): Lengths {
  return { min: 0, max: 0, maxIsKnown: true, deterministic: true };
}

export function resetLengths(lengths: Lengths): void {
  Object.assign(lengths, noLengths());
}

/**
 * A step of a compiled pattern. Java matches by recursion over such steps and undoes groups as the recursion returns,
 * not always completely: which groups a match leaves behind follows from the order of these calls. To answer as Java
 * does, the steps call each other in the same order, on a stack of frames instead of the stack of JavaScript.
 */
export abstract class Instruction {
  next: Instruction;

  /** Without a successor it is an end: its own successor, so that `next` is never absent. */
  constructor(next?: Instruction) {
    this.next = next ?? this;
  }

  /** Tries to match at a place: answers at once, or sends the machine to another instruction. */
  abstract enter(machine: Machine, at: number): Outcome;

  /** Goes on after the instruction that this one called, in the frame that it left, has answered. */
  resume(_machine: Machine, _frame: Frame, matched: boolean): Outcome {
    return matched ? 'yes' : 'no';
  }

  /** Adds its own lengths and those of all that follows; answers whether that is deterministic. */
  study(lengths: Lengths): boolean {
    return this.next.study(lengths);
  }
}
