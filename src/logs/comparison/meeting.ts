import type { Steps } from '../../base/cooperatively.ts';
import { type ComparedLine, stride } from './comparedLine.ts';

/** Lines in a row that must be the same where two logs meet again. */
const runLength = 3;
/** Places of equal lines that are tried. */
const maxPlaces = 8;

/** Number of lines of each log before the place where they meet. */
export type Meeting = readonly [number, number];

/**
 * Finds the nearest place at which two logs are the same again; undefined where there is none among these lines.
 * @param isEnd whether both end with these lines: then they meet at their ends at the latest
 */
export function* meetingOf(
  a: readonly ComparedLine[],
  b: readonly ComparedLine[],
  isEnd: boolean,
): Steps<Meeting | undefined> {
  const places = yield* placesOf(b);
  let best: Meeting | undefined = isEnd ? [a.length, b.length] : undefined;
  for (const [at, line] of a.entries()) {
    if (best && at >= best[0] + best[1]) break;
    if (at % stride === 0) yield;
    for (const place of placesOfLike(line, places)) {
      const isNearer = !best || at + place < best[0] + best[1];
      if (isNearer && isRun(a.slice(at, at + runLength), b.slice(place, place + runLength), isEnd)) best = [at, place];
    }
  }
  return best;
}

/** Places of lines by their texts. */
function* placesOf(lines: readonly ComparedLine[]): Steps<Map<string, number[]>> {
  const places = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    if (at % stride === 0) yield;
    for (const text of new Set([line.text, line.anonymous])) addTo(places, text, at);
  }
  return places;
}

function placesOfLike({ text, anonymous }: ComparedLine, places: ReadonlyMap<string, readonly number[]>): Set<number> {
  return new Set([text, anonymous].flatMap(each => places.get(each)?.slice(0, maxPlaces) ?? []));
}

/** @param isEnd whether nothing follows where there are too few lines */
function isRun(a: readonly ComparedLine[], b: readonly ComparedLine[], isEnd: boolean): boolean {
  const isLong = a.length === runLength || (isEnd && a.length > 0);
  return isLong && a.length === b.length && a.every((line, at) => b[at]?.isLike(line));
}

/** Adds an item to the list of a key. */
export function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const known = lists.get(key);
  if (known) known.push(item);
  else lists.set(key, [item]);
}
