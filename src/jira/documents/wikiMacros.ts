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
export function findMacros(text: string): Macro[] {
  const openings = new RegExp(`\\\\[\\s\\S]|\\{(${bodied})(?::[^}\\n]*)?\\}`, 'g');
  const ends = new MacroEnds(text);
  const unclosed = new Set<string>();
  const macros: Macro[] = [];
  for (let match = openings.exec(text); match; match = openings.exec(text)) {
    const [opening, name] = match;
    if (name === undefined || unclosed.has(name)) continue;
    const start = openings.lastIndex;
    const close = ends.closeOf(name, start);
    if (close === undefined) {
      unclosed.add(name);
      continue;
    }
    const end = close + name.length + 2;
    macros.push({ name, opening, inside: text.slice(start, close), from: match.index, end });
    openings.lastIndex = end;
  }
  return macros;
}

class MacroEnds {
  private readonly text: string;
  private readonly lastEnds = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** End of a macro that opened before a place. Inside of code only the end of that code closes a macro. */
  closeOf(name: string, from: number): number | undefined {
    if (isCode(name)) return this.end(name, from);
    const tag = `{${name}}`;
    const tokens = new RegExp(`\\\\[\\s\\S]|\\{(code|noformat)(?::[^}\\n]*)?\\}|\\{${name}\\}`, 'g');
    tokens.lastIndex = from;
    for (let match = tokens.exec(this.text); match; match = tokens.exec(this.text)) {
      if (match[0] === tag) return match.index;
      const code = match[1];
      const end = code === undefined ? undefined : this.end(code, tokens.lastIndex);
      if (code !== undefined && end !== undefined) tokens.lastIndex = end + code.length + 2;
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
