import { type AdfNode, textOf } from './adf.ts';
import { type Name, Names } from './names.ts';

/**
 * Parts of a document that Markdown cannot say, kept as they are while the text around them is edited. The text holds
 * `⟦label #3⟧`: the number is the index here, the label is for the reader.
 */
export class Preserved {
  /** Texts that stand for nodes of a line. */
  readonly names: Names;
  private readonly nodes: AdfNode[] = [];
  /** Number of times that each is preserved. */
  private readonly counts = new Map<AdfNode, number>();

  constructor(names = new Names()) {
    this.names = names;
  }

  /** Preserves a node and returns its placeholder. */
  keep(node: AdfNode, label: string): string {
    this.add(node);
    // No characters that Markdown or its links could take for syntax.
    const readable = label
      .slice(0, maxRead)
      .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\p{Variation_Selector} .,@()-]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 60);
    return `⟦${readable || node.type} #${this.nodes.length}⟧`;
  }

  /** Finds the node of a placeholder. */
  find(number: number): AdfNode | undefined {
    return this.nodes[number - 1];
  }

  /** Whether this very node is preserved. */
  holds(node: AdfNode): boolean {
    return this.counts.has(node);
  }

  /** Whether a text holds neither placeholders nor names. */
  isPlain(text: string): boolean {
    return this.names.all.length === 0 && !text.includes('⟦');
  }

  /**
   * Preserved nodes that a text names but the read nodes lack: Markdown drops words in some places, such as surplus
   * cells.
   */
  leftOut(source: string, read: readonly AdfNode[]): AdfNode[] {
    if (!source.includes('⟦')) return [];
    const seen = new Set<unknown>();
    const words: string[] = [];
    const look = (node: AdfNode) => {
      seen.add(node).add(node.attrs?.['opening']);
      words.push(textOf(node));
      node.content?.forEach(look);
    };
    read.forEach(look);
    return [...source.matchAll(preservedPattern)].flatMap(([marker, number]) => {
      const node = this.find(Number(number));
      const isSeen = seen.has(node) || (node?.type === 'wikiOpening' && seen.has(node.attrs?.['opening']));
      if (!node || isSeen || words.some(text => text.includes(marker))) return [];
      seen.add(node);
      return isInline(node) ? [{ type: 'paragraph', content: [node] }] : [node];
    });
  }

  get size(): number {
    return this.nodes.length;
  }

  /** Drops all nodes behind a size. */
  shrink(size: number): void {
    for (const node of this.nodes.splice(size)) {
      const count = this.counts.get(node) ?? 0;
      if (count > 1) this.counts.set(node, count - 1);
      else this.counts.delete(node);
    }
  }

  private add(node: AdfNode): void {
    this.nodes.push(node);
    this.counts.set(node, (this.counts.get(node) ?? 0) + 1);
  }

  get all(): readonly AdfNode[] {
    return this.nodes;
  }

  /** Restores nodes as {@link all} gave them, with the names of others. */
  static of(nodes: readonly AdfNode[], names?: readonly Name[]): Preserved {
    const preserved = new Preserved(new Names(names));
    for (const node of nodes) preserved.add(node);
    return preserved;
  }
}

/** Part of a label that is read for its first words, in characters: a node's label holds those of all nodes in it. */
const maxRead = 1_000;

/** Placeholders of preserved nodes. */
export const preservedPattern = /⟦[^⟦⟧\n]*#(\d+)⟧/g;

/** Nodes that stand inside a line. */
const inlineTypes = new Set([
  ...['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'status', 'date', 'mediaInline', 'placeholder'],
  ...['inlineExtension', 'wikiInline', 'wikiOpening'],
]);

export function isInline({ type }: AdfNode): boolean {
  return inlineTypes.has(type);
}
