import { JqlError } from './jqlSyntax.ts';

export interface JqlToken {
  kind: 'word' | 'quoted' | 'symbol' | 'end';
  text: string;
  /** Where it begins, for messages. */
  offset: number;
}

const wordPattern = /[^\s"'()=!<>~,]+/y;
const symbolPattern = /!=|!~|<=|>=|&&|\|\||[=<>~(),!]/y;

const escapes: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** "(line 1, character 12)" */
export function position(jql: string, offset: number): string {
  const before = jql.slice(0, offset).split('\n');
  return `(line ${before.length}, character ${(before.at(-1) ?? '').length + 1})`;
}

function quoted(jql: string, start: number): { text: string; next: number } {
  const quote = jql[start];
  let text = '';
  let index = start + 1;
  while (index < jql.length && jql[index] !== quote) {
    if (jql[index] === '\\') {
      index += 1;
      const escaped = jql[index] ?? '';
      text += escapes[escaped] ?? escaped;
    } else {
      text += jql[index];
    }
    index += 1;
  }
  if (index >= jql.length) {
    throw new JqlError(
      `Error in the JQL Query: The quoted string '${text}' has not been completed. ${position(jql, start)}`,
    );
  }
  return { text, next: index + 1 };
}

function matchAt(pattern: RegExp, jql: string, index: number): string | undefined {
  pattern.lastIndex = index;
  return pattern.exec(jql)?.[0];
}

export function tokenizeJql(jql: string): JqlToken[] {
  const tokens: JqlToken[] = [];
  let index = 0;
  while (index < jql.length) {
    const char = jql[index] ?? '';
    if (/\s/.test(char)) {
      index += 1;
      continue;
    }
    if (char === '"' || char === "'") {
      const { text, next } = quoted(jql, index);
      tokens.push({ kind: 'quoted', text, offset: index });
      index = next;
      continue;
    }
    const symbol = matchAt(symbolPattern, jql, index);
    const text = symbol ?? matchAt(wordPattern, jql, index) ?? char;
    tokens.push({ kind: symbol === undefined ? 'word' : 'symbol', text, offset: index });
    index += text.length;
  }
  tokens.push({ kind: 'end', text: '', offset: jql.length });
  return tokens;
}
