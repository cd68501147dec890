import type { Row } from './java/javaOracle.ts';

/** A generator of numbers from 0 up to 1 that a seed fully determines (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

const literals = [...'aabbbc/1-_.?=%&', 'A', 'B', 'é', 'É', 'k', '\u212a', 'ß', ' ', '#', '\n', '\r\n', '\u0301', '😀'];
const simpleEscapes =
  String.raw`\d \D \w \W \s \S \h \H \v \V \R \X \b \B \A \z \Z \G \b{g} \t \n \r \e \a \f \. \/ \- \\ \] \{ \} \# \ `
    .split(' ')
    .filter(item => item !== '');
const oddEscapes =
  String.raw`\x41 \x{61} \u0061 \0101 \07 \cA \N{SNOWMAN} \N{solidus} \N{LATIN_SMALL} \N{LATIN SMALL LETTER A} \1 \2 \11 \k<n> \i \y \x4 \u12 \08 \Qa.b\E \Q1\E \E \é \_ \%`.split(
    ' ',
  );
const properties =
  'Alpha Lower Upper Digit Punct Space L Lu Ll N Nd IsAlphabetic IsLatin IsGreek IsLowercase IsUppercase InBasicLatin InGreek javaLowerCase javaLetter sc=Latin blk=BasicLatin gc=Lu Foo IsFoo'.split(
    ' ',
  );
const anchors = ['^', '$', '^', '$', '\\b', '\\B'];
const quantifiers = ['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}', '{0}', '{0,1}'];
const modes = ['', '', '', '', '?', '+'];
const flagGroups = ['(?i)', '(?s)', '(?m)', '(?d)', '(?x)', '(?u)', '(?iu)', '(?U)', '(?-i)', '(?im-s)', '(?i-U)'];
const groupOpenings = ['(', '(', '(', '(?:', '(?:', '(?>', '(?=', '(?!', '(?<=', '(?<!', '(?<n>', '(?i:', '(?-i:'];

/** Makes patterns and subjects up. Most patterns are legal; some are spoilt on purpose. */
export class RandomPatterns {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }

  #pick(from: readonly string[]): string {
    return from[this.#below(from.length)] ?? '';
  }

  row(subjects: number): Row {
    const pattern = this.#chance(0.15) ? this.#spoil(this.pattern(3)) : this.pattern(3);
    return [pattern, ...Array.from({ length: subjects }, () => this.subject())];
  }

  pattern(depth: number): string {
    const alternatives = this.#chance(0.2) ? 2 + this.#below(2) : 1;
    return Array.from({ length: alternatives }, () => this.#sequence(depth)).join('|');
  }

  #sequence(depth: number): string {
    const length = this.#below(4) + (this.#chance(0.9) ? 1 : 0);
    return Array.from({ length }, () => this.#item(depth)).join('');
  }

  #item(depth: number): string {
    const atom = this.#atom(depth);
    return this.#chance(0.35) ? atom + this.#pick(quantifiers) + this.#pick(modes) : atom;
  }

  #atom(depth: number): string {
    const kind = this.#random();
    if (kind < 0.42) return this.#pick(['a', 'b', 'a', 'b', this.#pick(literals)]);
    if (kind < 0.5) return '.';
    if (kind < 0.54) return this.#pick(anchors);
    if (kind < 0.6) return this.#pick(simpleEscapes);
    if (kind < 0.63) return this.#pick(oddEscapes);
    if (kind < 0.655) return `\\${this.#pick(['p', 'P'])}{${this.#pick(properties)}}`;
    if (kind < 0.67) return this.#pick(flagGroups);
    if (kind < 0.8 || depth === 0) return this.#class(2);
    return `${this.#pick(groupOpenings)}${this.pattern(depth - 1)})`;
  }

  #class(depth: number): string {
    const items = Array.from({ length: 1 + this.#below(3) }, () => this.#classItem(depth)).join('');
    return `[${this.#chance(0.2) ? '^' : ''}${items}]`;
  }

  #classItem(depth: number): string {
    const kind = this.#random();
    if (kind < 0.5) return this.#pick(['a', 'b', 'c', this.#pick(literals)]);
    if (kind < 0.7) return this.#pick(['a-c', 'b-z', 'A-Z', '0-9', 'à-ü', '+--', 'a-é']);
    if (kind < 0.78) return this.#pick(simpleEscapes);
    if (kind < 0.81) return this.#pick(oddEscapes);
    if (kind < 0.84) return `\\p{${this.#pick(properties)}}`;
    if (kind < 0.9) return `&&${this.#classItem(Math.max(0, depth - 1))}`;
    if (kind < 0.93) return this.#pick(['-', '^', '&', ']', '&&']);
    return depth > 0 ? this.#class(depth - 1) : 'b';
  }

  #spoil(pattern: string): string {
    const at = this.#below(pattern.length + 1);
    const noise = this.#pick([
      ...'()[]{}*+?|\\^$-&<>=!:,',
      '(?',
      '(?<',
      '{2',
      '{,3}',
      '\\',
      '\\p{',
      '[a',
      '\\Q',
      '#',
      '\0',
    ]);
    return this.#chance(0.5)
      ? pattern.slice(0, at) + pattern.slice(at + 1)
      : pattern.slice(0, at) + noise + pattern.slice(at + this.#below(2));
  }

  subject(): string {
    const length = this.#below(8);
    return Array.from({ length }, () => this.#pick(['a', 'b', 'a', 'b', 'c', '1', this.#pick(literals)])).join('');
  }
}
