import type { AdfNode } from './adf.ts';

/**
 * Parts of a document that Markdown cannot say, kept as they are while the text around them is edited. The text holds
 * `⟦label #3⟧`: the number is the index here, the label is for the reader.
 */
export class Preserved {
  private readonly nodes: AdfNode[] = [];
  /** The same as a set. */
  private held: Set<AdfNode> | undefined;

  /** Preserves a node and returns its placeholder. */
  keep(node: AdfNode, label: string): string {
    this.nodes.push(node);
    this.held = undefined;
    // No characters that Markdown or its links could take for syntax.
    const readable = label
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
    this.held ??= new Set(this.nodes);
    return this.held.has(node);
  }

  /**
   * Preserved nodes that a text names but the read nodes lack: Markdown drops words in some places, such as surplus
   * cells.
   */
  leftOut(source: string, read: readonly AdfNode[]): AdfNode[] {
    if (!source.includes('⟦')) return [];
    const seen = new Set<unknown>();
    let words = '';
    const look = (node: AdfNode) => {
      seen.add(node).add(node.attrs?.['opening']);
      words += `${node.text ?? ''}\n`;
      node.content?.forEach(look);
    };
    read.forEach(look);
    return [...source.matchAll(preservedPattern)].flatMap(([marker, number]) => {
      const node = this.find(Number(number));
      const isSeen = seen.has(node) || (node?.type === 'wikiOpening' && seen.has(node.attrs?.['opening']));
      if (!node || isSeen || words.includes(marker)) return [];
      seen.add(node);
      return isInline(node) ? [{ type: 'paragraph', content: [node] }] : [node];
    });
  }

  get size(): number {
    return this.nodes.length;
  }

  /** Drops all nodes behind a size. */
  shrink(size: number): void {
    this.nodes.length = size;
    this.held = undefined;
  }

  get all(): readonly AdfNode[] {
    return this.nodes;
  }

  /** Restores nodes as {@link all} gave them. */
  static of(nodes: readonly AdfNode[]): Preserved {
    const preserved = new Preserved();
    preserved.nodes.push(...nodes);
    return preserved;
  }
}

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
