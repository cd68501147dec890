// Edits of single words, as a person makes them in Markdown.
import { createHash } from 'node:crypto';
import { markdownToWiki, toEditable } from '../../src/jira/documents/index.ts';

export interface Edit {
  readonly word: string;
  readonly by: string;
  /** Wiki markup that is sent. */
  readonly wiki: string;
}

/** End of the words that take the place of others: it is in no text. */
export const mark = 'zebra';

/** Placeholders, targets of links, the words behind the fence of code, and names of people are no words to edit. */
const words = /⟦[^⟦⟧\n]*⟧|\]\([^()\n]*\)|https?:\S*|```[^\n]*|@[\p{L}\d._’]+|[\p{L}]+[’\p{L}]*\d+/gu;

/** Edits of a text's words one at a time, spread over it: each takes another's place, or is followed by another. */
export function editsOf(wiki: string, most: number): readonly Edit[] {
  const { markdown, origin } = toEditable(wiki);
  const found = [...markdown.matchAll(words)].filter(([word]) => /^\p{L}/u.test(word) && !word.startsWith('http'));
  const step = Math.max(1, found.length / most);
  const chosen = found.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
  return chosen.flatMap(({ 0: word, index }) =>
    [word.charAt(0) + mark, `${word} ${mark}`].map(by => {
      const edited = markdown.slice(0, index) + by + markdown.slice(index + word.length);
      return { word, by, wiki: markdownToWiki(edited, origin) };
    }),
  );
}

export function digestOf(edits: readonly Edit[]): string {
  const hash = createHash('sha256');
  for (const { wiki } of edits) hash.update(wiki).update('\0');
  return hash.digest('base64url').slice(0, 12);
}
