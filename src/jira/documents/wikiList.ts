import type { AdfNode } from './adf.ts';
import { beginsLineBlock } from './wikiLineBlocks.ts';
import type { ReadBlock } from './wikiTable.ts';
import type { WikiText } from './wikiText.ts';

interface ListLine {
  readonly markers: string;
  readonly source: string;
}

const marker = /[ \t\v\f\r]*([*#-]+)[ \t\v\f\r]+(?=[^ \t\v\f\r\n])/y;

/** Levels of a list item: the list, and the item. */
const levelsOfItem = 2;
/** Levels that are left for the content of the deepest item. */
const levelsOfContent = 4;

/** Markers of a line of a list, with the beginning of its text. Two hyphens begin no list, but are an item in one. */
function markerAt(
  text: WikiText,
  at: number,
  isInside: boolean,
): { readonly markers: string; readonly start: number } | undefined {
  const match = text.match(marker, at);
  if (!match) return undefined;
  const [whole, markers = ''] = match;
  if (!isInside && /^-{2,}$/.test(markers)) return undefined;
  // An item that is deeper than any list can be shown is plain text.
  if (markers.length * levelsOfItem + levelsOfContent > text.budget.depth) return undefined;
  return { markers, start: at + whole.length };
}

export function isListLine(text: WikiText, at: number): boolean {
  return markerAt(text, at, false) !== undefined;
}

/**
 * `*`, `#` and `-`, as many as the item is deep; lines and macros that follow without a marker belong to the item.
 * @param readItem reads the content of an item
 */
export function readList(text: WikiText, at: number, readItem: (source: string) => AdfNode[]): ReadBlock {
  const lines: ListLine[] = [];
  let end = at;
  for (let from = at; from < text.length && !text.isBlankLine(from); from = end + 1) {
    // Another kind of marker begins another list.
    const [first] = lines;
    const own = markerAt(text, from, first?.markers[0] === '-');
    if (own && first && own.markers[0] !== first.markers[0]) break;
    if (!own && beginsLineBlock(text, from)) break;
    end = text.lineEndPastMacros(own?.start ?? from);
    const last = lines.at(-1);
    if (own) lines.push({ markers: own.markers, source: text.text.slice(own.start, end) });
    else if (last) lines[lines.length - 1] = { ...last, source: `${last.source}\n${text.text.slice(from, end)}` };
  }
  const read = (source: string, depth: number) => {
    const item = () => readItem(source);
    // There are as many levels left, or the line would be no item.
    return text.budget.deeper(depth * levelsOfItem, item, item);
  };
  const [node = { type: 'bulletList' }] = listNodes(lines, 1, read);
  return { node, end };
}

type ReadItem = (source: string, depth: number) => AdfNode[];

function listNodes(lines: readonly ListLine[], depth: number, readItem: ReadItem): AdfNode[] {
  const lists: { readonly kind: string | undefined; readonly lines: ListLine[] }[] = [];
  for (const line of lines) {
    const kind = line.markers[depth - 1];
    const last = lists.at(-1);
    if (last && last.kind === kind) last.lines.push(line);
    else lists.push({ kind, lines: [line] });
  }
  return lists.map(({ kind, lines }) => ({
    type: kind === '#' ? 'orderedList' : 'bulletList',
    content: itemsOf(lines, depth, readItem),
  }));
}

function itemsOf(lines: readonly ListLine[], depth: number, readItem: ReadItem): AdfNode[] {
  const items: { readonly own?: ListLine; readonly below: ListLine[] }[] = [];
  for (const line of lines) {
    const last = items.at(-1);
    if (line.markers.length === depth) items.push({ own: line, below: [] });
    else if (last) last.below.push(line);
    else items.push({ below: [line] });
  }
  return items.map(({ own, below }) => {
    const content = own ? readItem(own.source, depth) : [{ type: 'paragraph' }];
    return { type: 'listItem', content: [...content, ...listNodes(below, depth + 1, readItem)] };
  });
}
