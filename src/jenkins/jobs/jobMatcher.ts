/** Path that matched, with its score. */
export interface Match {
  /** Index of the path. */
  readonly index: number;
  /** More is better. */
  readonly score: number;
}

interface Known {
  readonly path: string;
  readonly lower: string;
  /** Set of its characters, a bit each: it rules most paths out. */
  readonly letters: number;
  /** Beginning of the name, after the folders. */
  readonly lastPart: number;
}

/**
 * Fuzzy search in paths of jobs: the characters in their order, ranked by how closely they stand together, at the
 * beginning of a word, or in the last part. Separate words may come in any order. Each further character only searches
 * the matches before.
 */
export class JobMatcher {
  private readonly known: Known[] = [];
  private last: { query: string; size: number; candidates: readonly number[] } | undefined;

  /** Adds paths such as `team/api/feature/login`; their indexes follow the order of adding. */
  add(paths: readonly string[]): void {
    for (const path of paths) {
      const lower = path.toLowerCase();
      this.known.push({ path, lower, letters: lettersOf(lower), lastPart: lower.lastIndexOf('/') + 1 });
    }
  }

  get size(): number {
    return this.known.length;
  }

  /** Finds the best `most` matches, the best first; none for an empty query. */
  find(query: string, most: number): Match[] {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return [];
    const letters = lettersOf(words.join(''));
    const best = new Best(most);
    const candidates: number[] = [];
    const look = (index: number) => {
      const known = this.known[index];
      if (!known || (known.letters & letters) !== letters) return;
      const score = scoreOf(known, words, best.threshold);
      if (score === undefined) return;
      candidates.push(index);
      best.offer(index, score);
    };
    const narrowed = this.last && query.startsWith(this.last.query) ? this.last : undefined;
    for (const index of narrowed?.candidates ?? []) look(index);
    for (let index = narrowed?.size ?? 0; index < this.known.length; index++) look(index);
    this.last = { query, size: this.known.length, candidates };
    return best.sorted((a, b) => this.compare(a, b));
  }

  private compare(a: Match, b: Match): number {
    if (a.score !== b.score) return b.score - a.score;
    const [one = '', other = ''] = [a, b].map(({ index }) => this.known[index]?.path);
    return one < other ? -1 : 1;
  }
}

/** A shift counts in 32 bits, so that characters share them. */
function lettersOf(lower: string): number {
  let letters = 0;
  for (let at = 0; at < lower.length; at++) letters |= 1 << lower.charCodeAt(at);
  return letters;
}

/** @param least score that is needed to be shown: below it, the result only says that it matches */
function scoreOf(known: Known, words: readonly string[], least: number): number | undefined {
  let score = 0;
  for (const word of words) {
    const one = scoreOfWord(known, word, words.length === 1 ? least : Number.NEGATIVE_INFINITY);
    if (one === undefined) return undefined;
    score += one;
  }
  return score;
}

const whole = 1000;
const together = 500;
const atWord = 100;
const inLastPart = 200;
/** Score of a character next to the one before; the highest of all. */
const inOrder = 12;

/** A word that stands in the path as it is scores higher than any scattered one. */
function scoreOfWord({ lower, path, lastPart }: Known, word: string, least: number): number | undefined {
  const at = Math.max(lower.indexOf(word, lastPart), lower.indexOf(word));
  if (at < 0) {
    if (!isInOrder(lower, word, 0, 0)) return undefined;
    return word.length * inOrder <= least ? least : scattered(lower, path, word);
  }
  const isWhole = (at === 0 || lower[at - 1] === '/') && isEndOfPart(lower, at + word.length);
  const begins = isWordStart(path, at) ? atWord : 0;
  return together + (isWhole ? whole : 0) + begins + (at >= lastPart ? inLastPart : 0) - lower.length / 10;
}

function isEndOfPart(lower: string, at: number): boolean {
  return at === lower.length || lower[at] === '/';
}

/** Places of the characters in their order, each at a word's beginning where possible. */
function scattered(lower: string, path: string, word: string): number {
  let score = 0;
  let from = 0;
  for (let i = 0; i < word.length; i++) {
    const char = word.charAt(i);
    const next = lower.indexOf(char, from);
    const start = startOfWord(lower, path, char, next);
    // A later place must leave room for the characters to come.
    const isBetter = start !== undefined && isInOrder(lower, word, i + 1, start + 1);
    const at = isBetter ? start : next;
    if (at === from && from > 0) score += inOrder;
    else score += isWordStart(path, at) ? 10 : 1;
    from = at + 1;
  }
  return score - lower.length / 10;
}

/** Whether the word's characters, from the `first` one on, stand in their order beyond `start`. */
function isInOrder(lower: string, word: string, first: number, start: number): boolean {
  let from = start;
  for (let i = first; i < word.length; i++) {
    from = lower.indexOf(word.charAt(i), from) + 1;
    if (from === 0) return false;
  }
  return true;
}

function startOfWord(lower: string, path: string, char: string, from: number): number | undefined {
  for (let at = from; at !== -1; at = lower.indexOf(char, at + 1)) if (isWordStart(path, at)) return at;
  return undefined;
}

function isWordStart(path: string, at: number): boolean {
  const before = path.charCodeAt(at - 1);
  const here = path.charCodeAt(at);
  return !isAlphanumeric(before) || (isUpper(here) && !isUpper(before));
}

function isAlphanumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || isUpper(code) || code > 127;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Keeps the best few without sorting all. */
class Best {
  private readonly most: number;
  private kept: Match[] = [];
  /** Highest score that is too low. */
  threshold = Number.NEGATIVE_INFINITY;

  constructor(most: number) {
    this.most = most;
  }

  offer(index: number, score: number): void {
    // Of equal scores the first stay: otherwise equal ones would be sorted again and again.
    if (score <= this.threshold) return;
    this.kept.push({ index, score });
    if (this.kept.length >= this.most * 4) this.shrink();
  }

  sorted(compare: (a: Match, b: Match) => number): Match[] {
    return this.kept.sort(compare).slice(0, this.most);
  }

  private shrink(): void {
    this.kept.sort((a, b) => b.score - a.score);
    this.kept.length = this.most;
    this.threshold = this.kept.at(-1)?.score ?? this.threshold;
  }
}
