import { type AdfNode, attribute, childrenOf, textNodes } from './adf.ts';

/**
 * Wiki markup says more than a document can. Its surplus is kept in nodes of our own, which Jira never sees: pieces of
 * source with the text shown for them, and attributes with the opening tag of a macro.
 */

/** Piece of a line that is kept as its source. */
export function wikiInline(source: string, shown: readonly AdfNode[]): AdfNode {
  return { type: 'wikiInline', attrs: { wiki: source }, content: shown };
}

/** Block that is kept as its source. */
export function wikiBlock(source: string, shown: readonly AdfNode[]): AdfNode {
  return { type: 'wikiBlock', attrs: { wiki: source }, content: shown };
}

/** Placeholder for the opening tag of a macro in Markdown. */
export function wikiOpening(opening: string): AdfNode {
  return { type: 'wikiOpening', attrs: { opening } };
}

/** Opening tag of a panel or a code block, where Markdown cannot say all of it. */
export function openingOf(node: AdfNode): string {
  return attribute(node, 'opening');
}

export interface Tag {
  readonly name: string;
  readonly parameters: string;
}

export function parseTag(opening: string): Tag {
  const [, name = '', parameters = ''] = /\{([^:}]*):?(.*)\}/.exec(opening) ?? [];
  return { name, parameters };
}

export function writeTag({ name, parameters }: Tag): string {
  return parameters === '' ? `{${name}}` : `{${name}:${parameters}}`;
}

/** Language of a macro for code; empty where it names none. */
export function languageOf({ name, parameters }: Tag): string {
  if (name.toLowerCase() !== 'code') return '';
  return languagePattern.exec(parameters)?.[1] ?? '';
}

const languagePattern = /(?<=^|\|)(?:language=)?([\w+#-]+)(?=\||$)/;

/** Tag with another language; only {code} has one. */
export function withLanguage(tag: Tag, language: string): Tag {
  const others = tag.parameters.split('|').filter(parameter => !languageOf({ ...tag, parameters: parameter }));
  const parameters = [language, ...others].filter(Boolean).join('|');
  return { name: tag.name.toLowerCase() === 'code' ? tag.name : 'code', parameters };
}

/** Nodes as a document has them, with the shown text of pieces kept as source. */
export function asShown(nodes: readonly AdfNode[]): AdfNode[] {
  return nodes.flatMap(node => {
    if (node.type === 'wikiInline' || node.type === 'wikiBlock') return asShown(childrenOf(node));
    const isPanel = node.type === 'panel';
    const content = node.content && [...(isPanel ? titleOf(node) : []), ...asShown(node.content)];
    const { opening: _opening, ...attrs } = node.attrs ?? {};
    const { content: _content, attrs: _attrs, ...rest } = node;
    return [
      ...(isPanel ? [] : titleOf(node)),
      {
        ...rest,
        ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
        ...(content && (content.length > 0 || node.content?.length === 0) ? { content } : {}),
      },
    ];
  });
}

/** Title from the tag of a panel or of code. */
function titleOf(node: AdfNode): AdfNode[] {
  const [, title] = /(?:^|\|)title=([^|]*)/.exec(parseTag(openingOf(node)).parameters) ?? [];
  return !title ? [] : [{ type: 'paragraph', content: textNodes(title, [{ type: 'strong' }]) }];
}
