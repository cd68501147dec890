import type { Steps } from '../../base/cooperatively.ts';
import { TooComplex } from './tooComplex.ts';

/** Remaining steps of about the same cost each. Work is bounded by counting, not by time. */
export class Budget {
  /** All steps counted in this process. */
  static spent = 0;
  left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  /** @throws {TooComplex} when the budget is exhausted */
  spend(steps: number): void {
    this.left -= steps;
    Budget.spent += steps;
    if (this.left < 0) throw new TooComplex('states');
  }
}

/** Runs steps at the cost of a budget. Work of others between the yield points is not charged. */
export function* metered<Result>(steps: Steps<Result>, budget: Budget): Steps<Result> {
  for (;;) {
    const before = Budget.spent;
    const step = steps.next();
    budget.left -= Budget.spent - before;
    if (step.done === true) return step.value;
    yield undefined;
  }
}
