import { repeatsByRecursion } from '../../javaRegex/matching/compile.ts';
import { type Alternation, type Node, nodesOf, type Quantified, unlimited } from '../../javaRegex/regex/ast.ts';
import { type CharSet, charSet, difference, emptySet, union } from '../../javaRegex/regex/charSet.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';
import { mergedClass } from './mergedClass.ts';

/** Repetition that goes a level deeper in Java's stack for about each character. */
export interface DeepLoop {
  readonly node: Quantified;
  /** Equivalent character class, if each alternative is a single character and no used group captures it. */
  readonly merged: string | undefined;
}

function lengthOf(node: Node): number {
  switch (node.type) {
    case 'literal':
    case 'characters':
      return 1;
    case 'quantified':
      return node.min * lengthOf(node.body);
    case 'group':
      return leastLength(node.body);
    default:
      return 0;
  }
}

function leastLength({ alternatives }: Alternation): number {
  return Math.min(...alternatives.map(({ items }) => items.reduce((sum, item) => sum + lengthOf(item), 0)));
}

/** Finds the repetitions of a pattern that overflow Java's stack on long subjects. */
export function deepLoops(regex: RegexPiece): DeepLoop[] {
  if (regex.pattern === undefined) return [];
  const loops: DeepLoop[] = [];
  for (const node of nodesOf(regex.pattern.root)) {
    if (node.type !== 'quantified' || node.body.type !== 'group' || node.max !== unlimited) continue;
    if (node.mode === 'possessive' || !repeatsByRecursion(node.body) || leastLength(node.body.body) > 1) continue;
    if (!hasSingleCharacterRound(node.body.body)) continue;
    loops.push({ node, merged: regex.pattern.hasBackReference ? undefined : mergedClass(node.body, regex.text) });
  }
  return loops;
}

/** Whether a URL can make each round take only a single character: so many rounds overflow the stack. */
function hasSingleCharacterRound({ alternatives }: Alternation): boolean {
  return alternatives.some(({ items }) => {
    const needed = items.filter(item => lengthOf(item) > 0);
    if (needed.length === 0) return items.some(item => standsAlone(item, items));
    const [only] = needed;
    const one = needed.length === 1 && only !== undefined ? oneCharacterOf(only) : undefined;
    if (one === undefined) return false;
    // An optional item must not take the characters of the next rounds along.
    const taken = items.filter(item => item !== only).flatMap(charactersIn);
    return difference(one, union(...taken)).length > 0;
  });
}

/** Whether an optional item can take a character that no other item of a round takes. */
function standsAlone(item: Node, items: readonly Node[]): boolean {
  const one = item.type === 'quantified' && item.max === 1 ? oneCharacterOf(item.body) : undefined;
  if (one === undefined) return false;
  const taken = items.filter(other => other !== item).flatMap(charactersIn);
  return difference(one, union(...taken)).length > 0;
}

/** Characters of a node that always takes a single one. */
function oneCharacterOf(node: Node): CharSet | undefined {
  switch (node.type) {
    case 'literal':
      return node.set ?? charSet(node.codePoint, node.codePoint);
    case 'characters':
      return node.set;
    case 'quantified':
      return node.max === 1 ? oneCharacterOf(node.body) : undefined;
    case 'group':
      return onlyCharactersOf(node.body);
    default:
      return undefined;
  }
}

function onlyCharactersOf({ alternatives }: Alternation): CharSet | undefined {
  const sets = alternatives.flatMap(({ items: [only, ...others] }) =>
    only === undefined || others.length > 0 ? [] : (oneCharacterOf(only) ?? []),
  );
  return sets.length === 0 ? undefined : charSet(...sets);
}

function charactersIn(node: Node): CharSet[] {
  return [...nodesOf(node)].flatMap(each =>
    each.type === 'literal' || each.type === 'characters' ? [oneCharacterOf(each) ?? emptySet] : [],
  );
}
