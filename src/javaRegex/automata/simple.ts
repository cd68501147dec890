import { type Alternation, type Node, type Pattern, type Quantified, unlimited } from '../regex/ast.ts';

// Facts about a pattern's automaton without building it, which takes a while for a thousand rules.

interface Size {
  parts: number;
  /** Single characters with several choices. After a loop each can double the states. */
  wild: number;
  loops: number;
}

class NotSimple extends Error {}

const maxParts = 400;
const maxWild = 10;
const maxLoops = 4;

const verdicts = new WeakMap<Pattern, boolean>();

/**
 * Whether a pattern is of the usual kind: characters, choices and a few loops. Its automaton is then small and not
 * empty. Most patterns are; for the others the automaton must be built.
 */
export function isSimple(pattern: Pattern): boolean {
  const known = verdicts.get(pattern);
  if (known !== undefined) return known;
  const verdict = judge(pattern);
  verdicts.set(pattern, verdict);
  return verdict;
}

function judge({ root }: Pattern): boolean {
  try {
    const { parts, wild, loops } = sizeOf(root);
    return parts <= maxParts && wild <= maxWild && loops <= maxLoops;
  } catch (error) {
    if (error instanceof NotSimple) return false;
    throw error;
  }
}

function sizeOf({ alternatives }: Alternation): Size {
  const sum: Size = { parts: 1, wild: 0, loops: 0 };
  for (const { items } of alternatives) {
    for (const item of items) {
      const size = sizeOfNode(item);
      sum.parts += size.parts;
      sum.wild += size.wild;
      sum.loops += size.loops;
    }
  }
  if (sum.parts > maxParts) throw new NotSimple();
  return sum;
}

function sizeOfNode(node: Node): Size {
  switch (node.type) {
    case 'literal':
      return { parts: 1, wild: node.set === undefined ? 0 : 1, loops: 0 };
    case 'characters':
      if (node.set.length === 0) throw new NotSimple();
      return { parts: 1, wild: 1, loops: 0 };
    case 'group':
      if (node.kind === 'atomic') throw new NotSimple();
      return sizeOf(node.body);
    case 'quantified':
      return sizeOfQuantified(node);
    case 'flags':
      return { parts: 0, wild: 0, loops: 0 };
    default:
      throw new NotSimple();
  }
}

function sizeOfQuantified({ body, min, max, mode }: Quantified): Size {
  if (mode === 'possessive') throw new NotSimple();
  const { parts, wild, loops } = sizeOfNode(body);
  const isLoop = max === unlimited;
  const copies = isLoop ? min : max;
  // A loop over single characters takes a single state.
  const inLoop = isLoop && body.type === 'group' ? wild : 0;
  return { parts: parts * (copies + 1), wild: wild * copies + inLoop, loops: loops * (copies + 1) + (isLoop ? 1 : 0) };
}
