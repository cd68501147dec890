import type { Assumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';

/** Texts that a diagnostic must find, and near misses that it must leave alone. */
export interface Cases {
  readonly assumptions?: Partial<Assumptions>;
  readonly bad: readonly string[];
  readonly good: readonly string[];
}
