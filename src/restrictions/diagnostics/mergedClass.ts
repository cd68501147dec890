import type { Group, Node } from '../../javaRegex/regex/ast.ts';
import { type CharSet, charSet, sameSet, union } from '../../javaRegex/regex/charSet.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';
import { PatternSyntaxError } from '../../javaRegex/regex/patternSyntaxError.ts';

/** Content that may stand in another class as it is: no bracket, hyphen at an edge, caret, ampersand or escape. */
const plainItems = /^(?:\w-\w|[\w/%=,;:.])+$/;

/** Writes an alternative as an item of a character class. */
function itemOf(node: Node, source: string): string | undefined {
  const text = source.slice(node.start, node.end);
  if (node.type === 'literal') return /^[\w/%=,;:.\\]/.test(text) || text > '\x7f' ? text : `\\${text}`;
  if (node.type !== 'characters' || node.written === 'dot') return undefined;
  if (node.written !== 'class') return text;
  const inside = text.slice(1, -1);
  // Its content could make a range or an intersection with its neighbors: so it stays a class in the class.
  return plainItems.test(inside) ? inside : text;
}

function setOf(node: Node): CharSet {
  if (node.type === 'characters') return node.set;
  return node.type === 'literal' ? (node.set ?? charSet(node.codePoint, node.codePoint)) : [];
}

/**
 * Writes a group of single characters as an equivalent character class; undefined where there is none. Flags can extend
 * a character's matches in a way that the class would not.
 */
export function mergedClass({ body, start }: Group, source: string): string | undefined {
  if (/^\(\?[a-z-]+:/i.test(source.slice(start, body.start))) return undefined;
  const nodes = body.alternatives.map(({ items: [only, ...others] }) => (others.length === 0 ? only : undefined));
  const items = nodes.map(node => (node === undefined ? undefined : itemOf(node, source)));
  if (!items.every(item => item !== undefined)) return undefined;
  const merged = `[${items.join('')}]`;
  const meant = union(...nodes.map(node => (node === undefined ? [] : setOf(node))));
  return sameSet(setOfClass(merged), meant) ? merged : undefined;
}

function setOfClass(text: string): CharSet {
  try {
    const [sequence, ...others] = parsePattern(text).root.alternatives;
    const [only, ...more] = sequence?.items ?? [];
    return only?.type === 'characters' && others.length === 0 && more.length === 0 ? only.set : [];
  } catch (error) {
    if (error instanceof PatternSyntaxError) return [];
    throw error;
  }
}
