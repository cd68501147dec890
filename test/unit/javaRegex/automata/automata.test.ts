import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { DFA, JS, NFA } from 'refa';
import { accepts, type Dfa } from '../../../../src/javaRegex/automata/dfa.ts';
import { dfaIfAny, dfaOf, type MatchMode } from '../../../../src/javaRegex/automata/dfaOf.ts';
import {
  areDisjoint,
  isEmpty,
  isSame,
  isSubset,
  shortest,
  witness,
} from '../../../../src/javaRegex/automata/operations.ts';
import { TooComplex } from '../../../../src/javaRegex/automata/tooComplex.ts';
import { Matcher } from '../../../../src/javaRegex/matching/match.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { PatternSyntaxError } from '../../../../src/javaRegex/regex/patternSyntaxError.ts';
import type { Row } from '../java/javaOracle.ts';
import { RandomPatterns, randomFrom } from '../randomPatterns.ts';

function automaton(source: string, mode: MatchMode = 'full'): Dfa {
  return dfaOf(parsePattern(source), mode);
}

describe('automata', () => {
  it('tell subsets, equality and disjointness', () => {
    assert.ok(isSubset(automaton('.*/rest/api/2/issue/A-1'), automaton('.*/rest/.*')));
    assert.ok(!isSubset(automaton('.*/rest/.*'), automaton('.*/rest/api/2/issue/A-1')));
    assert.ok(isSame(automaton('a|b'), automaton('[ab]')));
    assert.ok(isSame(automaton('a{2,}'), automaton('aaa*')));
    assert.ok(!isSame(automaton('a*'), automaton('a+')));
    assert.ok(areDisjoint(automaton('a+'), automaton('b+')));
    assert.ok(!areDisjoint(automaton('[ab]'), automaton('[bc]')));
  });

  it('tell emptiness and give a shortest text', () => {
    assert.ok(isEmpty(automaton('[a&&b]')));
    assert.ok(isEmpty(automaton('a^b')));
    assert.equal(shortest(automaton('[a&&b]')), undefined);
    assert.equal(shortest(automaton('x{3}(ab|c)y*')), 'xxxc');
    assert.equal(witness(automaton('[ab]c?'), automaton('a.*'), 'difference'), 'b');
  });

  it('know anchors, boundaries and lookaheads', () => {
    assert.ok(isSame(automaton('^ab$', 'find'), automaton('ab')));
    assert.ok(isSame(automaton('a(?!b).'), automaton('a[^b\\n\\r\\u0085\\u2028\\u2029]')));
    assert.ok(!accepts(automaton('.*KANBAN-1(?![0-9]).*'), 'x/KANBAN-12'));
    assert.ok(accepts(automaton('.*KANBAN-1(?![0-9]).*'), 'x/KANBAN-1/c'));
    assert.ok(accepts(automaton('\\bab\\b', 'find'), 'x ab y'));
    assert.ok(!accepts(automaton('\\bab\\b', 'find'), 'xab'));
    assert.ok(isSame(automaton('[^/]*+/x'), automaton('[^/]*/x')));
    assert.ok(isEmpty(automaton('a*+a')));
    assert.ok(accepts(automaton('(?:/[^/]*+){2}'), '/a/b'));
  });

  it('say honestly what is too complex', () => {
    // Java matches no "\tbbbbb" by the last: its loop ends at a round that takes nothing.
    for (const source of [
      '(?:/[^/]*+)*',
      '.*a.{16}',
      '.{1,5000}.{1,5000}',
      '(a)\\1',
      '(?<=a)b',
      '(?>a|ab)c',
      '(?:\\tbb|b*+){2}b{3,}',
    ]) {
      assert.throws(() => automaton(source), TooComplex, source);
    }
  });

  for (const mode of ['full', 'find'] as const) {
    it(`accept just what the matcher matches (${mode})`, () => {
      const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
      const random = new RandomPatterns(seed);
      const compared = Array.from({ length: 2500 }, () => compareWithMatcher(random.row(5), mode, seed));
      const sum = compared.reduce((all, count) => all + count, 0);
      assert.ok(sum > 3000, `only ${sum} compared`);
    });
  }
});

/** How many subjects were compared. */
function compareWithMatcher([source, ...subjects]: Row, mode: MatchMode, seed: number): number {
  // Marks that make words and line ends are where automata are simplified on purpose.
  const dfa = /\\[bB]/.test(source) ? undefined : dfaIfLegal(source, mode);
  if (dfa === undefined) return 0;
  const matcher = new Matcher(parsePattern(source));
  const example = shortest(dfa);
  const texts = [...subjects, ...(example === undefined ? [] : [example])].filter(text => !/[\r\n]/.test(text));
  for (const text of texts) {
    const result = mode === 'full' ? matcher.matches(text) : matcher.find(text);
    assert.equal(accepts(dfa, text), result.outcome === 'match', JSON.stringify({ source, text, seed }));
  }
  return texts.length;
}

function dfaIfLegal(source: string, mode: MatchMode): Dfa | undefined {
  try {
    return dfaIfAny(parsePattern(source), mode);
  } catch (error) {
    if (error instanceof PatternSyntaxError) return undefined;
    throw error;
  }
}

/** A pattern that means the same to Java and to JavaScript. */
function commonPattern(random: () => number, depth: number): string {
  const pick = (...from: string[]) => from[Math.floor(random() * from.length)] ?? '';
  const parts = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
    const inner =
      depth > 0 && random() < 0.4 ? `(?:${commonPattern(random, depth - 1)})` : pick('a', 'b', '[ab]', '[^a]', 'c');
    return inner + pick('', '', '', '*', '+', '?', '{1,2}', '{2}');
  });
  return random() < 0.25 ? `${parts.join('')}|${pick('a', 'bc', '')}` : parts.join('');
}

function refaOf(source: string): DFA {
  const literal = { source, flags: 'us' };
  const { expression, maxCharacter } = JS.Parser.fromLiteral(literal).parse();
  return DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }));
}

describe('automata, held against refa', () => {
  it('agree on subset and disjointness', () => {
    const random = randomFrom(7);
    let subsets = 0;
    for (let i = 0; i < 400; i++) {
      const [a, b] = [commonPattern(random, 2), commonPattern(random, 2)];
      const [ours, other] = [automaton(a), automaton(b)];
      const common = NFA.fromIntersection(refaOf(a), refaOf(b));
      assert.equal(areDisjoint(ours, other), common.isEmpty, `${a} and ${b}`);
      const complement = refaOf(b);
      complement.complement();
      const outside = NFA.fromIntersection(refaOf(a), complement);
      assert.equal(isSubset(ours, other), outside.isEmpty, `${a} in ${b}`);
      if (outside.isEmpty) subsets++;
    }
    assert.ok(subsets > 5, `only ${subsets} subsets`);
  });
});
