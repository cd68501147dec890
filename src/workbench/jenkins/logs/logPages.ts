import type { Spool } from '../../../logs/index.ts';

/** A text document of this size still has all of its features. */
const wholeBytes = 16 * 1024 * 1024;
const wholeLines = 300_000;
const pageBytes = 4 * 1024 * 1024;

/** Lines of a log that make a text document, the first and the last one, counted from 0. */
export interface PageLines {
  readonly first: number;
  readonly last: number;
}

/** How many pages a log has as text; 1 when it is shown whole. */
export function pagesOf({ index }: Spool): number {
  if (index.size <= wholeBytes && index.lines <= wholeLines) return 1;
  return Math.ceil(index.size / pageBytes);
}

/** Lines of a page, counted from 1. They stay the same when the log grows, except on the last page. */
export function linesOfPage(spool: Spool, page: number): PageLines {
  const { index } = spool;
  if (pagesOf(spool) === 1) return { first: 0, last: index.lines - 1 };
  const first = index.beforeOffset((page - 1) * pageBytes).line;
  const last = page >= pagesOf(spool) ? index.lines : index.beforeOffset(page * pageBytes).line;
  return { first, last: last - 1 };
}

/** The page that a line is on. */
export function pageOfLine(spool: Spool, line: number): number {
  if (pagesOf(spool) === 1) return 1;
  const page = Math.floor(spool.index.before(line).offset / pageBytes) + 1;
  // A page begins at the last place before its size where a line is known to begin.
  return linesOfPage(spool, page).first > line ? page - 1 : linesOfPage(spool, page).last < line ? page + 1 : page;
}
