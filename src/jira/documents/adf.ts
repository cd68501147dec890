// Atlassian's document format, as far as this code makes it. Documents of others may hold anything, and are kept as
// they are. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
import { asObject, asText, type JsonObject } from '../../base/json.ts';

export interface AdfMark {
  readonly type: string;
  readonly attrs?: JsonObject;
}

export interface AdfNode {
  readonly type: string;
  readonly text?: string;
  readonly attrs?: JsonObject;
  readonly marks?: readonly AdfMark[];
  readonly content?: readonly AdfNode[];
}

/** A document in Atlassian's format. */
export interface AdfDocument {
  readonly version: 1;
  readonly type: 'doc';
  readonly content: readonly AdfNode[];
}

/** Makes a text node with marks; none for an empty text, which the format does not allow. */
export function textNodes(text: string, marks: readonly AdfMark[] = []): AdfNode[] {
  if (text === '') return [];
  return [{ type: 'text', text, ...(marks.length > 0 ? { marks } : {}) }];
}

/** Reads an attribute as text; numbers too. */
export function attribute(node: AdfNode, name: string): string {
  const value = asObject(node.attrs)[name];
  return typeof value === 'number' ? String(value) : asText(value);
}

/** Paragraph that shows a text as it is, line by line. */
export function plainParagraph(text: string): AdfNode {
  const content = text
    .split('\n')
    .flatMap((line, at) => [...(at > 0 ? [{ type: 'hardBreak' }] : []), ...textNodes(line)]);
  return { type: 'paragraph', content };
}

/** Text of a text node; an empty one for any other node. */
export function textOf(node: AdfNode | undefined): string {
  return node?.text ?? '';
}

/** Name of a mentioned person, without the sign before it. */
export function withoutAt(name: string): string {
  return name.replace(/^@/, '');
}

/** Address of a link. */
export function hrefOf(link: AdfMark | undefined): string {
  return asText(link?.attrs?.['href']);
}

/** Tooltip of a link; empty for most. */
export function titleOf(link: AdfMark | undefined): string {
  return asText(link?.attrs?.['title']);
}

export function childrenOf(node: AdfNode): readonly AdfNode[] {
  return node.content ?? [];
}

/** Level of a heading, from 1 to 6. */
export function headingLevel(node: AdfNode): number {
  return Math.min(6, Math.max(1, Math.trunc(Number(attribute(node, 'level'))) || 1));
}

/** Label of a node without text, where only text can stand. */
export function labelOf(node: AdfNode): string {
  switch (node.type) {
    case 'mention':
      return attribute(node, 'text') || attribute(node, 'id');
    case 'emoji':
      return attribute(node, 'text') || attribute(node, 'shortName');
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return attribute(node, 'url');
    case 'status':
      return attribute(node, 'text');
    case 'date':
      return dateOf(attribute(node, 'timestamp'));
    case 'media':
    case 'mediaInline':
      return attribute(node, 'alt') || attribute(node, 'id');
    default:
      return node.text ?? (childrenOf(node).map(labelOf).join('') || attribute(node, 'wiki'));
  }
}

function dateOf(timestamp: string): string {
  const moment = new Date(timestamp === '' ? Number.NaN : Number(timestamp));
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString().slice(0, 10);
}
