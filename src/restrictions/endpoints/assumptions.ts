import type { MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import type { Product } from './endpointTable.ts';

/** Whether the query string is part of what a rule's pattern is held against. It is not documented. */
export type QueryMode = 'unknown' | 'yes' | 'no';

/** What is not documented, or known only to the user: every verdict is given under these. */
export interface Assumptions {
  readonly match: MatchMode;
  readonly query: QueryMode;
  readonly product: Product;
  /** Where Jira is, without a slash at the end, `https://jira.example.com/jira`; absent if it is not known. */
  readonly baseUrl?: string | undefined;
}

export const defaultAssumptions: Assumptions = { match: 'full', query: 'unknown', product: 'dc' };
