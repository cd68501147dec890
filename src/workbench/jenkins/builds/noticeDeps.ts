import type { Claims } from '../../../base/claims.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** Issue that a build can be reported on. */
export interface ReportableIssue {
  /** Its site. */
  readonly connection: { readonly id: string };
  readonly key: string;
}

/** Dependencies of notifications of ends. */
export interface NoticeDeps {
  readonly claims: Claims;
  /** Finds the issues that a build can be reported on, as far as they can be read. */
  readonly issuesOf: (build: BuildRef) => Promise<readonly ReportableIssue[]>;
}
