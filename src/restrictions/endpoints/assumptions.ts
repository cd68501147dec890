import type { MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import type { Product } from './endpointTable.ts';

/** Whether a rule's pattern is matched against the query string, too. It is not documented. */
export type QueryMode = 'unknown' | 'yes' | 'no';

/** Assumptions behind every verdict: undocumented behavior, and facts that only the user knows. */
export interface Assumptions {
  readonly match: MatchMode;
  readonly query: QueryMode;
  readonly product: Product;
  /** Base URL of Jira, without a slash at the end, `https://jira.example.com/jira`; absent if unknown. */
  readonly baseUrl?: string | undefined;
}

export const defaultAssumptions: Assumptions = { match: 'full', query: 'unknown', product: 'dc' };
