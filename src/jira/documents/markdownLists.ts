import { type AdfNode, attribute } from './adf.ts';

/** Markers of a list. A different character separates it from a list right before it. */
export function markerOf(node: AdfNode, before: string): (index: number, item: AdfNode) => string {
  if (node.type === 'orderedList') {
    const first = attribute(node, 'order') === '' ? 1 : Number(attribute(node, 'order'));
    const delimiter = /^\d+\.(?:\s|$)/.test(before) ? ')' : '.';
    return index => `${first + index}${delimiter} `;
  }
  const bullet = /^-(?:\s|$)/.test(before) ? '*' : '-';
  if (node.type === 'bulletList') return () => `${bullet} `;
  return (_, item) => `${bullet} [${attribute(item, 'state') === 'DONE' ? 'x' : ' '}] `;
}

/** Lists need no blank line before them, unless they begin at another number than 1. */
export function canFollowText(node: AdfNode): boolean {
  if (node.type === 'orderedList') return ['', '1'].includes(attribute(node, 'order'));
  return node.type === 'bulletList' || node.type === 'taskList';
}
