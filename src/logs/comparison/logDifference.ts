/** Line of a log as a person sees it. */
export interface ShownLine {
  /** Counted from 0. */
  readonly line: number;
  readonly text: string;
}

/** Lines that only one of two logs has. */
export interface OwnLines {
  /** The first of them. */
  readonly lines: readonly ShownLine[];
  readonly count: number;
  /** The first of them; where there is none, the line at which the other log's lines are missing. */
  readonly line: number;
}

/** Place where two logs differ. */
export interface LogDifference {
  /** Last lines before it that both have, as the second log has them. */
  readonly before: readonly ShownLine[];
  readonly first: OwnLines;
  readonly second: OwnLines;
  /** First lines behind it that both have; none where the logs do not come together again. */
  readonly after: readonly ShownLine[];
}
