import MarkdownIt, { type Token } from 'markdown-it';
import { type AdfDocument, type AdfNode, textNodes } from './adf.ts';
import { InlineReader } from './markdownInline.ts';
import { panelWords } from './panels.ts';
import { isInline, Preserved } from './preserved.ts';

// No HTML: what looks like it is text. Bare addresses become links, as Jira's own editor makes them.
const parser = new MarkdownIt({ html: false, linkify: true, breaks: false }).enable(['table', 'strikethrough']);
// An escaped character stays apart, so that it is never taken for a part of what was preserved.
parser.core.ruler.disable('text_join');
// Only what says its scheme: "e.g." and file names are no addresses.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

/**
 * Markdown as a document of Atlassian's format: CommonMark, tables, task lists, strikethrough, alerts (`> [!NOTE]`) as
 * panels, `[@Name](mention:id)` as mentions, and what was preserved of an earlier document.
 * @param preserved what `⟦… #n⟧` stands for
 */
export function markdownToAdf(markdown: string, preserved = new Preserved()): AdfDocument {
  const reader = new TokenReader(parser.parse(markdown, {}), preserved);
  return { version: 1, type: 'doc', content: reader.blocks() };
}

/** A top-level block of Markdown: its text and what it means. */
export interface MarkdownBlock {
  readonly source: string;
  readonly nodes: readonly AdfNode[];
}

/** The top-level blocks of a text, in order. */
export function markdownBlocks(markdown: string, preserved = new Preserved()): MarkdownBlock[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const reader = new TokenReader(parser.parse(markdown, {}), preserved);
  const blocks: MarkdownBlock[] = [];
  for (let block = reader.next(); block; block = reader.next()) {
    const [from, to] = block.range;
    blocks.push({ source: lines.slice(from, to).join('\n'), nodes: block.nodes });
  }
  return blocks;
}

const words = new Map(Object.entries(panelWords).map(([type, word]) => [word, type]));

/** Reads markdown-it's flat list of tokens as the tree that they mean. */
class TokenReader {
  private readonly tokens: readonly Token[];
  private readonly preserved: Preserved;
  private at = 0;

  constructor(tokens: readonly Token[], preserved: Preserved) {
    this.tokens = tokens;
    this.preserved = preserved;
  }

  /** The next top-level block, with the lines that it takes. */
  next(): { readonly range: readonly [number, number]; readonly nodes: AdfNode[] } | undefined {
    const token = this.tokens[this.at];
    if (!token) return undefined;
    this.at++;
    const [from = 0, to = 0] = token.map ?? [];
    return { range: [from, to], nodes: this.block(token) };
  }

  /** The blocks up to the closing token of what they stand in. */
  blocks(): AdfNode[] {
    const nodes: AdfNode[] = [];
    for (;;) {
      const token = this.tokens[this.at];
      if (!token || token.nesting < 0) return nodes;
      this.at++;
      nodes.push(...this.block(token));
    }
  }

  private block(token: Token): AdfNode[] {
    switch (token.type) {
      case 'paragraph_open':
        return this.paragraph();
      case 'heading_open':
        return [{ type: 'heading', attrs: { level: Number(token.tag.slice(1)) }, ...this.inlineContent() }];
      case 'hr':
        return [{ type: 'rule' }];
      case 'fence':
      case 'code_block':
        return [codeBlock(token)];
      case 'blockquote_open':
        return this.quote();
      case 'bullet_list_open':
        return this.list('bulletList');
      case 'ordered_list_open':
        return this.list('orderedList', Number(token.attrGet('start') ?? 1));
      case 'table_open':
        return [this.table()];
      default:
        return [];
    }
  }

  /** The content of the inline token that comes next, and past the closing token behind it. */
  private inlines(): AdfNode[] {
    const token = this.tokens[this.at];
    this.at += 2;
    return token?.type === 'inline' ? new InlineReader(token.children ?? [], this.preserved).read() : [];
  }

  private inlineContent(): { content?: AdfNode[] } {
    const content = this.inlines();
    return content.length > 0 ? { content } : {};
  }

  /** A block that was preserved stands on a line of its own. */
  private paragraph(): AdfNode[] {
    const content = this.inlines();
    const [only] = content;
    if (only && content.length === 1 && !isInline(only)) return [only];
    return [paragraphOf(content)];
  }

  private quote(): AdfNode[] {
    const content = this.blocks();
    this.at++;
    const panel = panelOf(content);
    if (panel) return [panel];
    return [{ type: 'blockquote', content: content.length > 0 ? content.map(simpleIn) : [{ type: 'paragraph' }] }];
  }

  private list(type: 'bulletList' | 'orderedList', order = 1): AdfNode[] {
    const items: AdfNode[][] = [];
    while (this.tokens[this.at]?.type === 'list_item_open') {
      this.at++;
      items.push(this.blocks());
      this.at++;
    }
    this.at++;
    const tasks = items.map(taskOf);
    if (tasks.length > 0 && tasks.every(task => task !== undefined)) return [taskList(tasks)];
    const attrs = type === 'orderedList' && order !== 1 ? { attrs: { order } } : {};
    const content = items.map(blocks => ({ type: 'listItem', content: itemContent(blocks) }));
    return [{ type, ...attrs, content }];
  }

  private table(): AdfNode {
    const rows: AdfNode[] = [];
    for (let token = this.tokens[this.at]; token && token.type !== 'table_close'; token = this.tokens[this.at]) {
      this.at++;
      if (token.type === 'tr_open') rows.push({ type: 'tableRow', content: this.cells() });
    }
    this.at++;
    return { type: 'table', content: rows };
  }

  private cells(): AdfNode[] {
    const cells: AdfNode[] = [];
    for (let token = this.tokens[this.at]; token && token.type !== 'tr_close'; token = this.tokens[this.at]) {
      this.at++;
      const type = token.type === 'th_open' ? 'tableHeader' : 'tableCell';
      cells.push({ type, content: [paragraphOf(this.inlines())] });
    }
    this.at++;
    return cells;
  }
}

function paragraphOf(content: readonly AdfNode[]): AdfNode {
  const inline = content.filter(isInline);
  return inline.length > 0 ? { type: 'paragraph', content: inline } : { type: 'paragraph' };
}

function codeBlock({ info, content }: Token): AdfNode {
  const [language = ''] = info.trim().split(/\s+/);
  const text = content.replace(/\n$/, '');
  return {
    type: 'codeBlock',
    ...(language ? { attrs: { language } } : {}),
    ...(text ? { content: textNodes(text) } : {}),
  };
}

/** What Atlassian's format lets stand in a quotation: no headings, rules or tables, which become text there. */
function simpleIn(node: AdfNode): AdfNode {
  const allowed = ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'mediaGroup', 'extension'];
  if (allowed.includes(node.type)) return node;
  return node.type === 'heading' ? paragraphOf(node.content ?? []) : paragraphOf(flatten(node));
}

/** All text of a node, its blocks parted by line ends. */
function flatten(node: AdfNode): AdfNode[] {
  if (isInline(node)) return [node];
  return (node.content ?? []).flatMap((child, index) => [
    ...(index > 0 && !isInline(child) ? [{ type: 'hardBreak' }] : []),
    ...flatten(child),
  ]);
}

const inItems = ['paragraph', 'bulletList', 'orderedList', 'taskList', 'codeBlock', 'mediaSingle', 'extension'];

/** An item begins with text; what may not stand in one becomes text. */
function itemContent(blocks: readonly AdfNode[]): AdfNode[] {
  const content = blocks.map(block => (inItems.includes(block.type) ? block : paragraphOf(flatten(block))));
  const [first] = content;
  const begins = first && ['paragraph', 'codeBlock', 'mediaSingle', 'extension'].includes(first.type);
  return begins ? content : [{ type: 'paragraph' }, ...content];
}

/** `[!NOTE]` on the first line of a quotation. */
function panelOf(content: readonly AdfNode[]): AdfNode | undefined {
  const [first, ...rest] = content;
  const [head, ...tail] = first?.type === 'paragraph' ? (first.content ?? []) : [];
  const match = head?.type === 'text' && !head.marks ? /^\[!(\w+)\]\s*/.exec(head.text ?? '') : null;
  const type = match && words.get((match[1] ?? '').toUpperCase());
  if (!match || !type) return undefined;
  const left = (head?.text ?? '').slice(match[0].length);
  const line = [...textNodes(left), ...tail];
  // The end of the line behind the word goes with it.
  const opening = line[0]?.type === 'hardBreak' ? line.slice(1) : line;
  const blocks = [...(opening.length > 0 ? [paragraphOf(opening)] : []), ...rest].map(inPanel);
  return { type: 'panel', attrs: { panelType: type }, content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] };
}

function inPanel(node: AdfNode): AdfNode {
  const allowed = ['paragraph', 'heading', 'bulletList', 'orderedList', 'codeBlock', 'rule', 'taskList', 'mediaGroup'];
  return allowed.includes(node.type) ? node : paragraphOf(flatten(node));
}

interface Task {
  readonly done: boolean;
  readonly content: readonly AdfNode[];
}

/** `[ ]` or `[x]` before an item that is one line of text. */
function taskOf(blocks: readonly AdfNode[]): Task | undefined {
  const [first, ...rest] = blocks;
  const [head, ...tail] = first?.type === 'paragraph' ? (first.content ?? []) : [];
  const match = head?.type === 'text' && !head.marks ? /^\[([ xX])\](?:\s+|$)/.exec(head.text ?? '') : null;
  if (!match || rest.length > 0) return undefined;
  return { done: match[1] !== ' ', content: [...textNodes((head?.text ?? '').slice(match[0].length)), ...tail] };
}

/** Items of tasks have ids of their own within a document; their place does for that. */
function taskList(tasks: readonly Task[]): AdfNode {
  const id = (n: number) => `task-${n}`;
  return {
    type: 'taskList',
    attrs: { localId: id(0) },
    content: tasks.map(({ done, content }, index) => ({
      type: 'taskItem',
      attrs: { localId: id(index + 1), state: done ? 'DONE' : 'TODO' },
      ...(content.length > 0 ? { content } : {}),
    })),
  };
}
