import { isPairBefore } from './characterSteps.ts';
import type { Frame, Machine, Outcome } from './machine.ts';
import { Instruction } from './machine.ts';

/** `(?=…)` and `(?!…)`. Groups matched inside stay set, as in Java, even if the rest fails. */
export class Lookahead extends Instruction {
  readonly condition: Instruction;
  readonly negated: boolean;

  constructor(next: Instruction, condition: Instruction, negated: boolean) {
    super(next);
    this.condition = condition;
    this.negated = negated;
  }

  override enter(machine: Machine, at: number): Outcome {
    return machine.call(this, at, 0, this.condition, at);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    return matched === this.negated ? 'no' : machine.goTo(this.next, frame.at);
  }
}

/** `(?<=…)` and `(?<!…)`: tried from each place between its least and its greatest length back. */
export class Lookbehind extends Instruction {
  readonly condition: Instruction;
  readonly negated: boolean;
  readonly min: number;
  readonly max: number;
  /** Lengths are counted in code points, not in UTF-16 units. */
  readonly byCodePoints: boolean;

  constructor(
    next: Instruction,
    condition: Instruction,
    shape: { negated: boolean; min: number; max: number; byCodePoints: boolean },
  ) {
    super(next);
    this.condition = condition;
    this.negated = shape.negated;
    this.min = shape.min;
    this.max = shape.max;
    this.byCodePoints = shape.byCodePoints;
  }

  override enter(machine: Machine, at: number): Outcome {
    const start = at - this.#units(machine.subject, at, this.min);
    return this.#attempt(machine, at, start, machine.lookbehindTo);
  }

  #units(subject: string, at: number, length: number): number {
    if (!this.byCodePoints) return length;
    let from = at;
    // Java accepts fewer characters where there are no more.
    for (let i = 0; i < length && from > 0; i++) from -= isPairBefore(subject, from) ? 2 : 1;
    return at - from;
  }

  /**
   * In 32 bits: a greatest length that overflowed is negative, and such a lookbehind is never tried. By code points
   * Java then counts forwards instead.
   */
  #earliest(machine: Machine, at: number): number {
    const { subject } = machine;
    const length = this.max < 0 ? this.#forwards(subject, at) : this.#units(subject, at, Math.min(this.max, at + 1));
    return Math.max((at - (this.byCodePoints ? length : this.max)) | 0, 0);
  }

  /** Negating the least integer does not change it: then no lines are counted. */
  #forwards(subject: string, at: number): number {
    return this.max === -0x80000000 ? 0 : subject.length - at;
  }

  #attempt(machine: Machine, at: number, start: number, before: number): Outcome {
    if (start < this.#earliest(machine, at)) {
      machine.lookbehindTo = before;
      return this.negated ? machine.goTo(this.next, at) : 'no';
    }
    machine.lookbehindTo = at;
    return machine.call(this, at, 0, this.condition, start, start, before);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    const { at, save0: start, save1: before } = frame;
    if (!matched) {
      const earlier = this.byCodePoints && isPairBefore(machine.subject, start) ? start - 2 : start - 1;
      return this.#attempt(machine, at, earlier, before);
    }
    machine.lookbehindTo = before;
    return this.negated ? 'no' : machine.goTo(this.next, at);
  }
}
