import type { Origin } from './origin.ts';
import { wikiBlocks } from './wikiToAdf.ts';

/** Block of edited wiki markup; with its place in the origin when it is unchanged. */
export interface WikiPart {
  readonly text: string;
  readonly place?: number | undefined;
}

/** Joins blocks, separated as in the origin where the same blocks met, by a blank line otherwise. */
export function joinedWiki(parts: readonly WikiPart[], { blocks, after = '' }: Origin): string {
  if (parts.length === 0) return blocks.length === 0 ? after : '';
  const places = placesOf(parts, blocks.length);
  const texts = parts.map((part, at) => {
    const place = places[at];
    const last = parts[at - 1];
    const own = place === undefined ? undefined : blocks[place]?.before;
    if (!last) return ((place === 0 && own) || '') + part.text;
    const isNeighbor = place !== undefined && places[at - 1] === place - 1;
    return (isNeighbor && own !== undefined && canStand(last, own, part) ? own : '\n\n') + part.text;
  });
  return texts.join('') + (places.at(-1) === blocks.length - 1 ? after : '');
}

/** Place of each part in the origin: a changed part takes the place of the block that it replaces. */
function placesOf(parts: readonly WikiPart[], count: number): (number | undefined)[] {
  const places = parts.map(({ place }) => place);
  for (let at = 0; at < places.length; ) {
    let end = at;
    while (end < places.length && places[end] === undefined) end++;
    const from = (places[at - 1] ?? -1) + 1;
    const to = places[end] ?? count;
    if (to - from === end - at) for (let each = at; each < end; each++) places[each] = from + each - at;
    at = end + 1;
  }
  return places;
}

/** Whether two blocks with this text between them are still read as two: they are when both are unchanged. */
function canStand(first: WikiPart, between: string, second: WikiPart): boolean {
  if (first.place !== undefined && second.place !== undefined) return true;
  const read = (wiki: string) => wikiBlocks(wiki).blocks.map(({ node }) => node);
  const apart = [...read(first.text), ...read(second.text)];
  return JSON.stringify(read(first.text + between + second.text)) === JSON.stringify(apart);
}
