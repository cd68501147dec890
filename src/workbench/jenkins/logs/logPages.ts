import type { Spool } from '../../../logs/index.ts';

/** Size up to which VS Code keeps all features of a text document, in bytes. */
const wholeBytes = 16 * 1024 * 1024;
const wholeLines = 300_000;
const pageBytes = 4 * 1024 * 1024;

/** Range of a log's lines in a text document: first and last, counted from 0. */
export interface PageLines {
  readonly first: number;
  readonly last: number;
}

/** Number of pages of a log as text; 1 when it is shown whole. */
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

/** Page of a line. */
export function pageOfLine(spool: Spool, line: number): number {
  if (pagesOf(spool) === 1) return 1;
  const page = Math.floor(spool.index.before(line).offset / pageBytes) + 1;
  // A page begins at the last checkpoint before its nominal beginning.
  return linesOfPage(spool, page).first > line ? page - 1 : linesOfPage(spool, page).last < line ? page + 1 : page;
}
