import type { QuantifierMode } from '../regex/ast.ts';
import type { Frame, Machine, Outcome } from './machine.ts';
import { Instruction, type Lengths } from './machine.ts';
import { studyRepeat } from './repeatSteps.ts';

/** Notes the beginning of a group, until it is left. */
export class GroupStart extends Instruction {
  readonly slot: number;

  constructor(next: Instruction, slot: number) {
    super(next);
    this.slot = slot;
  }

  override enter(machine: Machine, at: number): Outcome {
    const before = machine.locals[this.slot] ?? -1;
    machine.locals[this.slot] = at;
    return machine.call(this, at, 0, this.next, at, before);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    machine.locals[this.slot] = frame.save0;
    return matched ? 'yes' : 'no';
  }
}

/** Sets the text that a group matched, and restores it if the rest does not match. */
export class GroupEnd extends Instruction {
  readonly slot: number;
  readonly group: number;

  constructor(next: Instruction, slot: number, group: number) {
    super(next);
    this.slot = slot;
    this.group = group;
  }

  override enter(machine: Machine, at: number): Outcome {
    const start = machine.locals[this.slot] ?? -1;
    if (start < 0) {
      // GroupRepeat repeats this group, and sets its match itself.
      machine.last = at;
      return 'yes';
    }
    const save0 = machine.groups[2 * this.group] ?? -1;
    const save1 = machine.groups[2 * this.group + 1] ?? -1;
    setGroup(machine, this.group, start, at);
    return machine.call(this, at, 0, this.next, at, save0, save1);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (matched) return 'yes';
    setGroup(machine, this.group, frame.save0, frame.save1);
    return 'no';
  }
}

function setGroup(machine: Machine, group: number, start: number, end: number): void {
  machine.groups[2 * group] = start;
  machine.groups[2 * group + 1] = end;
}

const phase = { required: 0, more: 1, next: 2, lazyNext: 3, outermost: 4 } as const;

export interface RepeatedGroup {
  readonly atom: Instruction;
  readonly min: number;
  readonly max: number;
  readonly mode: QuantifierMode;
  readonly slot: number;
  /** 0 for a group that does not capture. */
  readonly group: number;
}

/** Repeats a group that can match in a single way: iterations are given up, but never re-entered. */
export class GroupRepeat extends Instruction {
  readonly repeated: RepeatedGroup;

  constructor(next: Instruction, repeated: RepeatedGroup) {
    super(next);
    this.repeated = repeated;
  }

  override enter(machine: Machine, at: number): Outcome {
    const { group, slot } = this.repeated;
    const before = machine.locals[slot] ?? -1;
    machine.locals[slot] = -1;
    const positions = [before, machine.groups[2 * group] ?? -1, machine.groups[2 * group + 1] ?? -1];
    return this.#required(machine, at, 0, positions);
  }

  /** `outer` is the state to restore on failure: the slot, and the group's bounds. */
  #required(machine: Machine, at: number, count: number, outer: number[]): Outcome {
    const { atom, min } = this.repeated;
    if (count < min) return machine.call(this, at, phase.required, atom, at, count, 0, outer);
    const { group, mode } = this.repeated;
    // An extra frame, which only restores state if the rest fails.
    machine.push(this, at, phase.outermost, 0, 0, outer);
    if (mode === 'lazy') return this.#lazyNext(machine, at, count);
    const saved = [machine.groups[2 * group] ?? -1, machine.groups[2 * group + 1] ?? -1, at];
    return this.#more(machine, at, count, saved);
  }

  #set(machine: Machine, start: number, end: number): void {
    if (this.repeated.group > 0) setGroup(machine, this.repeated.group, start, end);
  }

  /** `ends` begins with the group's former bounds, then has the place before the first iteration and each end. */
  #more(machine: Machine, at: number, count: number, ends: number[]): Outcome {
    if (count >= this.repeated.max) return this.#following(machine, ends);
    return machine.call(this, at, phase.more, this.repeated.atom, at, count, 0, ends);
  }

  #following(machine: Machine, ends: number[]): Outcome {
    const at = ends[ends.length - 1] ?? 0;
    if (ends.length === 3) {
      this.#set(machine, ends[0] ?? -1, ends[1] ?? -1);
      return machine.goTo(this.next, at);
    }
    this.#set(machine, ends[ends.length - 2] ?? 0, at);
    return machine.call(this, at, phase.next, this.next, at, 0, 0, ends);
  }

  #lazyNext(machine: Machine, at: number, count: number): Outcome {
    return machine.call(this, at, phase.lazyNext, this.next, at, count);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    switch (frame.phase) {
      case phase.required:
        return this.#resumeRequired(machine, frame, matched);
      case phase.more:
        return this.repeated.mode === 'lazy'
          ? this.#resumeLazy(machine, frame, matched)
          : this.#resumeMore(machine, frame, matched);
      case phase.next:
        return this.#resumeNext(machine, frame, matched);
      case phase.lazyNext:
        if (matched) return 'yes';
        if (frame.save0 >= this.repeated.max) return 'no';
        return machine.call(this, frame.at, phase.more, this.repeated.atom, frame.at, frame.save0);
      default:
        return matched ? 'yes' : this.#giveUp(machine, frame.positions);
    }
  }

  #giveUp(machine: Machine, outer: readonly number[]): Outcome {
    machine.locals[this.repeated.slot] = outer[0] ?? -1;
    this.#set(machine, outer[1] ?? -1, outer[2] ?? -1);
    return 'no';
  }

  #resumeRequired(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (!matched) return this.#giveUp(machine, frame.positions);
    this.#set(machine, frame.at, machine.last);
    return this.#required(machine, machine.last, frame.save0 + 1, frame.positions);
  }

  #resumeMore(machine: Machine, frame: Frame, matched: boolean): Outcome {
    const ends = frame.positions;
    if (!matched || machine.last === frame.at) return this.#following(machine, ends);
    this.#set(machine, frame.at, machine.last);
    ends.push(machine.last);
    return this.#more(machine, machine.last, frame.save0 + 1, ends);
  }

  #resumeNext(machine: Machine, frame: Frame, matched: boolean): Outcome {
    const ends = frame.positions;
    if (matched) {
      // Java sets the group once more on its way out, over the value of a later round.
      this.#set(machine, ends[ends.length - 2] ?? 0, frame.at);
      return 'yes';
    }
    ends.pop();
    return this.#following(machine, ends);
  }

  #resumeLazy(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (!matched || machine.last === frame.at) return 'no';
    this.#set(machine, frame.at, machine.last);
    return this.#lazyNext(machine, machine.last, frame.save0 + 1);
  }

  override study(lengths: Lengths): boolean {
    studyRepeat(this.repeated.atom, this.repeated.min, this.repeated.max, lengths);
    return this.next.study(lengths);
  }
}
