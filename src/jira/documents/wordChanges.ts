/** Change of a text: its characters from `from` to `to` become another text. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** More pairs of words than this are not compared: the whole stretch between the first and the last change is one. */
const maxCompared = 250_000;

interface Word {
  readonly text: string;
  readonly from: number;
}

/** Finds the changes from a text to another by their words, in order. A change holds a word of the text wherever it can. */
export function wordChanges(before: string, after: string): readonly TextChange[] {
  const lines = commonLines(before, after);
  const [old, wanted] = [wordsBetween(before, lines), wordsBetween(after, lines)];
  const shorter = Math.min(old.length, wanted.length);
  let head = 0;
  while (head < shorter && old[head]?.text === wanted[head]?.text) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail)?.text === wanted.at(-1 - tail)?.text) tail++;
  const end = old[old.length - tail]?.from ?? before.length - lines.behind;
  const middle = [old.slice(head, old.length - tail), wanted.slice(head, wanted.length - tail)] as const;
  return withWords(before, changesIn(...middle, end));
}

/** Lengths of the lines that two texts begin and end with. */
interface CommonLines {
  readonly ahead: number;
  readonly behind: number;
}

function commonLines(a: string, b: string): CommonLines {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a.charCodeAt(same) === b.charCodeAt(same)) same++;
  const ahead = same === 0 ? 0 : a.lastIndexOf('\n', same - 1) + 1;
  same = 0;
  while (same < shorter - ahead && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same++;
  const lineEnd = a.indexOf('\n', a.length - same);
  return { ahead, behind: lineEnd < 0 ? 0 : a.length - lineEnd };
}

function wordsBetween(text: string, { ahead, behind }: CommonLines): readonly Word[] {
  const middle = text.slice(ahead, text.length - behind);
  return [...middle.matchAll(/⟦[^⟦⟧\n]*⟧|\s|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)].map(({ 0: word, index }) => ({
    text: word,
    from: ahead + index,
  }));
}

/** @param end place behind the last of the old words */
function changesIn(old: readonly Word[], wanted: readonly Word[], end: number): TextChange[] {
  const placeAt = (at: number) => old[at]?.from ?? end;
  const textOf = (from: number, to: number) =>
    wanted
      .slice(from, to)
      .map(({ text }) => text)
      .join('');
  if (old.length * wanted.length > maxCompared) {
    return [{ from: placeAt(0), to: end, text: textOf(0, wanted.length) }];
  }
  const common = commonWords(old, wanted);
  const changes: TextChange[] = [];
  let [at, index] = [0, 0];
  for (const [nextAt, nextIndex] of [...common, [old.length, wanted.length] as const]) {
    if (nextAt > at || nextIndex > index) {
      changes.push({ from: placeAt(at), to: placeAt(nextAt), text: textOf(index, nextIndex) });
    }
    [at, index] = [nextAt + 1, nextIndex + 1];
  }
  return changes;
}

/** Places of the longest common sequence of words in both texts. */
function commonWords(old: readonly Word[], wanted: readonly Word[]): (readonly [at: number, index: number])[] {
  const columns = wanted.length + 1;
  const lengths = new Uint32Array((old.length + 1) * columns);
  const rest = (at: number, index: number) => lengths[at * columns + index] ?? 0;
  for (let at = old.length - 1; at >= 0; at--) {
    for (let index = wanted.length - 1; index >= 0; index--) {
      lengths[at * columns + index] =
        old[at]?.text === wanted[index]?.text
          ? rest(at + 1, index + 1) + 1
          : Math.max(rest(at + 1, index), rest(at, index + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let at = 0, index = 0; at < old.length && index < wanted.length; ) {
    if (old[at]?.text === wanted[index]?.text) pairs.push([at++, index++]);
    else if (rest(at + 1, index) >= rest(at, index + 1)) at++;
    else index++;
  }
  return pairs;
}

/** Moves an insertion or a deletion as far to the left as it stays the same: so it begins with the line, or the blank. */
function movedLeft(text: string, change: TextChange, least: number): TextChange {
  let { from, to, text: wanted } = change;
  if (from < to && wanted !== '') return change;
  for (;;) {
    const last = from < to ? text.charAt(to - 1) : wanted.slice(-1);
    const isSame = from > least && last === text.charAt(from - 1) && !hasWord.test(last);
    if (!isSame || (from < to ? text.charAt(from) : wanted.charAt(0)) === '\n') return { from, to, text: wanted };
    if (from === to) wanted = last + wanted.slice(0, -1);
    from--;
    to--;
  }
}

const hasWord = /[\p{L}\p{N}]/u;

/** Widens changes without a word of the text by the word before them, or by the word behind. */
function withWords(text: string, changes: readonly TextChange[]): readonly TextChange[] {
  return changes.map((found, at) => {
    const change = movedLeft(text, found, changes[at - 1]?.to ?? 0);
    if (hasWord.test(text.slice(change.from, change.to))) return change;
    const from = wordBefore(text, change.from, changes[at - 1]?.to ?? 0);
    if (from !== undefined) return { ...change, from, text: text.slice(from, change.from) + change.text };
    const to = wordBehind(text, change.to, changes[at + 1]?.from ?? text.length);
    return { ...change, to, text: change.text + text.slice(change.to, to) };
  });
}

/** Beginning of the word before a place, on its line. */
function wordBefore(text: string, place: number, least: number): number | undefined {
  let end = place;
  while (end > least && text[end - 1] !== '\n' && !hasWord.test(text.charAt(end - 1))) end--;
  let from = end;
  while (from > least && hasWord.test(text.charAt(from - 1))) from--;
  return from < end ? from : undefined;
}

/** End of the word behind a place, on its line. */
function wordBehind(text: string, place: number, most: number): number {
  let start = place;
  while (start < most && text[start] !== '\n' && !hasWord.test(text.charAt(start))) start++;
  let to = start;
  while (to < most && hasWord.test(text.charAt(to))) to++;
  return to > start ? to : place;
}

/** Change with the signs that touch it; a placeholder is none. */
export function withSigns(text: string, { from, to, text: wanted }: TextChange): TextChange {
  let start = from;
  while (start > 0 && /[^\s⟧]/.test(text.charAt(start - 1))) start--;
  let end = to;
  while (end < text.length && /[^\s⟦]/.test(text.charAt(end))) end++;
  return { from: start, to: end, text: text.slice(start, from) + wanted + text.slice(to, end) };
}

/** Joins two changes, with the text between them. */
export function joinedChange(text: string, first: TextChange, second: TextChange): TextChange {
  return { from: first.from, to: second.to, text: first.text + text.slice(first.to, second.from) + second.text };
}

export function changed(text: string, { from, to, text: wanted }: TextChange): string {
  return text.slice(0, from) + wanted + text.slice(to);
}
