import type { JsonObject } from '../../base/json.ts';
import type { AdfMark, AdfNode } from './adf.ts';

/**
 * Canonical form of a node, equal for all nodes of the same meaning: texts joined, marks in order, made-up ids left
 * out.
 */
export function canonical(node: AdfNode): AdfNode {
  const content = node.content && joined(node.content.map(canonical));
  const attrs = attributesOf(node);
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(attrs ? { attrs } : {}),
    ...(node.marks && node.marks.length > 0 ? { marks: [...node.marks].sort(byType).map(ordered) } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}

/** Whether two nodes have the same canonical form; quicker than making both. */
export function isSameMeaning(a: AdfNode, b: AdfNode): boolean {
  if (a === b) return true;
  return (
    a.type === b.type &&
    a.text === b.text &&
    isSameValue(attributesOf(a), attributesOf(b)) &&
    isSameValue(marksIn(a), marksIn(b)) &&
    areSame(joined(a.content ?? []), joined(b.content ?? []))
  );
}

function areSame(a: readonly AdfNode[], b: readonly AdfNode[]): boolean {
  return a.length === b.length && a.every((node, at) => isSameMeaning(node, b[at] ?? { type: '' }));
}

function marksIn({ marks = [] }: AdfNode): readonly AdfMark[] {
  return marks.length > 1 ? [...marks].sort(byType).map(ordered) : marks.map(ordered);
}

function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** Local ids only distinguish nodes within their document, and a list begins at 1 by default. */
function attributesOf({ type, attrs }: AdfNode): JsonObject | undefined {
  if (!attrs) return undefined;
  const kept = Object.entries(attrs).filter(
    ([name, value]) =>
      value !== undefined &&
      value !== null &&
      name !== 'localId' &&
      !(type === 'orderedList' && name === 'order' && value === 1),
  );
  return kept.length > 0 ? Object.fromEntries(kept.sort(([a], [b]) => a.localeCompare(b))) : undefined;
}

function byType(a: AdfMark, b: AdfMark): number {
  return a.type.localeCompare(b.type);
}

function ordered({ type, attrs }: AdfMark): AdfMark {
  return attrs ? { type, attrs } : { type };
}

const none: readonly AdfMark[] = [];

/** Joins neighboring texts of the same marks. */
export function joined(nodes: readonly AdfNode[]): AdfNode[] {
  const result: AdfNode[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    const isSame =
      before?.type === 'text' && node.type === 'text' && isSameValue(before.marks ?? none, node.marks ?? none);
    if (before && isSame) result[result.length - 1] = { ...before, text: `${before.text}${node.text}` };
    else result.push(node);
  }
  return result;
}
