/**
 * Reason why no automaton was built: it would be too big, or the pattern is not regular in a way that is supported
 * here.
 */
export type ComplexityReason = 'states' | 'construct';

/** Thrown where analysis would take too long or would be a guess. */
export class TooComplex extends Error {
  override readonly name = 'TooComplex';
  readonly reason: ComplexityReason;

  constructor(reason: ComplexityReason) {
    super(`This is too complex to analyze: ${reason}.`);
    this.reason = reason;
  }
}
