import type { Machine, Outcome } from './machine.ts';
import { Instruction, type Lengths } from './machine.ts';

/** Ends a part that another instruction repeats or looks at: the part has matched. */
class Accept extends Instruction {
  override enter(machine: Machine, at: number): Outcome {
    machine.last = at;
    return 'yes';
  }

  override study(lengths: Lengths): boolean {
    return lengths.deterministic;
  }
}

export const accept: Instruction = new Accept();

/** The end of the whole pattern. */
export class Last extends Instruction {
  constructor() {
    super(accept);
  }

  override enter(machine: Machine, at: number): Outcome {
    if (machine.wholeOnly && at !== machine.subject.length) return 'no';
    machine.last = at;
    machine.groups[0] = machine.first;
    machine.groups[1] = at;
    return 'yes';
  }
}

/** End of a lookbehind: it must end where it began to look back. */
class LookbehindEnd extends Instruction {
  constructor() {
    super(accept);
  }

  override enter(machine: Machine, at: number): Outcome {
    return at === machine.lookbehindTo ? 'yes' : 'no';
  }
}

export const lookbehindEnd: Instruction = new LookbehindEnd();
