import { accept } from './endSteps.ts';
import type { Frame, Machine, Outcome } from './machine.ts';
import { Instruction, type Lengths } from './machine.ts';

/** Repeats a group that can match in several ways: after each iteration its end returns to the loop. */
export class Loop extends Instruction {
  body: Instruction = accept;
  readonly min: number;
  readonly max: number;
  readonly lazy: boolean;
  /** Index of the number of iterations. */
  readonly counter: number;
  /** Index of the current iteration's beginning. */
  readonly begin: number;
  /** Index of the failed places, if Java remembers them for this loop, else -1. */
  memo = -1;

  constructor(next: Instruction, shape: { min: number; max: number; lazy: boolean; counter: number; begin: number }) {
    super(next);
    this.min = shape.min;
    this.max = shape.max;
    this.lazy = shape.lazy;
    this.counter = shape.counter;
    this.begin = shape.begin;
  }

  override enter(machine: Machine, at: number): Outcome {
    // An empty iteration ends the loop.
    if (at <= (machine.locals[this.begin] ?? -1)) return machine.goTo(this.next, at);
    const count = machine.locals[this.counter] ?? 0;
    if (count < this.min) return this.#iterate(machine, at, count, phase.required);
    if (this.lazy) return machine.call(this, at, phase.lazyNext, this.next, at, count);
    if (count >= this.max || machine.memos[this.memo]?.has(at)) return machine.goTo(this.next, at);
    return this.#iterate(machine, at, count, phase.more);
  }

  #iterate(machine: Machine, at: number, count: number, when: number): Outcome {
    machine.locals[this.counter] = count + 1;
    return machine.call(this, at, when, this.body, at, count);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (matched) return 'yes';
    if (frame.phase === phase.lazyNext) {
      return frame.save0 < this.max ? this.#iterate(machine, frame.at, frame.save0, phase.required) : 'no';
    }
    machine.locals[this.counter] = frame.save0;
    if (frame.phase === phase.required) return 'no';
    machine.memos[this.memo]?.add(frame.at);
    return machine.goTo(this.next, frame.at);
  }

  override study(lengths: Lengths): boolean {
    lengths.maxIsKnown = false;
    lengths.deterministic = false;
    return false;
  }
}

const phase = { required: 0, more: 1, lazyNext: 2, first: 3, firstLazyNext: 4 } as const;

/** Enters a loop for the first time, and resets its counter when it is left. */
export class LoopEntry extends Instruction {
  readonly loop: Loop;

  constructor(loop: Loop) {
    super(accept);
    this.loop = loop;
  }

  override enter(machine: Machine, at: number): Outcome {
    const { loop } = this;
    const before = machine.locals[loop.counter] ?? -1;
    if (loop.min > 0) return this.#iterate(machine, at, before, phase.required);
    if (loop.lazy) return machine.call(this, at, phase.firstLazyNext, loop.next, at, before);
    return loop.max > 0
      ? this.#iterate(machine, at, before, phase.first)
      : machine.call(this, at, phase.required, loop.next, at, before);
  }

  #iterate(machine: Machine, at: number, before: number, when: number): Outcome {
    machine.locals[this.loop.counter] = 1;
    return machine.call(this, at, when, this.loop.body, at, before);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    const before = frame.save0;
    if (!matched && frame.phase === phase.first) {
      return machine.call(this, frame.at, phase.required, this.loop.next, frame.at, before);
    }
    if (!matched && frame.phase === phase.firstLazyNext && this.loop.max > 0) {
      return this.#iterate(machine, frame.at, before, phase.required);
    }
    machine.locals[this.loop.counter] = before;
    return matched ? 'yes' : 'no';
  }

  override study(lengths: Lengths): boolean {
    return this.loop.study(lengths);
  }
}
