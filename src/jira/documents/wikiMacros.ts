/** A macro with a body: `{name:parameters}inside{name}`, and where it stands in its text. */
export interface Macro {
  readonly name: string;
  readonly opening: string;
  readonly inside: string;
  readonly from: number;
  readonly end: number;
}

const bodied = 'code|noformat|quote|panel|info|note|tip|warning|expand';

/** The macros with a body in a text, in order; those inside of others are left to who reads these. */
export function findMacros(text: string): Macro[] {
  const openings = new RegExp(`\\\\[\\s\\S]|\\{(${bodied})(?::[^}\\n]*)?\\}`, 'g');
  const unclosed = new Set<string>();
  const macros: Macro[] = [];
  for (let match = openings.exec(text); match; match = openings.exec(text)) {
    const [opening, name] = match;
    if (name === undefined || unclosed.has(name)) continue;
    const start = openings.lastIndex;
    const close = closeOf(text, name, start);
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

/** Where a macro closes that opened before a place. Nothing closes one inside of code, which nothing but its own end ends. */
function closeOf(text: string, name: string, from: number): number | undefined {
  const tag = `{${name}}`;
  if (isCode(name)) return found(text.indexOf(tag, from));
  const tokens = new RegExp(`\\\\[\\s\\S]|\\{(code|noformat)(?::[^}\\n]*)?\\}|\\{${name}\\}`, 'g');
  tokens.lastIndex = from;
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    if (match[0] === tag) return match.index;
    const code = match[1];
    const end = code === undefined ? undefined : found(text.indexOf(`{${code}}`, tokens.lastIndex));
    if (code !== undefined && end !== undefined) tokens.lastIndex = end + code.length + 2;
  }
  return undefined;
}

export function isCode(name: string): boolean {
  return name === 'code' || name === 'noformat';
}

function found(index: number): number | undefined {
  return index < 0 ? undefined : index;
}
