import type { Ahead } from './ahead.ts';

/** Macro with a body: `{name:parameters}inside{name}`, with its place in the text. */
export interface Macro {
  readonly name: string;
  readonly opening: string;
  readonly inside: string;
  readonly from: number;
  readonly end: number;
}

const bodied = 'code|noformat|quote|panel|info|note|tip|warning|expand';

/** Finds the macros with a body in a text, in order; nested ones are left to the reader of the outer body. */
export function findMacros(text: string, ahead: Ahead): Macro[] {
  const tags = new MacroTags(text, ahead, bodied);
  const ends = new MacroEnds(text, ahead);
  const unclosed = new Set<string>();
  const macros: Macro[] = [];
  for (let tag = tags.next(0); tag; tag = tags.next(tag.end)) {
    if (unclosed.has(tag.name)) continue;
    const close = ends.closeOf(tag.name, tag.end);
    if (close === undefined) {
      unclosed.add(tag.name);
      continue;
    }
    const { name, from, end: start } = tag;
    const end = close + name.length + 2;
    macros.push({ name, opening: text.slice(from, start), inside: text.slice(start, close), from, end });
    tag = { name, from, end };
  }
  return macros;
}

interface PlacedTag {
  readonly name: string;
  readonly from: number;
  readonly end: number;
}

/** Finds tags `{name}` and `{name:parameters}`, for places that go forward; skips escaped ones. */
class MacroTags {
  private readonly text: string;
  private readonly beginnings: RegExp;
  private readonly ahead: Ahead;

  /** @param bare name of tags without parameters */
  constructor(text: string, ahead: Ahead, names: string, bare = names) {
    this.text = text;
    this.ahead = ahead;
    this.beginnings = new RegExp(`\\\\[\\s\\S]|\\{(?:(${names}):|(${names}|${bare})\\})`, 'g');
  }

  next(from: number): PlacedTag | undefined {
    this.beginnings.lastIndex = from;
    for (let match = this.beginnings.exec(this.text); match; match = this.beginnings.exec(this.text)) {
      const [{ length }, name, whole] = match;
      const behind = match.index + length;
      if (whole !== undefined) return { name: whole, from: match.index, end: behind };
      if (name === undefined) continue;
      const close = this.ahead.next('}', behind);
      if (close < this.ahead.next('\n', behind)) return { name, from: match.index, end: close + 1 };
    }
    return undefined;
  }
}

class MacroEnds {
  private readonly text: string;
  private readonly ahead: Ahead;
  private readonly lastEnds = new Map<string, number>();
  private readonly tags = new Map<string, MacroTags>();

  constructor(text: string, ahead: Ahead) {
    this.text = text;
    this.ahead = ahead;
  }

  /** End of a macro that opened before a place. Inside of code only the end of that code closes a macro. */
  closeOf(name: string, from: number): number | undefined {
    if (isCode(name)) return this.end(name, from);
    const tags = this.tags.get(name) ?? new MacroTags(this.text, this.ahead, 'code|noformat', name);
    this.tags.set(name, tags);
    for (let tag = tags.next(from); tag; tag = tags.next(tag.end)) {
      if (tag.name === name) return tag.from;
      const end = isCode(tag.name) ? this.end(tag.name, tag.end) : undefined;
      if (end !== undefined) tag = { ...tag, end: end + tag.name.length + 2 };
    }
    return undefined;
  }

  /** Next closing tag; remembers where there is none, so that the text is not searched again. */
  private end(name: string, from: number): number | undefined {
    const tag = `{${name}}`;
    const last = this.lastEnds.get(name) ?? this.text.lastIndexOf(tag);
    this.lastEnds.set(name, last);
    return from <= last ? this.text.indexOf(tag, from) : undefined;
  }
}

export function isCode(name: string): boolean {
  return name === 'code' || name === 'noformat';
}
