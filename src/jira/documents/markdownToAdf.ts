import MarkdownIt, { type Token } from 'markdown-it';
import { append } from '../../base/append.ts';
import { type AdfDocument, type AdfNode, plainParagraph, textNodes, textOf } from './adf.ts';
import { type Container, type Placed, place } from './containers.ts';
import { InlineReader } from './markdownInline.ts';
import { panelWords } from './panels.ts';
import { isInline, Preserved } from './preserved.ts';
import { surplusCells } from './surplusCells.ts';
import { TaskIds } from './taskIds.ts';
import { openingOf } from './wikiSource.ts';

// No HTML: tags are text. Bare addresses become links, as Jira's own editor makes them.
const parser = new MarkdownIt({ html: false, linkify: true, breaks: false })
  .enable(['table', 'strikethrough'])
  .use(surplusCells);
// An escaped character stays separate, so that it is never taken for a part of a placeholder.
parser.core.ruler.disable('text_join');
// Only addresses with a scheme: "e.g." and file names are no addresses.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });

/**
 * Converts Markdown into a document of Atlassian's format: CommonMark, tables, task lists, strikethrough, alerts (`>
 * [!NOTE]`) as panels, `[@Name](mention:id)` as mentions, and nodes that were preserved of an earlier document.
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
export function markdownBlocks(
  markdown: string,
  preserved = new Preserved(),
  ids = new TaskIds(preserved.all),
): MarkdownBlock[] {
  const lines = markdown.replace(/\r\n?/g, '\n').split('\n');
  const reader = new TokenReader(parser.parse(markdown, {}), preserved, ids);
  const blocks: MarkdownBlock[] = [];
  for (let block = reader.next(); block; block = reader.next()) {
    const [from, to] = block.range;
    const source = lines.slice(from, to).join('\n');
    // Markdown-it drops text that is nested deeper.
    const nodes = block.isTooDeep ? [plainParagraph(source)] : block.nodes;
    blocks.push({ source, nodes: [...nodes, ...preserved.leftOut(source, nodes)] });
  }
  return blocks;
}

interface ReadMarkdown {
  readonly range: readonly [number, number];
  readonly nodes: readonly AdfNode[];
  readonly isTooDeep: boolean;
}

/** Level of tokens in which there can be no block, see `maxNesting` of markdown-it. */
const deepest = 99;

const words = new Map(Object.entries(panelWords).map(([type, word]) => [word, type]));

/**
 * Reads markdown-it's flat list of tokens as a tree. Lines may hold preserved blocks, until their container is known
 * and a place is found for them.
 */
class TokenReader {
  private readonly tokens: readonly Token[];
  private readonly preserved: Preserved;
  private readonly ids: TaskIds;
  private at = 0;

  constructor(tokens: readonly Token[], preserved: Preserved, ids: TaskIds) {
    this.tokens = tokens;
    this.preserved = preserved;
    this.ids = ids;
  }

  /** Next top-level block, with its lines. */
  next(): ReadMarkdown | undefined {
    const token = this.tokens[this.at];
    if (!token) return undefined;
    const first = this.at++;
    // Each block has its lines.
    const range = token.map as [number, number];
    const nodes = [...this.place('doc', this.block(token)).inside];
    const isTooDeep = this.tokens.slice(first, this.at).some(({ level }) => level >= deepest);
    return { range, nodes, isTooDeep };
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
        return [{ type: 'paragraph', ...this.inlineContent() }];
      case 'heading_open':
        return [{ type: 'heading', attrs: { level: Number(token.tag.slice(1)) }, ...this.inlineContent() }];
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

  /** Content of the next inline token; passes the closing token behind it. */
  private inlines(): AdfNode[] {
    const token = this.tokens[this.at];
    this.at += 2;
    return token?.type === 'inline' ? new InlineReader(token.children ?? [], this.preserved).read() : [];
  }

  private inlineContent(): { content?: AdfNode[] } {
    const content = this.inlines();
    return content.length > 0 ? { content } : {};
  }

  private quote(): AdfNode[] {
    const content = this.blocks();
    this.at++;
    const panel = panelOf(content);
    const container = panel ? 'panel' : 'blockquote';
    const { inside, behind } = this.place(container, panel?.content ?? content);
    if (inside.length === 0 && behind.length > 0) return [...behind];
    const filled = inside.length > 0 ? inside : [{ type: 'paragraph' }];
    return [{ ...(panel ?? { type: container }), content: filled }, ...behind];
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
    const content = tasks.map(({ done, content }) => {
      const line = content.filter(isInline);
      return {
        type: 'taskItem',
        attrs: { localId: this.ids.next(), state: done ? 'DONE' : 'TODO' },
        ...(line.length > 0 ? { content: line } : {}),
      };
    });
    return [
      { type: 'taskList', attrs, content },
      ...tasks.flatMap(task => task.content.filter(node => !isInline(node))),
    ];
  }

  private table(): AdfNode[] {
    const rows: AdfNode[] = [];
    const behind: AdfNode[] = [];
    for (let token = this.tokens[this.at]; token && token.type !== 'table_close'; token = this.tokens[this.at]) {
      this.at++;
      if (token.type === 'tr_open') rows.push({ type: 'tableRow', content: this.cells(behind) });
    }
    this.at++;
    return [{ type: 'table', content: rows }, ...behind];
  }

  private cells(behind: AdfNode[]): AdfNode[] {
    const cells: AdfNode[] = [];
    for (let token = this.tokens[this.at]; token && token.type !== 'tr_close'; token = this.tokens[this.at]) {
      this.at++;
      const type = token.type === 'th_open' ? 'tableHeader' : 'tableCell';
      const placed = this.place('tableCell', [{ type: 'paragraph', ...this.inlineContent() }]);
      cells.push({ type, content: placed.inside.length > 0 ? placed.inside : [{ type: 'paragraph' }] });
      append(behind, placed.behind);
    }
    return cells;
  }
}

/** An item begins with text. */
function itemContent(blocks: readonly AdfNode[]): readonly AdfNode[] {
  const [first] = blocks;
  const begins = first && ['paragraph', 'codeBlock', 'mediaSingle', 'extension'].includes(first.type);
  return begins ? blocks : [{ type: 'paragraph' }, ...blocks];
}

/** `[!NOTE]` on the first line of a quotation. */
function panelOf(content: readonly AdfNode[]): AdfNode | undefined {
  const [first, ...rest] = content;
  const [head, ...tail] = first?.type === 'paragraph' ? (first.content ?? []) : [];
  const text = plainTextOf(head);
  const [mark = '', word = ''] = /^\[!(\w+)\]\s*/.exec(text) ?? [];
  const type = words.get(word.toUpperCase());
  if (!type) return undefined;
  const line = [...textNodes(text.slice(mark.length)), ...tail];
  const tag = line[0]?.type === 'wikiOpening' ? line.shift() : undefined;
  // The line end behind the word belongs to it.
  if (line[0]?.type === 'hardBreak') line.shift();
  const blocks = [...(line.length > 0 ? [{ type: 'paragraph', content: line }] : []), ...rest];
  const attrs = { panelType: type, ...(tag ? { opening: openingOf(tag) } : {}) };
  return { type: 'panel', attrs, content: blocks };
}

interface Task {
  readonly done: boolean;
  readonly content: readonly AdfNode[];
}

/** `[ ]` or `[x]` before an item that is a single line of text. */
function taskOf(blocks: readonly AdfNode[]): Task | undefined {
  const [first, ...rest] = blocks;
  const [head, ...tail] = first?.type === 'paragraph' ? (first.content ?? []) : [];
  const text = plainTextOf(head);
  const [mark, state] = /^\[([ xX])\](?:\s+|$)/.exec(text) ?? [];
  if (mark === undefined || rest.length > 0) return undefined;
  return { done: state !== ' ', content: [...textNodes(text.slice(mark.length)), ...tail] };
}

/** Text of a node without marks. */
function plainTextOf(node: AdfNode | undefined): string {
  return node?.marks ? '' : textOf(node);
}
