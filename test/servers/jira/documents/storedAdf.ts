import type { AdfNode } from './adf.ts';

/** Nodes that Cloud gives no id of their own. */
const without = new Set(['doc', 'text', 'hardBreak', 'emoji', 'inlineCard', 'status', 'date', 'media', 'mediaInline']);
/** Ids of these are UUIDs, those of all others twelve hexadecimal digits. */
const byUuid = new Set(['table', 'taskList', 'taskItem', 'decisionList', 'decisionItem', 'mention']);

/** A document as Cloud has it once it was saved: nearly every node has `attrs.localId`, and tables say their layout. */
export function storedAdf(node: AdfNode, nextNumber: () => number): AdfNode {
  const looks = node.type === 'table' ? { isNumberColumnEnabled: false, layout: 'default' } : {};
  const id = without.has(node.type) ? {} : { localId: localId(node.type, nextNumber()) };
  // What was sent counts, ids included; an empty one is as good as none.
  const sent = Object.entries(node.attrs ?? {}).filter(([name, value]) => name !== 'localId' || value !== '');
  const attrs = { ...looks, ...id, ...Object.fromEntries(sent) };
  return {
    ...node,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(node.content ? { content: node.content.map(child => storedAdf(child, nextNumber)) } : {}),
  };
}

function localId(type: string, number: number): string {
  const digits = (Math.imul(number, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  const rest = number.toString(16).padStart(4, '0');
  return byUuid.has(type) ? `${digits}-${rest}-4000-8000-${digits}${rest}` : `${digits}${rest}`;
}
