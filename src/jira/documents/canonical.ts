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

/** Joins neighboring texts of the same marks. */
export function joined(nodes: readonly AdfNode[]): AdfNode[] {
  const result: AdfNode[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    const isSame =
      before?.type === 'text' &&
      node.type === 'text' &&
      JSON.stringify(before.marks ?? []) === JSON.stringify(node.marks ?? []);
    if (before && isSame) result[result.length - 1] = { ...before, text: `${before.text}${node.text}` };
    else result.push(node);
  }
  return result;
}
