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
 * A short text that something matches, more or less: places and references are passed over.
 * @param mostRounds of a repetition; more would make it long
 */
export function sampleOf(node: Node | Sequence | Alternation, mostRounds = 4): string {
  switch (node.type) {
    case 'alternation':
      return node.alternatives.map(each => sampleOf(each, mostRounds)).find(text => text !== '') ?? '';
    case 'sequence':
      return node.items.map(item => sampleOf(item, mostRounds)).join('');
    case 'group':
      return sampleOf(node.body, mostRounds);
    case 'quantified':
      return repeated(sampleOf(node.body, mostRounds), Math.min(node.min, mostRounds));
    default:
      return node.type === 'look' ? '' : characterIn(node);
  }
}

/** Repetitions in repetitions make texts too long to be of use. */
const longest = 20_000;

function repeated(text: string, rounds: number): string {
  return text.length * rounds > longest ? text : text.repeat(rounds);
}
