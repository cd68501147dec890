import type { Run } from '../../../../logs/row.ts';
import { element, fill, sizeText } from './dom.ts';
import type { ShownRow, Words } from './protocol.ts';

/** Context that rows are drawn in. */
export interface RowContext {
  readonly words: Words;
  readonly rows: number;
}

/** Draws a row. Its text is never parsed as markup. */
export function rowElement(row: ShownRow, index: number, { words, rows }: RowContext): HTMLElement {
  const text = element('span', { class: 'text' }, ...runElements(row));
  const made = element(
    'div',
    {
      class: ['row', ...(row.fold ? ['section'] : []), ...(row.error ? ['error'] : [])].join(' '),
      id: `row-${index}`,
      role: 'option',
      'aria-posinset': String(index + 1),
      'aria-setsize': String(rows),
    },
    gutter(row, words),
    ...(row.stamp === undefined ? [] : [stampElement(row.stamp)]),
    text,
    ...endings(row, words),
  );
  made.dataset['index'] = String(index);
  return made;
}

function gutter(row: ShownRow, words: Words): HTMLElement {
  const number = row.line < 0 ? '' : String(row.line + 1);
  const made = element(
    'span',
    { class: 'gutter' },
    element('span', { class: 'number', 'aria-hidden': 'true' }, number),
  );
  if (row.error) {
    const label = row.error === 'first' ? words.firstError : words.error;
    const mark = row.error === 'first' ? '➤' : '✖';
    made.prepend(element('span', { class: 'mark', role: 'img', title: label, 'aria-label': label }, mark));
  }
  if (row.fold) {
    const label = row.fold.folded ? fill(words.unfold, row.fold.hidden) : words.fold;
    const fold = element('button', {
      type: 'button',
      class: row.fold.folded ? 'fold folded' : 'fold',
      title: label,
      'aria-label': label,
      tabindex: '-1',
    });
    fold.dataset['fold'] = String(!row.fold.folded);
    made.append(fold);
  }
  return made;
}

function stampElement(stamp: string): HTMLElement {
  const time = new Date(stamp);
  const shown = time.toLocaleTimeString(undefined, { hour12: false });
  return element('span', { class: 'stamp', title: time.toLocaleString(undefined, { timeZoneName: 'short' }) }, shown);
}

/** Ending behind the text: size of the part that is not drawn. */
function endings(row: ShownRow, words: Words): HTMLElement[] {
  const found: HTMLElement[] = [];
  if (row.overwritten) {
    const label = fill(words.overwritten, row.overwritten);
    found.push(wholeButton(`${row.overwritten}×`, label));
  }
  if (row.more) {
    const label = fill(words.more, sizeText(row.more));
    found.push(wholeButton(`… ${sizeText(row.more)}`, label));
  }
  if (row.fold?.folded)
    found.push(element('span', { class: 'hidden-lines', 'aria-hidden': 'true' }, `… ${row.fold.hidden}`));
  return found;
}

function wholeButton(face: string, label: string): HTMLElement {
  const made = element(
    'button',
    { type: 'button', class: 'whole', title: label, 'aria-label': label, tabindex: '-1' },
    face,
  );
  made.dataset['whole'] = '';
  return made;
}

/** Elements of the runs, split where links begin and end. */
function runElements(row: ShownRow): Node[] {
  const links = row.links ?? [];
  const cuts = links.flatMap(({ start, end }) => [start, end]);
  const made: Node[] = [];
  let at = 0;
  let parent: HTMLElement | undefined;
  for (const piece of row.runs.flatMap(run =>
    pieces(
      run,
      cuts,
      () => at,
      length => (at += length),
    ),
  )) {
    const link = links.find(({ start, end }) => start <= piece.start && piece.start < end);
    if (link && parent?.dataset['start'] === String(link.start)) {
      parent.append(piece.node);
    } else if (link) {
      parent = element('span', { class: `link ${link.kind}` }, piece.node);
      parent.dataset['start'] = String(link.start);
      made.push(parent);
    } else {
      parent = undefined;
      made.push(piece.node);
    }
  }
  return made;
}

function pieces(
  run: Run,
  cuts: readonly number[],
  position: () => number,
  advance: (length: number) => void,
): { start: number; node: Node }[] {
  const [text] = run;
  const start = position();
  const inside = cuts.filter(cut => cut > start && cut < start + text.length);
  const bounds = [start, ...inside.sort((a, b) => a - b), start + text.length];
  advance(text.length);
  return bounds.slice(0, -1).map((from, index) => ({
    start: from,
    node: runNode(text.slice(from - start, (bounds[index + 1] ?? from) - start), run),
  }));
}

function runNode(text: string, [, classes, foreground, background]: Run): Node {
  if (classes === '' && !foreground && !background) return document.createTextNode(text);
  const made = element('span', classes === '' ? {} : { class: classes }, text);
  if (foreground) made.style.color = foreground;
  if (background) made.style.backgroundColor = background;
  return made;
}

/** Range of characters in the text of a row. */
export function rangeIn(row: HTMLElement, start: number, end: number): Range | undefined {
  const text = row.querySelector('.text');
  if (!text) return undefined;
  const from = pointAt(text, start);
  const to = pointAt(text, end);
  if (!from || !to) return undefined;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range;
}

function pointAt(text: Element, column: number): { node: Node; offset: number } | undefined {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  let left = column;
  let last: Node | undefined;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (left <= length) return { node, offset: left };
    left -= length;
    last = node;
  }
  return last ? { node: last, offset: last.nodeValue?.length ?? 0 } : undefined;
}

/** Column of a row at a point of the window. */
export function columnAt(row: HTMLElement, x: number, y: number): number {
  const text = row.querySelector('.text');
  const caret = caretAt(x, y);
  if (!text || !caret || !text.contains(caret.node)) {
    const isBefore = text ? x < text.getBoundingClientRect().left : true;
    return isBefore ? 0 : (text?.textContent?.length ?? 0);
  }
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(caret.node, caret.offset);
  return range.toString().length;
}

function caretAt(x: number, y: number): { node: Node; offset: number } | undefined {
  const position = document.caretPositionFromPoint?.(x, y);
  return position ? { node: position.offsetNode, offset: position.offset } : undefined;
}
