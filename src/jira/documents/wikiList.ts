import { type AdfNode, plainParagraph } from './adf.ts';
import type { ReadBlock } from './wikiTable.ts';
import type { WikiText } from './wikiText.ts';

interface ListLine {
  readonly markers: string;
  readonly source: string;
}

const marker = /[^\S\n]*([*#-]+)[^\S\n]+(?=\S)/y;

/** Levels of a list item: the list, and the item. */
const levelsOfItem = 2;
/** Levels that are left for the content of the deepest item. */
const levelsOfContent = 4;

/** Markers of a line of a list, with the beginning of its text. */
function markerAt(text: WikiText, at: number): { readonly markers: string; readonly start: number } | undefined {
  const match = text.match(marker, at);
  const markers = match?.[1];
  if (!match || markers === undefined || /^-{2,}$/.test(markers)) return undefined;
  // An item that is deeper than any list can be shown is plain text.
  if (markers.length * levelsOfItem + levelsOfContent > text.budget.depth) return undefined;
  return { markers, start: at + match[0].length };
}

export function isListLine(text: WikiText, at: number): boolean {
  return markerAt(text, at) !== undefined;
}

/**
 * `*`, `#` and `-`, as many as the item is deep; lines and macros that follow without a marker belong to the item.
 * @param readItem reads the content of an item
 */
export function readList(text: WikiText, at: number, readItem: (source: string) => AdfNode[]): ReadBlock {
  const lines: ListLine[] = [];
  const first = markerAt(text, at)?.markers[0];
  let end = at;
  for (let from = at; from < text.length && !text.isBlankLine(from); from = end + 1) {
    const own = markerAt(text, from);
    // Another kind of marker begins another list.
    if (own && own.markers[0] !== first) break;
    end = text.lineEndPastMacros(own?.start ?? from);
    const last = lines.at(-1);
    if (own) lines.push({ markers: own.markers, source: text.text.slice(own.start, end) });
    else if (last) lines[lines.length - 1] = { ...last, source: `${last.source}\n${text.text.slice(from, end)}` };
  }
  const read = (source: string, depth: number) =>
    text.budget.deeper(
      depth * levelsOfItem,
      () => readItem(source),
      () => [plainParagraph(source)],
    );
  const [node = { type: 'bulletList' }] = listNodes(lines, 1, read);
  return { node, end };
}

type ReadItem = (source: string, depth: number) => AdfNode[];

function listNodes(items: readonly ListLine[], depth: number, readItem: ReadItem): AdfNode[] {
  const nodes: AdfNode[] = [];
  for (let at = 0; at < items.length; ) {
    const kind = items[at]?.markers[depth - 1];
    let end = at + 1;
    while (end < items.length && items[end]?.markers[depth - 1] === kind) end++;
    const type = kind === '#' ? 'orderedList' : 'bulletList';
    nodes.push({ type, content: itemsOf(items.slice(at, end), depth, readItem) });
    at = end;
  }
  return nodes;
}

function itemsOf(lines: readonly ListLine[], depth: number, readItem: ReadItem): AdfNode[] {
  const items: AdfNode[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at + 1;
    while ((lines[end]?.markers.length ?? 0) > depth) end++;
    const line = lines[at];
    const isOwn = line?.markers.length === depth;
    const own = isOwn ? readItem(line?.source ?? '', depth) : [{ type: 'paragraph' }];
    const below = lines.slice(isOwn ? at + 1 : at, end);
    items.push({ type: 'listItem', content: [...own, ...listNodes(below, depth + 1, readItem)] });
    at = end;
  }
  return items;
}
