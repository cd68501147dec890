import type { Alternation, Node, Sequence } from './ast.ts';
import { contains } from './charSet.ts';

const usualCharacters = [...'a0/A1b-xyzBC_.~=%&?!'];

export function characterIn(node: Node): string {
  if (node.type === 'literal') return String.fromCodePoint(node.codePoint);
  if (node.type !== 'characters') return '';
  const usual = usualCharacters.find(character => contains(node.set, character.codePointAt(0) ?? 0));
  return usual ?? String.fromCodePoint(node.set[0] ?? 0x61);
}

/**
 * Makes a short text that a node roughly matches: ignores places and references.
 * @param mostRounds of a repetition; more would make it long
 */
export function sampleOf(node: Node | Sequence | Alternation, maxRounds = 4): string {
  switch (node.type) {
    case 'alternation':
      return sampleOfAny(node, maxRounds);
    case 'sequence':
      return node.items.map(item => sampleOf(item, maxRounds)).join('');
    case 'group':
      return sampleOf(node.body, maxRounds);
    case 'quantified':
      return repeated(sampleOf(node.body, maxRounds), Math.min(node.min, maxRounds));
    default:
      return node.type === 'look' ? '' : characterIn(node);
  }
}

// Nested groups ask for the same samples again.
const known = new WeakMap<Alternation, { readonly maxRounds: number; readonly text: string }>();

function sampleOfAny(node: Alternation, maxRounds: number): string {
  const before = known.get(node);
  if (before?.maxRounds === maxRounds) return before.text;
  const text = node.alternatives.map(each => sampleOf(each, maxRounds)).find(each => each !== '') ?? '';
  known.set(node, { maxRounds, text });
  return text;
}

/** Limit of a text: nested repetitions make texts too long to be of use. */
const longest = 20_000;

function repeated(text: string, rounds: number): string {
  return text.length * rounds > longest ? text : text.repeat(rounds);
}
