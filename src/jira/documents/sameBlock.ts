import type { AdfNode } from './adf.ts';
import { isSameMeaning } from './canonical.ts';
import { carryOver } from './carryOver.ts';
import type { Preserved } from './preserved.ts';

/** Whether the nodes read of a block's Markdown are the block that it was written from. */
export type SameBlock = (read: readonly AdfNode[], node: AdfNode, preserved: Preserved) => boolean;

/** The same where only the Markdown is restored. */
export function isSameInMarkdown([first, ...more]: readonly AdfNode[], node: AdfNode): boolean {
  return first !== undefined && more.length === 0 && isSameMeaning(first, node);
}

/** The same where the block's former attributes are carried over to the nodes. */
export const isSameCarriedOver: SameBlock = ([first, ...more], node, preserved) => {
  if (!first || more.length > 0) return false;
  return isSameMeaning(first, node) || isSameInMarkdown([carryOver(node, first, each => preserved.holds(each))], node);
};

/** The same where wiki markup is restored: it says which cells of a table are headers, of which Markdown knows a row. */
export const isSameInWiki: SameBlock = (read, node, preserved) =>
  node.type === 'table' ? isSameCarriedOver(read, node, preserved) : isSameInMarkdown(read, node);
