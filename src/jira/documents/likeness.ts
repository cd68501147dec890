import { type AdfNode, attribute, childrenOf } from './adf.ts';

/** Likeness of two nodes as versions of the same, from 0 (cannot be) to 1 (the same words). */
export type Likeness = (before: AdfNode, after: AdfNode) => number;

/** Least likeness of nodes of the same kind. */
const sameKind = 0.1;

/** Measures likeness by words; remembers the words of the nodes. */
export function likenessOfNodes(): Likeness {
  const texts = new Map<AdfNode, string>();
  const bags = new Map<AdfNode, ReadonlyMap<string, number>>();
  const textOf = (node: AdfNode) => remembered(texts, node, () => plainText(node));
  const bagOf = (node: AdfNode) => remembered(bags, node, () => bagOfWords(textOf(node)));
  return (before, after) => {
    if (before === after) return 1;
    if (!isSameKind(before, after)) return 0;
    if (textOf(before) === textOf(after)) return 1;
    return sameKind + (1 - sameKind) * 0.99 * overlap(bagOf(before), bagOf(after));
  };
}

function isSameKind(before: AdfNode, after: AdfNode): boolean {
  if (before.type === 'mention') return after.type === 'mention' && attribute(before, 'id') === attribute(after, 'id');
  if (before.type === 'text') return after.type === 'text' && marksOf(before) === marksOf(after);
  return kindOf(before) === kindOf(after);
}

/** Markdown does not say which cells are headers. */
function kindOf({ type }: AdfNode): string {
  return type === 'tableHeader' ? 'tableCell' : type;
}

/** The marks of a text, in one order. */
export function marksOf({ marks = [] }: AdfNode): string {
  return JSON.stringify(marks.map(({ type, attrs }) => [type, attrs ?? {}]).sort());
}

/** The words of a node, those of its blocks on lines of their own. */
function plainText(node: AdfNode): string {
  if (node.text !== undefined) return node.text;
  if (node.type === 'mention') return attribute(node, 'id');
  return childrenOf(node)
    .map(child => plainText(child) + (child.content ? '\n' : ''))
    .join('');
}

function bagOfWords(text: string): ReadonlyMap<string, number> {
  const bag = new Map<string, number>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu)) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

/** Share of the words that both have, from 0 to 1. */
function overlap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  for (const [word, count] of a) common += Math.min(count, b.get(word) ?? 0);
  const all = sizeOf(a) + sizeOf(b);
  return all === 0 ? 0 : (2 * common) / all;
}

function sizeOf(bag: ReadonlyMap<string, number>): number {
  let size = 0;
  for (const count of bag.values()) size += count;
  return size;
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const there = known.get(key);
  if (there !== undefined) return there;
  const made = make();
  known.set(key, made);
  return made;
}
