/** Groupings of a query's issues. */
export const Grouping = {
  none: 'none',
  status: 'status',
  parent: 'parent',
  sprint: 'sprint',
  project: 'project',
  type: 'type',
  assignee: 'assignee',
  priority: 'priority',
} as const;
export type Grouping = (typeof Grouping)[keyof typeof Grouping];

const groupings = new Set<string>(Object.values(Grouping));

export function parseGrouping(value: unknown): Grouping {
  return typeof value === 'string' && groupings.has(value) ? (value as Grouping) : Grouping.none;
}
