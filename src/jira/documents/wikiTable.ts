import type { AdfNode } from './adf.ts';
import { Ahead } from './ahead.ts';
import type { WikiText } from './wikiText.ts';

/** Block, with the end of its source. */
export interface ReadBlock {
  readonly node: AdfNode;
  readonly end: number;
}

const rowStart = /[^\S\n]*\|/y;

export function isRow(text: WikiText, at: number): boolean {
  return text.match(rowStart, at) !== null;
}

/**
 * `||head||head||` and `|cell|cell|`.
 * @param readCell reads the content of a cell
 */
export function readTable(text: WikiText, at: number, readCell: (source: string) => AdfNode[]): ReadBlock {
  const rows: AdfNode[] = [];
  const ahead = new Ahead(text.text);
  let end = at;
  for (let from = at; isRow(text, from); from = end + 1) {
    end = rowEnd(text, from);
    const cells = cellsOf(text, from, end, ahead).map(({ type, source }) => ({ type, content: readCell(source) }));
    rows.push({ type: 'tableRow', content: cells });
  }
  return { node: { type: 'table', content: rows }, end };
}

/** A row goes on over lines until a line ends with its closing bar; without any it is a single line. */
function rowEnd(text: WikiText, from: number): number {
  const first = text.lineEndPastMacros(from);
  let start = from;
  for (let end = first; ; end = text.lineEndPastMacros(start)) {
    // The bars that open a row do not close it.
    const line = text.text.slice(start, end).trim();
    if (/[^\\]\|$/.test(line) && line !== '||') return end;
    start = end + 1;
    if (end === text.length || text.isBlankLine(start) || isRow(text, start)) return first;
  }
}

interface Cell {
  readonly type: string;
  readonly source: string;
}

function cellsOf(text: WikiText, from: number, end: number, ahead: Ahead): Cell[] {
  const cells: Cell[] = [];
  for (let at = text.text.indexOf('|', from); ; ) {
    const isHead = text.text[at + 1] === '|';
    const start = at + (isHead ? 2 : 1);
    // Behind the last bar there is no cell.
    if (text.text.slice(start, end).trim() === '') break;
    at = cellEnd(text, start, end, ahead);
    cells.push({ type: isHead ? 'tableHeader' : 'tableCell', source: text.text.slice(start, at) });
  }
  return cells.length > 0 ? cells : [{ type: 'tableCell', source: '' }];
}

// A bar separates no cells where it is escaped or part of a link, of monospaced text, a picture or a macro's
// parameters.
const closed: readonly { readonly close: string; readonly pattern: RegExp }[] = [
  { close: ']', pattern: /\[[^\]\n]*\]/y },
  { close: '}}', pattern: /\{\{[^\n]*?\}\}/y },
  { close: '}', pattern: /\{[a-zA-Z][^{}\n]*\}/y },
  { close: '!', pattern: /(?<![\p{L}\p{N}])![^!\n\s|][^!\n|]*(?:\|[^!\n|]*)?!/uy },
];

function cellEnd(text: WikiText, from: number, end: number, ahead: Ahead): number {
  for (let at = from; at < end; ) {
    if (text.text[at] === '|') return at;
    const macro = text.nextMacro(at);
    at = macro?.from === at ? macro.end : at + pieceLength(text, at, end, ahead);
  }
  return end;
}

function pieceLength(text: WikiText, at: number, end: number, ahead: Ahead): number {
  const char = text.text.charAt(at);
  if (char === '\\') return 2;
  if (char !== '[' && char !== '{' && char !== '!') return 1;
  for (const { close, pattern } of closed) {
    // Where nothing closes it, the row is not searched again.
    if (ahead.next(close, at) >= end) continue;
    const length = text.match(pattern, at)?.[0].length;
    if (length !== undefined) return length;
  }
  return 1;
}
