import type { JsonObject } from '../../base/json.ts';
import { type AdfNode, childrenOf, withoutAt } from './adf.ts';
import { align } from './align.ts';
import { isSameMeaning, joined } from './canonical.ts';
import { withFormerBlanks } from './carriedBlanks.ts';
import { type Likeness, likenessOfNodes, marksOf } from './likeness.ts';
import { isInline } from './preserved.ts';

// Cloud gives nearly every node an id, and tables their layout, widths and colors: attributes that Markdown does not
// say and that a person who edits the words never meant to change. They are carried over from the former block to the
// edited block: node by node, by content and place.

/**
 * Attributes that Markdown says of a node, with the value of a missing one; undefined where Markdown always says it. All
 * others are carried over.
 */
const said: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  heading: { level: undefined },
  orderedList: { order: 1 },
  codeBlock: { language: '' },
  panel: { panelType: undefined },
  expand: { title: '' },
  taskItem: { state: undefined },
  mention: { id: undefined, text: undefined },
};

/**
 * Adds the former version's attributes, which Markdown cannot say, to an edited block.
 * @param isKept identifies nodes that stood for themselves while the text was edited, which stay as they are
 */
export function carryOver(before: AdfNode, after: AdfNode, isKept: (node: AdfNode) => boolean): AdfNode {
  return new Carrier(isKept).node(before, after);
}

class Carrier {
  private readonly isKept: (node: AdfNode) => boolean;
  private readonly likeness: Likeness = likenessOfNodes();

  constructor(isKept: (node: AdfNode) => boolean) {
    this.isKept = isKept;
  }

  node(before: AdfNode, after: AdfNode): AdfNode {
    if (before === after || this.isKept(after)) return after;
    // Most rows and items of an edited block are untouched.
    if ((isRow(after) || after.type === 'listItem') && isSameMeaning(before, after)) return before;
    if (after.type === 'text')
      return marksOf(before) === marksOf(after) ? { ...after, ...marksAsBefore(before) } : after;
    const attrs = attributes(before, after);
    const content = after.content ? this.children(before, after) : emptyAsBefore(before);
    return {
      ...after,
      type: isCell(before) && isCell(after) ? before.type : after.type,
      ...(attrs && { attrs }),
      ...(before.marks && !isInline(after) && { marks: before.marks }),
      ...(content && { content }),
    };
  }

  private children(before: AdfNode, after: AdfNode): readonly AdfNode[] {
    const [old, now] = [joined(childrenOf(before)), childrenOf(after)];
    // The columns of a table stay where they are, whatever their content.
    const isInPlace = isRow(after) && old.length === now.length;
    const pairs = isInPlace ? old : align(old, now, this.likeness);
    const carried: AdfNode[] = [];
    for (const [index, node] of now.entries()) {
      const pair = pairs[index];
      carried.push(pair ? this.node(pair, node) : likeNeighbor(node, carried.at(-1)));
    }
    return after.type === 'codeBlock' ? carried : withFormerBlanks(old, carried);
  }
}

/** A cell of another column is a header where the cell before it is, which Markdown does not say. */
function likeNeighbor(node: AdfNode, before: AdfNode | undefined): AdfNode {
  return before && isCell(before) && isCell(node) ? { ...node, type: before.type } : node;
}

function isCell({ type }: AdfNode): boolean {
  return type === 'tableCell' || type === 'tableHeader';
}

function isRow({ type }: AdfNode): boolean {
  return type === 'tableRow';
}

function attributes(before: AdfNode, after: AdfNode): JsonObject | undefined {
  if (!before.attrs) return after.attrs;
  const attrs: Record<string, unknown> = { ...after.attrs, ...before.attrs };
  for (const [name, usual] of Object.entries(said[after.type] ?? {})) {
    const [then, now] = [before.attrs[name], after.attrs?.[name]].map(value => plain(value ?? usual));
    if (then === now) continue;
    if (after.attrs?.[name] === undefined) delete attrs[name];
    else attrs[name] = after.attrs[name];
  }
  return attrs;
}

/** The sign before a mentioned name is optional. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? withoutAt(value) : value;
}

function marksAsBefore({ marks }: AdfNode): Pick<AdfNode, 'marks'> {
  return marks ? { marks } : {};
}

/** A node without content may have had an empty list of it. */
function emptyAsBefore({ content }: AdfNode): readonly AdfNode[] | undefined {
  return content?.length === 0 ? content : undefined;
}
