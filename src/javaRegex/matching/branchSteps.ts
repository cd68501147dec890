import { accept } from './endSteps.ts';
import type { Frame, Machine, Outcome } from './machine.ts';
import { Instruction, type Lengths, resetLengths } from './machine.ts';

/** Joins the alternatives of a branch. Java's sums of lengths stop here. */
export class Join extends Instruction {
  override enter(machine: Machine, at: number): Outcome {
    return machine.goTo(this.next, at);
  }

  override study(lengths: Lengths): boolean {
    return lengths.deterministic;
  }
}

/** Tries the alternatives in order; an absent one is empty and continues at once. */
export class Branch extends Instruction {
  readonly alternatives: readonly (Instruction | undefined)[];
  readonly join: Join;

  constructor(join: Join, alternatives: readonly (Instruction | undefined)[]) {
    super(accept);
    this.join = join;
    this.alternatives = alternatives;
  }

  override enter(machine: Machine, at: number): Outcome {
    return this.#attempt(machine, at, 0);
  }

  #attempt(machine: Machine, at: number, index: number): Outcome {
    const alternative = this.alternatives[index] ?? this.join.next;
    if (index === this.alternatives.length - 1) return machine.goTo(alternative, at);
    return machine.call(this, at, index, alternative, at);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    return matched ? 'yes' : this.#attempt(machine, frame.at, frame.phase + 1);
  }

  override study(lengths: Lengths): boolean {
    const before = { ...lengths };
    let min = unknownMin;
    let max = -1;
    for (const alternative of this.alternatives) {
      resetLengths(lengths);
      alternative?.study(lengths);
      min = Math.min(min, lengths.min);
      max = Math.max(max, lengths.max);
      before.maxIsKnown &&= lengths.maxIsKnown;
    }
    resetLengths(lengths);
    this.join.next.study(lengths);
    lengths.min = (lengths.min + before.min + min) | 0;
    lengths.max = (lengths.max + before.max + max) | 0;
    lengths.maxIsKnown &&= before.maxIsKnown;
    lengths.deterministic = false;
    return false;
  }
}

const unknownMin = 0x7fffffff;
