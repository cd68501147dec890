import { TooComplex } from './tooComplex.ts';

/** Remaining steps of about the same cost each. Work is bounded by counting, not by time. */
export class Budget {
  /** All steps ever counted, for tests that hold how much is done in one go. */
  static spent = 0;
  left: number;

  constructor(steps: number) {
    this.left = steps;
  }

  /** @throws {TooComplex} where it is more than there is */
  spend(steps: number): void {
    this.left -= steps;
    Budget.spent += steps;
    if (this.left < 0) throw new TooComplex('states');
  }
}
