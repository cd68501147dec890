import { type AdfNode, attribute } from './adf.ts';
import { joined } from './canonical.ts';
import { marksOf } from './likeness.ts';

/** Word or other node of a line, with the blanks before it, each with its marks. */
interface Piece {
  readonly node: AdfNode;
  readonly key: string;
  readonly blanks: readonly AdfNode[];
}

interface Line {
  readonly pieces: readonly Piece[];
  /** Blanks behind the last piece. */
  readonly end: readonly AdfNode[];
}

/**
 * Gives the blanks of an edited line what they had: Markdown drops them at the ends of lines, and lets them stand outside
 * of an emphasis. Blanks between the same two words are the same.
 */
export function withFormerBlanks(before: readonly AdfNode[], after: readonly AdfNode[]): readonly AdfNode[] {
  if (!before.some(({ text = '' }) => /^\s|\s$/.test(text))) return after;
  const [old, now] = [lineOf(before), lineOf(after)];
  const placeOf = placesIn(old.pieces, now.pieces);
  const nodes: AdfNode[] = [];
  for (let at = 0; at <= now.pieces.length; at++) {
    const piece = now.pieces[at];
    const own = blanksBefore(now, at);
    const former = formerBlanks(old, placeOf(at - 1), placeOf(at)) ?? own;
    const isDropped = own.length === 0 && [now.pieces[at - 1], piece].some(isLineEnd);
    nodes.push(...(isDropped || isOutside(own, former) ? former : own));
    if (piece) nodes.push(piece.node);
  }
  return joined(nodes);
}

function lineOf(nodes: readonly AdfNode[]): Line {
  const pieces: Piece[] = [];
  let blanks: AdfNode[] = [];
  const add = (node: AdfNode, key: string) => {
    pieces.push({ node, key, blanks });
    blanks = [];
  };
  for (const node of nodes) {
    if (node.type !== 'text') add(node, `${node.type} ${attribute(node, 'id')}`);
    else {
      const marks = marksOf(node);
      for (const [text] of (node.text ?? '').matchAll(/\s+|\S+/g)) {
        if (/^\s/.test(text)) blanks.push({ ...node, text });
        else add({ ...node, text }, `${text} ${marks}`);
      }
    }
  }
  return { pieces, end: blanks };
}

function blanksBefore({ pieces, end }: Line, at: number): readonly AdfNode[] {
  return pieces[at]?.blanks ?? end;
}

/** Blanks between two places that follow each other; beside changed words, those beside one of them. */
function formerBlanks(old: Line, last: number | undefined, place: number | undefined): readonly AdfNode[] | undefined {
  if (place === undefined) return last === undefined ? undefined : blanksBefore(old, last + 1);
  return last === undefined || last + 1 === place ? blanksBefore(old, place) : undefined;
}

function isLineEnd(piece: Piece | undefined): boolean {
  return !piece || piece.node.type === 'hardBreak';
}

/** Whether blanks are the former ones, but that they may stand outside of an emphasis. */
function isOutside(own: readonly AdfNode[], former: readonly AdfNode[]): boolean {
  if (textOf(own) !== textOf(former)) return false;
  return own.every(({ marks = [] }) =>
    marks.every(({ type }) => former.every(({ marks = [] }) => marks.some(mark => mark.type === type))),
  );
}

function textOf(nodes: readonly AdfNode[]): string {
  return nodes.map(({ text }) => text).join('');
}

/** Places of the pieces of a line in its former version; the ends of both lines are in the same place. */
function placesIn(old: readonly Piece[], now: readonly Piece[]): (at: number) => number | undefined {
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head]?.key === now[head]?.key) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail)?.key === now.at(-1 - tail)?.key) tail++;
  const behind = old.length - now.length;
  return at => {
    if (at < head) return at;
    if (at >= now.length - tail) return at + behind;
    return behind === 0 ? at : undefined;
  };
}
