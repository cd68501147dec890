/** Token of a query with its place; `end` is exclusive. */
export interface JqlToken {
  readonly kind: 'word' | 'string' | 'operator' | 'symbol';
  /** As written; of a string, the part between its quotes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** A string without its closing quote. */
  readonly isOpen?: boolean;
}

const piece =
  /("(?:[^"\\]|\\[\s\S])*"?|'(?:[^'\\]|\\[\s\S])*'?)|(!=|!~|<=|>=|[=~<>]|&&|\|\||!)|([(),])|([^\s"'=~<>!(),&|]+)/g;

/** Splits a query into tokens, complete or not; never throws. */
export function tokenizeJql(jql: string): JqlToken[] {
  return [...jql.matchAll(piece)].map(match => {
    const [all, string, operator, symbol] = match;
    const place = { start: match.index, end: match.index + all.length };
    if (string !== undefined) {
      const isOpen = string.length < 2 || string.at(-1) !== string[0] || /[^\\](\\\\)*\\.$/.test(string);
      return {
        kind: 'string',
        text: string.slice(1, isOpen ? undefined : -1),
        ...place,
        ...(isOpen ? { isOpen } : {}),
      };
    }
    if (operator !== undefined) return { kind: 'operator', text: operator, ...place };
    return { kind: symbol === undefined ? 'word' : 'symbol', text: all, ...place };
  });
}
