// Plain text to Atlassian's document format and back.
// https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
import { isObject, type JsonObject, objectAt, objectsAt, stringAt } from '../../base/json.ts';

/** A document in Atlassian's format. */
export interface AdfDocument {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly object[];
}

/** Paragraphs stand where blank lines part them; a line end inside one stays a line end. */
export function textToAdf(text: string): AdfDocument {
  const paragraphs = text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map(paragraph => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter(paragraph => paragraph !== '');
  return {
    version: 1,
    type: 'doc',
    content: paragraphs.map(paragraph => ({ type: 'paragraph', content: lines(paragraph) })),
  };
}

function lines(paragraph: string): object[] {
  return paragraph.split('\n').flatMap((line, index) => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    // The format knows no empty text.
    ...(line === '' ? [] : [{ type: 'text', text: line }]),
  ]);
}

/** The readable text of a document, for lists and tooltips: blocks on lines of their own, marks left out. */
export function adfToText(document: unknown): string {
  return isObject(document)
    ? blockText(document)
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    : '';
}

const inlineText: Readonly<Record<string, (node: JsonObject) => string>> = {
  text: node => stringAt(node['text']) ?? '',
  hardBreak: () => '\n',
  mention: node => attribute(node, 'text'),
  emoji: node => attribute(node, 'text') || attribute(node, 'shortName'),
  inlineCard: node => attribute(node, 'url'),
  status: node => attribute(node, 'text'),
  date: node => dateText(attribute(node, 'timestamp')),
};

const lineBlocks = new Set([
  'paragraph',
  'heading',
  'codeBlock',
  'listItem',
  'tableRow',
  'blockquote',
  'rule',
  'taskItem',
]);

function blockText(node: JsonObject): string {
  const type = stringAt(node['type']) ?? '';
  const inline = inlineText[type];
  if (inline) return inline(node);
  const content = objectsAt(node['content']).map(blockText).join('');
  return lineBlocks.has(type) ? `${content}\n` : content;
}

function attribute(node: JsonObject, name: string): string {
  return stringAt(objectAt(node['attrs'])[name]) ?? '';
}

function dateText(timestamp: string): string {
  const moment = new Date(Number(timestamp));
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10);
}
