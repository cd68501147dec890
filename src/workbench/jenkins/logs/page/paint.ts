import type { Grid } from './grid.ts';
import { rangeIn } from './rowElement.ts';
import type { Selection } from './selection.ts';

/**
 * Paints the cursor, the selection and the hits on the drawn rows.
 * @param marked line that was gone to; -1: none
 */
export function paint(grid: Grid, selection: Selection, marked: number): void {
  const hits = { hit: [] as Range[], 'current-hit': [] as Range[] };
  for (const { row, element: drawn } of grid.drawnRows) {
    const isCursor = row.line >= 0 && row.line === selection.cursor.line;
    drawn.classList.toggle('cursor', isCursor);
    drawn.setAttribute('aria-selected', String(isCursor));
    drawn.classList.toggle('marked', row.line >= 0 && row.line === marked);
    for (const [start, end, isCurrent] of row.hits ?? []) {
      const range = rangeIn(drawn, start, end);
      if (range) hits[isCurrent ? 'current-hit' : 'hit'].push(range);
    }
  }
  CSS.highlights.set('hit', new Highlight(...hits.hit));
  CSS.highlights.set('current-hit', new Highlight(...hits['current-hit']));
  CSS.highlights.set('selected', new Highlight(...selection.ranges()));
  const at = grid.rowOfLine(selection.cursor.line);
  if (at) grid.scroller.setAttribute('aria-activedescendant', `row-${at.index}`);
}
