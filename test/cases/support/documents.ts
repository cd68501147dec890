import { type AdfNode, markdownToWiki, toEditable, wikiToAdf } from '../../../src/jira/documents/index.ts';

/** Marks of content that Markdown cannot say; a person leaves them alone. */
const preserved = /⟦[^⟦⟧]*⟧/g;

/** Markdown without those marks. */
export function editableText(markdown: string): string {
  return markdown.replace(preserved, '');
}

/** Replaces words in the Markdown, but not in those marks. */
export function editText(markdown: string, word: RegExp, by: string): string {
  return markdown.replace(new RegExp(`(${preserved.source})|${word.source}`, 'gm'), (_, same?: string) => same ?? by);
}

/** Wiki markup after a person changed a word of it in Markdown. */
export function editWiki(wiki: string, word: string, by: string): string {
  const { markdown, origin } = toEditable(wiki);
  return markdownToWiki(markdown.replace(word, by), origin);
}

/** The text that Jira shows for wiki markup. */
export function shownText(wiki: string): string {
  const textOf = (node: AdfNode): string => (node.text ?? '') + (node.content ?? []).map(textOf).join('');
  return wikiToAdf(wiki).content.map(textOf).join('');
}

/** Types of all nodes and marks that wiki markup is read as. */
export function typesIn(wiki: string): ReadonlySet<string> {
  const types = new Set<string>();
  const visit = ({ type, marks = [], content = [] }: AdfNode) => {
    types.add(type);
    for (const mark of marks) types.add(mark.type);
    content.forEach(visit);
  };
  wikiToAdf(wiki).content.forEach(visit);
  return types;
}
