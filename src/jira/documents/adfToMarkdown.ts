import { type AdfDocument, type AdfNode, attribute, childrenOf, labelOf, textNodes, textOf } from './adf.ts';
import { expandWord } from './callouts.ts';
import { withoutTrailingBlanks } from './edges.ts';
import { canFollowText, markerOf } from './markdownLists.ts';
import {
  bareAddress,
  codeBlock,
  isWritable,
  markedTexts,
  mention,
  protectLines,
  quoted,
  shareMark,
} from './markdownText.ts';
import { eachMarkdownBlock, markdownToAdf } from './markdownToAdf.ts';
import { panelWords } from './panels.ts';
import { PlainBlocks } from './plainBlocks.ts';
import { isInline, Preserved } from './preserved.ts';
import { isSameInMarkdown, type SameBlock } from './sameBlock.ts';
import { openingOf, wikiOpening } from './wikiSource.ts';

/** Document as Markdown, with its preserved parts. */
export interface EditableMarkdown {
  /** Markdown of each top-level block, in order; blank lines stand between them. */
  readonly blocks: readonly string[];
  readonly preserved: Preserved;
}

/** Ways to write a block: plainly, checked by itself first, or preserved. */
const asItComes = 0;
const surelyRead = 1;
const putAside = 2;

/**
 * Converts a document into Markdown; parts that Markdown cannot say become `⟦label #n⟧`. All but plain words is read back
 * before it is returned: in a block that would not come back as it was, first the emphasized words are preserved, then the
 * whole block; also in a block that would be taken for a part of its neighbor.
 */
export function adfToMarkdown(
  document: AdfDocument,
  preserved = new Preserved(),
  isSame: SameBlock = isSameInMarkdown,
): EditableMarkdown {
  const kept = preserved.size;
  const tried = document.content.map(node => ({ node, way: asItComes }));
  const plain = new PlainBlocks(preserved.names);
  const isSure = document.content.map((node, at) =>
    plain.has(node, document.content[at - 1], document.content[at + 1]),
  );
  for (;;) {
    const blocks: string[] = [];
    for (const { node, way } of tried) blocks.push(written(node, preserved, way, isSame, blocks.at(-1)));
    const read = eachMarkdownBlock(blocks.filter((_, at) => !isSure[at]).join('\n\n'), preserved);
    // Each block is compared when it is read, so that few of them exist at a time.
    const wrong = tried.filter(({ node, way }, at) => {
      if (isSure[at]) return false;
      const { value } = read.next();
      return way < putAside && !isSame(value?.nodes ?? [], node, preserved);
    });
    if (wrong.length === 0) return { blocks, preserved };
    for (const each of wrong) each.way++;
    preserved.shrink(kept);
  }
}

function written(node: AdfNode, preserved: Preserved, way: number, isSame: SameBlock, before = ''): string {
  if (way === putAside) return new MarkdownWriter(preserved, false).whole(node);
  return way === surelyRead
    ? surely(node, preserved, isSame, before)
    : new MarkdownWriter(preserved, true).block(node, before);
}

function surely(node: AdfNode, preserved: Preserved, isSame: SameBlock, before: string): string {
  const kept = preserved.size;
  for (const withMarks of [true, false]) {
    const markdown = new MarkdownWriter(preserved, withMarks).block(node, before);
    if (isSame(markdownToAdf(markdown, preserved).content, node, preserved)) return markdown;
    preserved.shrink(kept);
  }
  return new MarkdownWriter(preserved, false).whole(node);
}

class MarkdownWriter {
  private readonly preserved: Preserved;
  /** Whether emphasis, and blocks with marks, are written; they are preserved otherwise. */
  private readonly withMarks: boolean;

  constructor(preserved: Preserved, withMarks: boolean) {
    this.preserved = preserved;
    this.withMarks = withMarks;
  }

  /** @param before the Markdown right before it */
  block(node: AdfNode, before = ''): string {
    const written = this.isPlain(node) ? this.plainBlock(node, before) : undefined;
    return written ?? this.whole(node);
  }

  /** Preserves the node as a whole. */
  whole(node: AdfNode): string {
    const inside = labelOf(node);
    const { type } = (node.type === 'wikiBlock' && childrenOf(node)[0]) || node;
    return this.preserved.keep(node, inside ? `${type}: ${inside}` : type);
  }

  private plainBlock(node: AdfNode, before: string): string | undefined {
    switch (node.type) {
      case 'paragraph':
        return this.inlines(node);
      case 'heading':
        return this.heading(node);
      case 'rule':
        return '---';
      case 'codeBlock':
        return codeBlock(node, this.opening(node));
      case 'blockquote':
        return quoted(this.blocks(node));
      case 'panel':
        return this.panel(node);
      case 'expand':
        return this.expand(node);
      case 'bulletList':
      case 'orderedList':
      case 'taskList':
        return this.list(node, markerOf(node, before));
      case 'table':
        return this.table(node);
      default:
        return undefined;
    }
  }

  private heading(node: AdfNode): string | undefined {
    const level = Number(attribute(node, 'level')) || 1;
    return level >= 1 && level < 100 ? `${'#'.repeat(level)} ${protectLines(this.singleLine(node))}` : undefined;
  }

  /** Marks on blocks (alignment, indentation) are carried over, or else keep the block from being written. */
  private isPlain(node: AdfNode): boolean {
    return this.withMarks || (node.marks ?? []).length === 0;
  }

  private blocks(node: AdfNode): string {
    const blocks: string[] = [];
    const children = childrenOf(node);
    for (const child of children) {
      const isEmpty = child.type === 'paragraph' && childrenOf(child).length === 0 && children.length > 1;
      blocks.push(isEmpty ? this.whole(child) : this.block(child, blocks.at(-1)));
    }
    return blocks.join('\n\n');
  }

  /** Placeholder for the opening tag of a macro of wiki markup, where it holds more than is visible. */
  private opening(node: AdfNode): string {
    const opening = openingOf(node);
    return opening === '' ? '' : ` ${this.preserved.keep(wikiOpening(opening), opening)}`;
  }

  private panel(node: AdfNode): string | undefined {
    const word = panelWords[attribute(node, 'panelType')];
    // A rule right below a line would make it a heading.
    const between = childrenOf(node)[0]?.type === 'rule' ? '\n\n' : '\n';
    return word && quoted(`[!${word}]${this.opening(node)}${between}${this.blocks(node)}`);
  }

  private expand(node: AdfNode): string {
    const title = markedTexts(textNodes(attribute(node, 'title')));
    return quoted(`[!${expandWord}]${title && ' '}${title}\n\n${this.blocks(node)}`);
  }

  private list(node: AdfNode, marker: (index: number, item: AdfNode) => string): string | undefined {
    const isTask = node.type === 'taskList';
    const items = childrenOf(node);
    const isItem = ({ type }: AdfNode, at: number) =>
      isTask ? type === 'taskItem' || (type === 'taskList' && at > 0) : type === 'listItem';
    if (!items.every(isItem)) return undefined;
    const lines = items.map((item, index) => {
      // Tasks below the one before it.
      if (item.type === 'taskList') return `  ${this.block(item).replaceAll('\n', '\n  ')}`;
      const mark = marker(index, item);
      const text = isTask ? this.inlines(item) : this.tightBlocks(item);
      return mark + text.replaceAll('\n', `\n${' '.repeat(isTask ? 2 : mark.length)}`);
    });
    // Without text a line with this beginning is read as another block.
    return lines.map(withoutTrailingBlanks).join('\n');
  }

  /** A list right below its item's text stands without a blank line. */
  private tightBlocks(item: AdfNode): string {
    const blocks: string[] = [];
    for (const [index, child] of childrenOf(item).entries()) {
      const block = this.block(child, blocks.at(-1)?.trim());
      blocks.push((index > 0 ? (canFollowText(child) ? '\n' : '\n\n') : '') + block);
    }
    return blocks.join('');
  }

  private table(node: AdfNode): string | undefined {
    const rows = childrenOf(node).map(row => childrenOf(row));
    const [head = []] = rows;
    // Markdown cannot say cells over several columns or rows.
    const isPlain = rows.every(row => row.every(cell => spans.every(name => isUsual(cell.attrs?.[name]))));
    if (!isPlain || head.length === 0 || rows.some(row => row.length !== head.length)) return undefined;
    const lines = rows.map(row => `| ${row.map(cell => this.cell(cell)).join(' | ')} |`);
    return [lines[0], `|${head.map(() => ' --- |').join('')}`, ...lines.slice(1)].join('\n');
  }

  /** A cell is a single line: its first paragraph can be edited, its other content is preserved. */
  private cell(cell: AdfNode): string {
    const text = childrenOf(cell)
      .map((block, at) =>
        at === 0 && block.type === 'paragraph' && this.isPlain(block) ? this.singleLine(block) : this.whole(block),
      )
      .join(' ');
    return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  }

  /** Line in which no other can begin. */
  private singleLine(node: AdfNode): string {
    return this.line(node, child =>
      child.type === 'hardBreak' ? this.preserved.keep(child, 'line break') : this.inline(child),
    );
  }

  private inlines(node: AdfNode): string {
    return protectLines(this.line(node, child => this.inline(child)));
  }

  /** Nodes of a line, by their names where those are read there. */
  private line(node: AdfNode, write: (child: AdfNode) => string): string {
    const children = childrenOf(node);
    const isText = children.length === 1 && children[0]?.type === 'text' && !children[0].marks;
    if (isText) return markedTexts(children);
    const written: string[] = [];
    let last = '';
    for (let at = 0; at < children.length; ) {
      const end = this.endOfTexts(children, at);
      const text = this.texts(children, at, end, last, write);
      written.push(text);
      last = text.slice(-1) || last;
      at = end;
    }
    return written.join('');
  }

  /** End of the texts that share marks with the text before them; of a single node elsewhere. */
  private endOfTexts(nodes: readonly AdfNode[], from: number): number {
    let end = from + 1;
    while (this.canJoin(nodes[end - 1], nodes[end])) end++;
    return end;
  }

  private canJoin(before: AdfNode | undefined, node: AdfNode | undefined): boolean {
    return (
      before?.marks !== undefined &&
      this.isText(before) &&
      node !== undefined &&
      this.isText(node) &&
      shareMark(before, node)
    );
  }

  /** @param last the last character before them */
  private texts(
    nodes: readonly AdfNode[],
    from: number,
    end: number,
    last: string,
    write: (child: AdfNode) => string,
  ): string {
    const [node, next] = [nodes[from], nodes[end]];
    if (!node || end > from + 1) return markedTexts(nodes.slice(from, end));
    // A line without text would end the paragraph.
    const isBlankLine = node.type === 'hardBreak' && (!next || last === '' || last === '\n');
    if (isBlankLine) return this.preserved.keep(node, 'line break');
    const after = textOf(next);
    return this.preserved.names.of(node, last, after) ?? bareAddress(node, last, after) ?? write(node);
  }

  private isText({ type, marks = [] }: AdfNode): boolean {
    return type === 'text' && (this.withMarks ? marks.every(isWritable) : marks.length === 0);
  }

  private inline(node: AdfNode): string {
    if (!isInline(node)) return this.preserved.keep(node, labelOf(node));
    if (this.isText(node)) return markedTexts([node]);
    if (node.type === 'hardBreak') return '\n';
    if (node.type === 'mention' && (node.marks ?? []).length === 0)
      return mention(node) ?? this.preserved.keep(node, labelOf(node));
    return this.preserved.keep(node, labelOf(node));
  }
}

const spans = ['colspan', 'rowspan'];

function isUsual(value: unknown): boolean {
  return value === null || value === 1 || value === undefined;
}
