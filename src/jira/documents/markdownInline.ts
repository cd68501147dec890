import type { Token } from 'markdown-it';
import { asText } from '../../base/json.ts';
import { type AdfMark, type AdfNode, textNodes, withoutAt } from './adf.ts';
import { type Preserved, preservedPattern } from './preserved.ts';

/** Marks of a text: a text of emphasis in emphasis would have as many as it has characters. */
const maxMarks = 32;

function attributeOf(token: Token, name: string): string {
  return asText(token.attrGet(name));
}

/** Reads the content of a line. */
export class InlineReader {
  private readonly tokens: readonly Token[];
  private readonly preserved: Preserved;
  private readonly marks: AdfMark[] = [];
  /** Number of open marks beyond the limit. */
  private surplus = 0;
  private at = 0;

  constructor(tokens: readonly Token[], preserved: Preserved) {
    this.tokens = tokens;
    this.preserved = preserved;
  }

  read(): AdfNode[] {
    const nodes: AdfNode[] = [];
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (token) nodes.push(...this.inline(token));
    }
    return merged(nodes);
  }

  private inline(token: Token): AdfNode[] {
    switch (token.type) {
      case 'text':
      case 'text_special':
        return this.text(token.content);
      // A line end stays a line end, as in any comment box.
      case 'softbreak':
      case 'hardbreak':
        return [{ type: 'hardBreak' }];
      case 'code_inline':
        return textNodes(token.content, [...this.marks.filter(({ type }) => type === 'link'), { type: 'code' }]);
      case 'image':
        return textNodes(token.content || attributeOf(token, 'src'), [link(attributeOf(token, 'src'))]);
      case 'link_open':
        return this.link(attributeOf(token, 'href'));
      default:
        return this.mark(token);
    }
  }

  private mark({ type }: Token): AdfNode[] {
    const kinds: Readonly<Record<string, string>> = { strong: 'strong', em: 'em', s: 'strike' };
    const [, name = '', end] = /(\w+)_(open|close)$/.exec(type) ?? [];
    const mark = kinds[name];
    if (mark && end === 'open') this.open({ type: mark });
    else if (end === 'close') this.close();
    return [];
  }

  private open(mark: AdfMark): void {
    if (this.marks.length < maxMarks) this.marks.push(mark);
    else this.surplus++;
  }

  private close(): void {
    if (this.surplus > 0) this.surplus--;
    else this.marks.pop();
  }

  private link(href: string): AdfNode[] {
    if (!href.startsWith('mention:')) {
      this.open(link(href));
      return [];
    }
    let text = '';
    for (let token = this.tokens[++this.at]; token && token.type !== 'link_close'; token = this.tokens[++this.at]) {
      text += token.content;
    }
    const name = withoutAt(text);
    const id = decoded(href.slice('mention:'.length));
    return [{ type: 'mention', attrs: { id, ...(name === '' ? {} : { text: `@${name}` }) } }];
  }

  /** `⟦… #n⟧` is the node that was preserved under that number; an unknown number is plain text. */
  private text(content: string): AdfNode[] {
    const nodes: AdfNode[] = [];
    let last = 0;
    for (const match of content.matchAll(preservedPattern)) {
      const kept = this.preserved.find(Number(match[1]));
      if (!kept) continue;
      nodes.push(...this.named(content.slice(last, match.index)), kept);
      last = match.index + match[0].length;
    }
    return [...nodes, ...this.named(content.slice(last))];
  }

  /** A name of the origin is its node, but for a part of a link. */
  private named(content: string): AdfNode[] {
    const isInLink = this.marks.some(({ type }) => type === 'link');
    const nodes: AdfNode[] = [];
    let last = 0;
    for (const { text, node, at } of isInLink ? [] : this.preserved.names.in(content)) {
      const marked = node.type === 'text' ? { ...node, marks: [...this.marks, ...(node.marks ?? [])] } : node;
      nodes.push(...textNodes(content.slice(last, at), [...this.marks]), marked);
      last = at + text.length;
    }
    return [...nodes, ...textNodes(content.slice(last), [...this.marks])];
  }
}

function link(href: string): AdfMark {
  return { type: 'link', attrs: { href } };
}

/** Joins neighboring texts with the same marks. */
function merged(nodes: readonly AdfNode[]): AdfNode[] {
  const result: AdfNode[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    const isSame = before?.type === 'text' && node.type === 'text' && sameMarks(before, node);
    if (before && isSame) result[result.length - 1] = { ...before, text: `${before.text}${node.text}` };
    else result.push(node);
  }
  return result;
}

function sameMarks(a: AdfNode, b: AdfNode): boolean {
  const [one, other] = [a.marks ?? [], b.marks ?? []];
  // Mostly the very same marks, whose addresses may be long.
  const isSame = one.length === other.length && one.every((mark, at) => mark === other[at]);
  return isSame || JSON.stringify(one) === JSON.stringify(other);
}

/** Decodes a text; an invalid encoding stays as it is. Shared with the client, it would be a file more at the start. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
