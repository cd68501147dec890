import type { QuantifierMode } from '../regex/ast.ts';
import type { Frame, Machine, Outcome } from './machine.ts';
import { Instruction, type Lengths, resetLengths } from './machine.ts';

/** Adds the lengths of a repetition, in Java's 32-bit sums. */
export function studyRepeat(atom: Instruction, min: number, max: number, lengths: Lengths): void {
  const before = { ...lengths };
  resetLengths(lengths);
  atom.study(lengths);
  const least = (Math.imul(lengths.min, min) + before.min) | 0;
  lengths.min = least < before.min ? 0xfffffff : least;
  if (before.maxIsKnown && lengths.maxIsKnown) {
    lengths.max = (Math.imul(lengths.max, max) + before.max) | 0;
    if (lengths.max < before.max) lengths.maxIsKnown = false;
  } else {
    lengths.maxIsKnown = false;
  }
  lengths.deterministic = lengths.deterministic && min === max ? before.deterministic : false;
}

/** State of a waiting repetition: gathering iterations, or trying the rest. */
const phase = { required: 0, more: 1, next: 2 } as const;

/**
 * Repeats an instruction that ends by itself: a character, a place, a possessive group. Each iteration's end is kept,
 * and the successor is tried from the last backwards (greedy) or from the first on (lazy).
 */
export class Repeat extends Instruction {
  readonly atom: Instruction;
  readonly min: number;
  readonly max: number;
  readonly mode: QuantifierMode;

  constructor(next: Instruction, atom: Instruction, min: number, max: number, mode: QuantifierMode) {
    super(next);
    this.atom = atom;
    this.min = min;
    this.max = max;
    this.mode = mode;
  }

  override enter(machine: Machine, at: number): Outcome {
    return this.#required(machine, at, 0);
  }

  #required(machine: Machine, at: number, count: number): Outcome {
    if (count < this.min) return machine.call(this, at, phase.required, this.atom, at, count);
    if (this.mode === 'lazy') return this.#lazyNext(machine, at, count);
    return this.#more(machine, at, count, [at]);
  }

  #more(machine: Machine, at: number, count: number, positions: number[]): Outcome {
    if (count >= this.max) return this.#following(machine, positions);
    return machine.call(this, at, phase.more, this.atom, at, count, 0, positions);
  }

  #following(machine: Machine, positions: number[]): Outcome {
    const at = positions.pop() ?? 0;
    if (this.mode === 'possessive' || positions.length === 0) return machine.goTo(this.next, at);
    return machine.call(this, at, phase.next, this.next, at, 0, 0, positions);
  }

  #lazyNext(machine: Machine, at: number, count: number): Outcome {
    if (count >= this.max) return machine.goTo(this.next, at);
    return machine.call(this, at, phase.next, this.next, at, count);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (frame.phase === phase.required) {
      return matched ? this.#required(machine, machine.last, frame.save0 + 1) : 'no';
    }
    if (this.mode === 'lazy') return this.#resumeLazy(machine, frame, matched);
    if (frame.phase === phase.more) {
      if (!matched || machine.last === frame.at) return this.#following(machine, frame.positions);
      if (this.mode === 'possessive') return this.#more(machine, machine.last, frame.save0 + 1, [machine.last]);
      frame.positions.push(machine.last);
      return this.#more(machine, machine.last, frame.save0 + 1, frame.positions);
    }
    return matched ? 'yes' : this.#following(machine, frame.positions);
  }

  #resumeLazy(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (frame.phase === phase.next) {
      if (matched) return 'yes';
      return machine.call(this, frame.at, phase.more, this.atom, frame.at, frame.save0);
    }
    if (!matched || machine.last === frame.at) return 'no';
    return this.#lazyNext(machine, machine.last, frame.save0 + 1);
  }

  override study(lengths: Lengths): boolean {
    studyRepeat(this.atom, this.min, this.max, lengths);
    return this.next.study(lengths);
  }
}

/** Matches an optional part; or, if `independent`, a required part that is never re-entered. */
export class Optional extends Instruction {
  readonly atom: Instruction;
  readonly mode: QuantifierMode | 'independent';

  constructor(next: Instruction, atom: Instruction, mode: QuantifierMode | 'independent') {
    super(next);
    this.atom = atom;
    this.mode = mode;
  }

  override enter(machine: Machine, at: number): Outcome {
    return this.mode === 'lazy'
      ? machine.call(this, at, phase.next, this.next, at)
      : machine.call(this, at, phase.more, this.atom, at);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    const { at } = frame;
    if (frame.phase === phase.more) return this.#afterAtom(machine, at, matched);
    if (matched) return 'yes';
    return this.mode === 'lazy' ? machine.call(this, at, phase.more, this.atom, at) : machine.goTo(this.next, at);
  }

  #afterAtom(machine: Machine, at: number, matched: boolean): Outcome {
    if (matched) {
      const { last } = machine;
      return this.mode === 'greedy'
        ? machine.call(this, at, phase.next, this.next, last)
        : machine.goTo(this.next, last);
    }
    return this.mode === 'greedy' || this.mode === 'possessive' ? machine.goTo(this.next, at) : 'no';
  }

  override study(lengths: Lengths): boolean {
    const { min } = lengths;
    this.atom.study(lengths);
    if (this.mode !== 'independent') {
      lengths.min = min;
      lengths.deterministic = false;
    }
    return this.next.study(lengths);
  }
}
