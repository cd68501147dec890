import type { AdfNode } from './adf.ts';
import { trimmed } from './blanks.ts';
import { isBodiless } from './wikiMacros.ts';
import type { WikiText } from './wikiText.ts';

/** Block, with the end of its source. */
export interface ReadBlock {
  readonly node: AdfNode;
  readonly end: number;
}

const rowStart = /[ \t\v\f\r]*\|/y;

export function isRow(text: WikiText, at: number): boolean {
  return text.match(rowStart, at) !== null;
}

/**
 * `||head||head||` and `|cell|cell|`.
 * @param readCell reads the content of a cell
 */
export function readTable(text: WikiText, at: number, readCell: (source: string) => AdfNode[]): ReadBlock {
  const rows: AdfNode[] = [];
  let end = at;
  for (let from = at; isRow(text, from); from = end + 1) {
    end = rowEnd(text, from);
    const cells = cellsOf(text, from, end).map(({ type, source }) => ({ type, content: readCell(source) }));
    rows.push({ type: 'tableRow', content: cells });
  }
  return { node: { type: 'table', content: rows }, end };
}

/** A row goes on over lines until a line ends with its closing bar, another row begins, or a line is blank. */
function rowEnd(text: WikiText, from: number): number {
  let start = from;
  for (let end = text.lineEndPastMacros(from); ; end = text.lineEndPastMacros(start)) {
    // The bars that open a row do not close it.
    const line = trimmed(text.text.slice(start, end));
    if (/[^\\]\|$/.test(line) && line !== '||') return end;
    start = end + 1;
    if (end === text.length || text.isBlankLine(start) || isRow(text, start)) return end;
  }
}

interface Cell {
  readonly type: string;
  readonly source: string;
}

function cellsOf(text: WikiText, from: number, end: number): Cell[] {
  const cells: Cell[] = [];
  for (let at = text.text.indexOf('|', from); ; ) {
    const isHead = text.text[at + 1] === '|';
    const start = at + (isHead ? 2 : 1);
    // Behind the last bar there is no cell.
    if (trimmed(text.text.slice(start, end)) === '') break;
    at = cellEnd(text, start, end);
    cells.push({ type: isHead ? 'tableHeader' : 'tableCell', source: text.text.slice(start, at) });
  }
  return cells.length > 0 ? cells : [{ type: 'tableCell', source: '' }];
}

const picture = /(?<![\p{L}\p{N}])![^! \t\v\f\r\n|][^!\n|]*(?:\|[^!\n|]*)?!/uy;

function cellEnd(text: WikiText, from: number, end: number): number {
  for (let at = nextSign(text, from); at < end; at = nextSign(text, at)) {
    if (text.text[at] === '|') return at;
    const macro = text.text[at] === '{' ? text.nextMacro(at) : undefined;
    at = macro?.from === at ? macro.end : at + pieceLength(text, at, end);
  }
  return end;
}

/** Next place at which a cell may end, or a piece may begin. */
function nextSign(text: WikiText, from: number): number {
  signs.lastIndex = from;
  return signs.exec(text.text)?.index ?? text.length;
}

const signs = /[|\\[{!]/g;

/**
 * Length of a piece whose bars separate no cells: an escaped character, a link, monospaced text, a macro's parameters or
 * a picture.
 */
function pieceLength(text: WikiText, at: number, end: number): number {
  switch (text.text[at]) {
    case '\\':
      return 2;
    case '[':
      return lengthTo(text, at, ']', end) ?? 1;
    case '{':
      return bracedLength(text, at, end) ?? 1;
    case '!':
      return text.ahead.next('!', at + 1) < end ? (text.match(picture, at)?.[0].length ?? 1) : 1;
    default:
      return 1;
  }
}

function bracedLength(text: WikiText, at: number, end: number): number | undefined {
  const second = text.text.charAt(at + 1);
  const mono = second === '{' ? lengthTo(text, at + 2, '}}', end) : undefined;
  if (mono !== undefined) return mono + 2;
  const length = /[a-zA-Z]/.test(second) ? lengthTo(text, at, '}', end) : undefined;
  if (length === undefined || at + length > text.ahead.next('{', at + 1)) return undefined;
  const name = /^[\w.-]+/.exec(text.text.slice(at + 1, at + length))?.[0] ?? '';
  // A text between two tags of a macro that is not known is its body.
  const body = isBodiless(name) ? undefined : lengthTo(text, at + length, `{${name}}`, end);
  return length + (body ?? 0);
}

/** Length up to the closing characters, if they stand on this line and before an end. */
function lengthTo({ ahead }: WikiText, at: number, close: string, end: number): number | undefined {
  const place = ahead.next(close, at);
  return place < end && place < ahead.next('\n', at) ? place + close.length - at : undefined;
}
