import { tokenizeJql } from './tokens.ts';

/**
 * Finds the part of a query that a sentence of Jira is about: by the place it names, or by the word that it quotes; the
 * whole query where it has neither.
 */
export function placeOfJqlProblem(message: string, jql: string): { readonly start: number; readonly end: number } {
  const tokens = tokenizeJql(jql);
  const [, line, character] = /line (\d+), character (\d+)/.exec(message) ?? [];
  if (line !== undefined) {
    const at = offsetOf(jql, Number(line), Number(character));
    const token = tokens.find(({ end }) => end > at) ?? tokens.at(-1);
    if (token) return token;
  }
  for (const [, inSingle, word = inSingle] of message.matchAll(/'([^']+)'|"([^"]+)"/g)) {
    const token = tokens.find(({ text }) => text.toLowerCase() === word?.toLowerCase());
    if (token) return token;
  }
  if (/before the end|end of the query/.test(message)) {
    const last = tokens.at(-1);
    if (last) return last;
  }
  return { start: 0, end: jql.length };
}

/** Jira counts lines and characters from 1. */
function offsetOf(text: string, line: number, character: number): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, { length }) => sum + length + 1, 0) + character - 1;
}
