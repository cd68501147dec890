import type { WikiText } from './wikiText.ts';

/** Beginnings of blocks that are a line; no blank need follow them. */
export const headingStart = /[ \t\v\f\r]*h([1-6])\.[ \t\v\f\r]*/y;
export const ruleLine = /[ \t\v\f\r]*-{4,5}[ \t\v\f\r]*(?=\n|$)/y;
export const quoteStart = /[ \t\v\f\r]*bq\.[ \t\v\f\r]*/y;

/** Whether a block begins that is a line; it ends a paragraph and a list. */
export function beginsLineBlock(text: WikiText, at: number): boolean {
  return [headingStart, ruleLine, quoteStart].some(pattern => text.match(pattern, at));
}
