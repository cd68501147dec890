// Mutants that no test can kill: what they change cannot be seen from outside, or only as time.

export interface Equivalent {
  /** As the survivor was printed: the file, the original and its replacement. */
  readonly mutant: string;
  readonly why: string;
}

export const equivalent: readonly Equivalent[] = [];
