import type { Token } from 'markdown-it';
import { asText } from '../../base/json.ts';
import { type AdfMark, type AdfNode, withoutAt } from './adf.ts';
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
  private readonly nodes: AdfNode[] = [];
  private marks: readonly AdfMark[] = [];
  /** Number of open marks beyond the limit. */
  private surplus = 0;
  private at = 0;

  constructor(tokens: readonly Token[], preserved: Preserved) {
    this.tokens = tokens;
    this.preserved = preserved;
  }

  read(): AdfNode[] {
    for (; this.at < this.tokens.length; this.at++) {
      const token = this.tokens[this.at];
      if (token) this.inline(token);
    }
    return this.nodes.length > 1 ? merged(this.nodes, this.preserved) : this.nodes;
  }

  private inline(token: Token): void {
    switch (token.type) {
      case 'text':
      case 'text_special':
        this.text(token.content);
        break;
      // A line end stays a line end, as in any comment box.
      case 'softbreak':
      case 'hardbreak':
        this.nodes.push({ type: 'hardBreak' });
        break;
      case 'code_inline':
        this.plain(token.content, [...this.marks.filter(({ type }) => type === 'link'), { type: 'code' }]);
        break;
      case 'image':
        this.plain(token.content || attributeOf(token, 'src'), [link(attributeOf(token, 'src'))]);
        break;
      case 'link_open':
        this.link(attributeOf(token, 'href'), attributeOf(token, 'title'));
        break;
      case 'strong_open':
        this.open({ type: 'strong' });
        break;
      case 'em_open':
        this.open({ type: 'em' });
        break;
      case 's_open':
        this.open({ type: 'strike' });
        break;
      case 'link_close':
      case 'strong_close':
      case 'em_close':
      case 's_close':
        this.close();
        break;
    }
  }

  private open(mark: AdfMark): void {
    if (this.marks.length < maxMarks) this.marks = [...this.marks, mark];
    else this.surplus++;
  }

  private close(): void {
    if (this.surplus > 0) this.surplus--;
    else this.marks = this.marks.slice(0, -1);
  }

  private link(href: string, title: string): void {
    if (!href.startsWith('mention:')) {
      this.open(link(href, title));
      return;
    }
    let text = '';
    for (let token = this.tokens[++this.at]; token && token.type !== 'link_close'; token = this.tokens[++this.at]) {
      text += token.content;
    }
    const name = withoutAt(text);
    const id = decoded(href.slice('mention:'.length));
    this.nodes.push({ type: 'mention', attrs: { id, ...(name === '' ? {} : { text: `@${name}` }) } });
  }

  /** `⟦… #n⟧` is the node that was preserved under that number; an unknown number is plain text. */
  private text(content: string): void {
    let last = 0;
    for (const match of content.includes('⟦') ? content.matchAll(preservedPattern) : []) {
      const kept = this.preserved.find(Number(match[1]));
      if (!kept) continue;
      this.named(content.slice(last, match.index));
      this.nodes.push(kept);
      last = match.index + match[0].length;
    }
    this.named(content.slice(last));
  }

  /** A name of the origin is its node, but for a part of a link. */
  private named(content: string): void {
    const isInLink = this.marks.some(({ type }) => type === 'link');
    let last = 0;
    for (const { text, node, at } of isInLink ? [] : this.preserved.names.in(content)) {
      this.plain(content.slice(last, at), this.marks);
      this.nodes.push(node.type === 'text' ? { ...node, marks: [...this.marks, ...(node.marks ?? [])] } : node);
      last = at + text.length;
    }
    this.plain(content.slice(last), this.marks);
  }

  private plain(text: string, marks: readonly AdfMark[]): void {
    if (text !== '') this.nodes.push(marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text });
  }
}

function link(href: string, title = ''): AdfMark {
  return { type: 'link', attrs: title === '' ? { href } : { href, title } };
}

/** Joins neighboring texts with the same marks, but for those that were preserved. */
function merged(nodes: readonly AdfNode[], preserved: Preserved): AdfNode[] {
  const result: AdfNode[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    const canJoin = before?.type === 'text' && node.type === 'text' && sameMarks(before, node);
    const isSame = canJoin && !preserved.holds(before) && !preserved.holds(node);
    if (before && isSame) result[result.length - 1] = { ...before, text: `${before.text}${node.text}` };
    else result.push(node);
  }
  return result;
}

function sameMarks(a: AdfNode, b: AdfNode): boolean {
  const [one, other] = [a.marks ?? none, b.marks ?? none];
  if (one === other) return true;
  // Mostly the very same marks, whose addresses may be long.
  if (one.length !== other.length) return false;
  return one.every((mark, at) => mark === other[at]) || JSON.stringify(one) === JSON.stringify(other);
}

const none: readonly AdfMark[] = [];

/** Decodes a text; an invalid encoding stays as it is. Shared with the client, it would be a file more at the start. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
