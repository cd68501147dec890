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
    ...(node.marks && node.marks.length > 0 ? { marks: marksIn(node.marks) } : {}),
    ...(content && content.length > 0 ? { content } : {}),
  };
}

/** Whether two nodes have the same canonical form; quicker than making both. */
export function isSameMeaning(a: AdfNode, b: AdfNode): boolean {
  if (a === b) return true;
  return (
    a.type === b.type &&
    a.text === b.text &&
    areSameAttributes(a, b) &&
    areSameMarks(a.marks ?? none, b.marks ?? none) &&
    areSame(a.content ?? noNodes, b.content ?? noNodes)
  );
}

/** Whether two contents are the same once their texts are joined. */
function areSame(a: readonly AdfNode[], b: readonly AdfNode[]): boolean {
  let at = 0;
  let index = 0;
  while (at < a.length && index < b.length) {
    const end = runEnd(a, at);
    const stop = runEnd(b, index);
    if (!isSameMeaning(runOf(a, at, end), runOf(b, index, stop))) return false;
    at = end;
    index = stop;
  }
  return at === a.length && index === b.length;
}

const noNodes: readonly AdfNode[] = [];

/** End of the texts with the marks of the first. */
function runEnd(nodes: readonly AdfNode[], from: number): number {
  let end = from + 1;
  while (end < nodes.length && canJoin(nodes[from], nodes[end])) end++;
  return end;
}

function runOf(nodes: readonly AdfNode[], from: number, end: number): AdfNode {
  const node = nodes[from] ?? { type: '' };
  return end === from + 1 ? node : { ...node, text: nodes.slice(from, end).reduce((all, { text }) => all + text, '') };
}

function areSameMarks(a: readonly AdfMark[], b: readonly AdfMark[]): boolean {
  if (a.length !== b.length || a.length > 1) return a.length === b.length && isSameValue(marksIn(a), marksIn(b));
  return a[0]?.type === b[0]?.type && isSameValue(a[0]?.attrs, b[0]?.attrs);
}

function marksIn(marks: readonly AdfMark[]): readonly AdfMark[] {
  return [...marks].sort(byType).map(ordered);
}

function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function areSameAttributes(a: AdfNode, b: AdfNode): boolean {
  if (a.attrs === b.attrs) return true;
  for (const name in a.attrs) if (!isSameValue(said(a, name), said(b, name))) return false;
  for (const name in b.attrs) if (said(a, name) === undefined && said(b, name) !== undefined) return false;
  return true;
}

function attributesOf(node: AdfNode): JsonObject | undefined {
  const names = Object.keys(node.attrs ?? {}).filter(name => said(node, name) !== undefined);
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.sort((a, b) => a.localeCompare(b)).map(name => [name, said(node, name)]));
}

/**
 * Value of an attribute; undefined where it says nothing: local ids only distinguish nodes within their document, and a
 * list begins at 1 by default.
 */
function said({ type, attrs }: AdfNode, name: string): unknown {
  const value = attrs?.[name];
  if (name === 'localId' || (type === 'orderedList' && name === 'order' && value === 1)) return undefined;
  return value ?? undefined;
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
  for (let at = 0; at < nodes.length; ) {
    const end = runEnd(nodes, at);
    result.push(runOf(nodes, at, end));
    at = end;
  }
  return result;
}

function canJoin(before: AdfNode | undefined, node: AdfNode | undefined): boolean {
  if (before?.type !== 'text' || node?.type !== 'text') return false;
  const [one, other] = [before.marks ?? none, node.marks ?? none];
  return one.length === other.length && (one.length === 0 || isSameValue(one, other));
}
