import type { Claims } from '../../../base/claims.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** Dependencies of notifications of ends. */
export interface NoticeDeps {
  readonly claims: Claims;
  /** Finds the keys of the issues that a build can be reported on, as far as they can be read. */
  readonly issuesOf: (build: BuildRef) => Promise<readonly string[]>;
}
