import { TooComplex } from './tooComplex.ts';

/** Remaining steps of about the same cost each. Work is bounded by counting, not by time. */
export class Budget {
  /** All steps counted in this process, for tests of the work between two yields. */
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
