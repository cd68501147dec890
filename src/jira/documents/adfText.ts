// Readable text of a document, without its formatting.
import { Budget } from '../../base/budget.ts';
import { asObject, asObjects, asText, isObject, type JsonObject } from '../../base/json.ts';
import { flatText } from './flatText.ts';

/** Extracts the readable text of a document, for lists and tooltips: blocks on lines of their own, marks left out. */
export function adfToText(document: unknown): string {
  return isObject(document)
    ? blockText(document, new Budget())
        .replace(/\n{3,}/g, '\n\n')
        .trim()
    : '';
}

const inlineText: Readonly<Record<string, (node: JsonObject) => string>> = {
  text: node => asText(node['text']),
  hardBreak: () => '\n',
  mention: node => attribute(node, 'text') || `@${attribute(node, 'id') || 'somebody'}`,
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

function blockText(node: JsonObject, budget: Budget): string {
  const type = asText(node['type']);
  const inline = inlineText[type];
  if (inline) return inline(node);
  const content = budget.deeper(
    1,
    () =>
      asObjects(node['content'])
        .map(child => blockText(child, budget))
        .join(''),
    () => flatText(node['content']),
  );
  return lineBlocks.has(type) ? `${content}\n` : content;
}

function attribute(node: JsonObject, name: string): string {
  return asText(asObject(node['attrs'])[name]);
}

function dateText(timestamp: string): string {
  const moment = new Date(timestamp === '' ? Number.NaN : Number(timestamp));
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10);
}
