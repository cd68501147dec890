/** How near a line is to the reason of a failure. */
export const ErrorRank = {
  /** A tool names a failure of its own work. */
  cause: 0,
  /** May be the reason, may be noise: log levels, exceptions that a test may want, summaries. */
  sign: 1,
  /** Words of failure that no known tool uses so. */
  hint: 2,
  /** Passes on that something before it failed. */
  consequence: 3,
} as const;
export type ErrorRank = (typeof ErrorRank)[keyof typeof ErrorRank];

/**
 * Lines of a group of tools that tell of a failure, as sources of regular expressions for a line's body, which is what
 * stands behind time stamps and prefixes. Consequences are tried first, then causes, then signs: the first two can be
 * told from each other by their words, and signs are wider than causes.
 *
 * A body has a limited length. Even so no pattern may work on it in more than linear time: a log has many lines.
 */
export interface ErrorFamily {
  /** From the body's beginning. */
  readonly causes?: readonly string[];
  readonly signs?: readonly string[];
  /** Like causes, in lines that name a place: a colon or a parenthesis before a digit. */
  readonly causesAtPlace?: readonly string[];
  /** Causes among the lines that a sign matches. */
  readonly finerCauses?: readonly string[];
  readonly hints?: readonly string[];
  readonly consequences?: readonly string[];
  /** Anywhere in the body. */
  readonly causesInside?: readonly string[];
  readonly signsInside?: readonly string[];
  readonly hintsInside?: readonly string[];
  readonly consequencesInside?: readonly string[];
}
