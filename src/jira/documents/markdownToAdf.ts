import type { Token } from 'markdown-it';
import { append } from '../../base/append.ts';
import { type AdfDocument, type AdfNode, plainParagraph, textNodes } from './adf.ts';
import { beginningOf, calloutOf } from './callouts.ts';
import { type Container, type Placed, place } from './containers.ts';
import { InlineReader } from './markdownInline.ts';
import { isPlain, MarkdownText, type TopLevelBlock } from './markdownParser.ts';
import { isInline, Preserved } from './preserved.ts';
import { surplusCells } from './surplusCells.ts';
import { TaskIds } from './taskIds.ts';
import { openingOf } from './wikiSource.ts';

/**
 * Converts Markdown into a document of Atlassian's format: CommonMark, tables, task lists, strikethrough, alerts (`>
 * [!NOTE]`) as panels and, with a title, as expands (`> [!EXPAND] Title`), `[@Name](mention:id)` as mentions, and nodes
 * that were preserved of an earlier document.
 * @param preserved nodes behind `⟦… #n⟧`
 */
export function markdownToAdf(markdown: string, preserved = new Preserved()): AdfDocument {
  return { version: 1, type: 'doc', content: markdownBlocks(markdown, preserved).flatMap(({ nodes }) => nodes) };
}

/** Top-level block of Markdown: its source and its nodes. */
export interface MarkdownBlock {
  readonly source: string;
  readonly nodes: readonly AdfNode[];
}

/**
 * Reads the top-level blocks of a text, in order.
 * @param ids of tasks that are in use already
 */
export function markdownBlocks(markdown: string, preserved?: Preserved, ids?: TaskIds): MarkdownBlock[] {
  return [...eachMarkdownBlock(markdown, preserved, ids)];
}

/** The same, one by one. */
export function* eachMarkdownBlock(
  markdown: string,
  preserved = new Preserved(),
  ids = new TaskIds(preserved.all),
): Generator<MarkdownBlock> {
  const reader = new TokenReader(new MarkdownText(markdown), preserved, ids);
  for (let block = reader.next(); block; block = reader.next()) {
    const leftOut = preserved.leftOut(block.source, block.nodes);
    yield leftOut.length > 0 ? { source: block.source, nodes: [...block.nodes, ...leftOut] } : block;
  }
}

/** Level of tokens in which there can be no block, see `maxNesting` of markdown-it. */
const deepest = 99;

/**
 * Reads markdown-it's flat list of tokens as a tree. Lines may hold preserved blocks, until their container is known
 * and a place is found for them.
 */
class TokenReader {
  private readonly text: MarkdownText;
  private readonly preserved: Preserved;
  private readonly ids: TaskIds;
  private tokens: readonly Token[] = [];
  private at = 0;

  constructor(text: MarkdownText, preserved: Preserved, ids: TaskIds) {
    this.text = text;
    this.preserved = preserved;
    this.ids = ids;
  }

  /** Next top-level block. */
  next(): MarkdownBlock | undefined {
    const block = this.text.next();
    return block && { source: block.source, nodes: this.nodesOf(block) };
  }

  private nodesOf({ source, tokens }: TopLevelBlock): readonly AdfNode[] {
    const [first] = tokens;
    // Markdown-it drops text that is nested deeper.
    if (!first || tokens.some(({ level }) => level >= deepest)) return [plainParagraph(source)];
    this.tokens = tokens;
    this.at = 1;
    return this.place('doc', this.block(first)).inside;
  }

  private place(container: Container, blocks: readonly AdfNode[]): Placed {
    return place(container, blocks, node => this.preserved.holds(node));
  }

  /** Blocks up to the closing token of their container. */
  private blocks(): AdfNode[] {
    const nodes: AdfNode[] = [];
    for (;;) {
      const token = this.tokens[this.at];
      if (!token || token.nesting < 0) return nodes;
      this.at++;
      append(nodes, this.block(token));
    }
  }

  private block(token: Token): AdfNode[] {
    switch (token.type) {
      case 'paragraph_open':
        return [this.withLine({ type: 'paragraph' })];
      case 'heading_open':
        return [this.withLine({ type: 'heading', attrs: { level: Number(token.tag.slice(1)) } })];
      case 'hr':
        return [{ type: 'rule' }];
      case 'fence':
      case 'code_block':
        return [this.code(token)];
      case 'blockquote_open':
        return this.quote();
      case 'bullet_list_open':
        return this.list('bulletList');
      case 'ordered_list_open':
        return this.list('orderedList', Number(token.attrGet('start') ?? 1));
      case 'table_open':
        return this.table();
      default:
        return [];
    }
  }

  private code({ info, content }: Token): AdfNode {
    const [words = '', number] = /⟦[^⟦⟧]*#(\d+)⟧/.exec(info) ?? [];
    const kept = this.preserved.find(Number(number));
    const opening = kept?.type === 'wikiOpening' ? { opening: openingOf(kept) } : {};
    const [language = ''] = ('opening' in opening ? info.replace(words, ' ') : info).trim().split(/\s+/);
    const attrs = { ...(language ? { language } : {}), ...opening };
    const text = content.replace(/\n$/, '');
    return {
      type: 'codeBlock',
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      ...(text ? { content: textNodes(text) } : {}),
    };
  }

  /** Paragraph or heading with the next line; passes the closing token behind it. */
  private withLine(node: AdfNode): AdfNode {
    const token = this.tokens[this.at];
    this.at += 2;
    return token?.type === 'inline' ? this.withText(node, token.content) : node;
  }

  private withText(node: AdfNode, text: string): AdfNode {
    const content = this.preserved.isPlain(text) && isPlain(text) ? textNodes(text) : this.inlines(text);
    return content.length > 0 ? { ...node, content } : node;
  }

  private inlines(line: string): readonly AdfNode[] {
    return new InlineReader(this.text.inline(line), this.preserved).read();
  }

  private quote(): AdfNode[] {
    const content = this.blocks();
    this.at++;
    const { type, ...box } = calloutOf(content) ?? { type: 'blockquote', content };
    const { inside, behind } = this.place(type, box.content);
    if (inside.length === 0 && behind.length > 0) return [...behind];
    const filled = inside.length > 0 ? inside : [{ type: 'paragraph' }];
    return [{ type, ...box, content: filled }, ...behind];
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
    if (tasks.length > 0 && tasks.every(task => task !== undefined)) return this.taskList(tasks);
    const placed = items.map(blocks => this.place('listItem', blocks));
    const behind = placed.flatMap(item => item.behind);
    // An item without allowed content is replaced by its blocks.
    const content = placed
      .filter(item => item.inside.length > 0 || item.behind.length === 0)
      .map(item => ({ type: 'listItem', content: itemContent(item.inside) }));
    const attrs = type === 'orderedList' && order !== 1 ? { attrs: { order } } : {};
    return [...(content.length > 0 ? [{ type, ...attrs, content }] : []), ...behind];
  }

  /** A task is a single line of text: its blocks stand behind the list. */
  private taskList(tasks: readonly Task[]): AdfNode[] {
    const attrs = { localId: this.ids.next() };
    const content = tasks.flatMap(({ done, content, below }) => {
      const line = content.filter(isInline);
      const state = done ? 'DONE' : 'TODO';
      const filled = line.length > 0 ? { content: line } : {};
      return [{ type: 'taskItem', attrs: { localId: this.ids.next(), state }, ...filled }, ...below];
    });
    return [
      { type: 'taskList', attrs, content },
      ...tasks.flatMap(task => task.content.filter(node => !isInline(node))),
    ];
  }

  /** All rows are as wide as the widest. */
  private table(): AdfNode[] {
    const rows: AdfNode[][] = [];
    const behind: AdfNode[] = [];
    for (let token = this.tokens[this.at]; token && token.type !== 'table_close'; token = this.tokens[this.at]) {
      this.at++;
      if (token.type === 'tr_open') rows.push(this.row(token, behind));
    }
    this.at++;
    const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
    let left = mostAdded;
    const content = rows.map(cells => {
      const added = Array.from({ length: Math.min(left, width - cells.length) }, () => emptyCell(cells[0]?.type));
      left -= added.length;
      return { type: 'tableRow', content: [...cells, ...added] };
    });
    return [{ type: 'table', content }, ...behind];
  }

  private row({ map }: Token, behind: AdfNode[]): AdfNode[] {
    const texts: string[] = [];
    let type = 'tableCell';
    for (let token = this.tokens[this.at]; token && token.type !== 'tr_close'; token = this.tokens[this.at]) {
      this.at++;
      if (token.type === 'th_open') type = 'tableHeader';
      if (token.type === 'inline') texts.push(token.content);
    }
    const [line = 0] = map ?? [];
    const surplus = surplusCells(this.text.lines(line, line + 1), texts);
    return [...texts, ...surplus].map(text => {
      const placed = this.place('tableCell', [this.withText({ type: 'paragraph' }, text)]);
      append(behind, placed.behind);
      return placed.inside.length > 0 ? { type, content: placed.inside } : emptyCell(type);
    });
  }
}

/** Empty cells that are added at most, as many as Markdown-it adds: a wide row among many would be a page of them. */
const mostAdded = 65_536;

function emptyCell(type = 'tableCell'): AdfNode {
  return { type, content: [{ type: 'paragraph' }] };
}

/** An item begins with text. */
function itemContent(blocks: readonly AdfNode[]): readonly AdfNode[] {
  const [first] = blocks;
  const begins = first && ['paragraph', 'codeBlock', 'mediaSingle', 'extension'].includes(first.type);
  return begins ? blocks : [{ type: 'paragraph' }, ...blocks];
}

interface Task {
  readonly done: boolean;
  readonly content: readonly AdfNode[];
  /** Lists of tasks below it. */
  readonly below: readonly AdfNode[];
}

/** `[ ]` or `[x]` before an item that is a single line of text, with tasks below it at most. */
function taskOf(blocks: readonly AdfNode[]): Task | undefined {
  const text = beginningOf(blocks[0]);
  if (!text.startsWith('[')) return undefined;
  const [first, ...rest] = blocks;
  const [, ...tail] = first?.content ?? [];
  const [mark, state] = /^\[([ xX])\](?:\s+|$)/.exec(text) ?? [];
  if (mark === undefined || rest.some(({ type }) => type !== 'taskList')) return undefined;
  return { done: state !== ' ', content: [...textNodes(text.slice(mark.length)), ...tail], below: rest };
}
