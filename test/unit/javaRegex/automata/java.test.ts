import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { Budget } from '../../../../src/javaRegex/automata/budget.ts';
import { type Dfa, stepOf } from '../../../../src/javaRegex/automata/dfa.ts';
import { dfaIfAny } from '../../../../src/javaRegex/automata/dfaOf.ts';
import {
  areDisjoint,
  isEmpty,
  isSubset,
  isSubsetInUrls,
  shortest,
  witness,
} from '../../../../src/javaRegex/automata/operations.ts';
import { TooComplex } from '../../../../src/javaRegex/automata/tooComplex.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { askJava, isJavaHere, type Row } from '../java/javaOracle.ts';
import { randomFrom } from '../randomPatterns.ts';

type Random = () => number;

function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[Math.floor(random() * from.length)] ?? from[0];
}

/** A pattern of what rules have: literals, points, classes, groups, repetitions, lookaheads, possessive loops. */
function pattern(random: Random, depth = 2): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    if (depth > 0 && random() < 0.3) return `(${pattern(random, depth - 1)}|${pattern(random, depth - 1)})`;
    const atom = pick(random, ['a', 'b', '/', '.', '[ab]', '[^/]', 'A-1', '\\.', '[a-c&&[^b]]', '(?i:a)', '\\w']);
    return /^.$|\]$/.test(atom) ? atom + pick(random, ['', '', '*', '+', '?', '{2}', '{0,2}', '*+']) : atom;
  });
  return parts.join('') + (random() < 0.1 ? '(?!b).*' : '');
}

/** A text that the automaton accepts, by a walk that ends sooner or later. */
function walk(dfa: Dfa, random: Random): string | undefined {
  let state = 0;
  let text = '';
  for (let length = 0; length < 30; length++) {
    if (dfa.accepts[state] === 1 && random() < 0.3) return text;
    const usual = [...'ab/A-1.zB_!'].map(character => character.codePointAt(0) ?? 0);
    const codes = [...usual, ...dfa.bounds].filter(code => isUsable(code) && dfa.alive[stepOf(dfa, state, code)] === 1);
    const code = codes[Math.floor(random() * codes.length)];
    if (code === undefined) break;
    state = stepOf(dfa, state, code);
    text += String.fromCodePoint(code);
  }
  return dfa.accepts[state] === 1 ? text : undefined;
}

function isUsable(code: number): boolean {
  return !(code >= 0xd800 && code <= 0xdfff) && ![0x0a, 0x0d, 0x85, 0x2028, 0x2029].includes(code);
}

interface Claim {
  readonly source: string;
  readonly subject: string;
  readonly matches: boolean;
  readonly why: string;
}

/** What the automata of two patterns say, as claims about texts that Java can judge. */
function claimsOf(a: string, b: string, random: Random): Claim[] {
  const [first, second] = [dfaIfAny(parsePattern(a), 'full'), dfaIfAny(parsePattern(b), 'full')];
  if (first === undefined || second === undefined) return [];
  const claims: Claim[] = [];
  const example = shortest(first);
  if (example !== undefined) claims.push({ source: a, subject: example, matches: true, why: 'shortest' });
  const outside = witness(first, second, 'difference');
  if (outside !== undefined) {
    claims.push({ source: a, subject: outside, matches: true, why: `outside ${b}` });
    claims.push({ source: b, subject: outside, matches: false, why: `only in ${a}` });
  }
  const samples = Array.from({ length: 6 }, () => walk(first, random)).filter(text => text !== undefined);
  for (const subject of samples) {
    claims.push({ source: a, subject, matches: true, why: 'walked' });
    if (isSubset(first, second) || isSubsetInUrls(first, second, new Budget(1_000_000)))
      claims.push({ source: b, subject, matches: true, why: `covers ${a}` });
    if (areDisjoint(first, second)) claims.push({ source: b, subject, matches: false, why: `disjoint from ${a}` });
  }
  if (isEmpty(first)) claims.push({ source: a, subject: 'a', matches: false, why: 'empty' });
  return claims;
}

function claimsOrNone(a: string, b: string, random: Random): Claim[] {
  try {
    return claimsOf(a, b, random);
  } catch (error) {
    if (error instanceof TooComplex) return [];
    throw error;
  }
}

describe('automata, held against Java', function () {
  this.timeout(60_000);
  before(function () {
    if (isJavaHere()) return;
    console.log('      No java on PATH: what automata say is not compared with it.');
    this.skip();
  });

  it('give examples that really match, and call covered what really is', () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
    const random = randomFrom(seed);
    const claims = Array.from({ length: 1500 }, () => {
      const a = pattern(random);
      // By chance alone few cover others.
      const b = pick(random, [pattern(random), `(${a})|${pattern(random)}`, `.*${a.slice(-1)}.*`, `(${a})+`, '.*', a]);
      return claimsOrNone(a, legal(b) ? b : '.*', random);
    }).flat();
    const rows = claims.map(({ source, subject }): Row => [source, subject]);
    const wrong = askJava(rows).flatMap((verdict, i) => {
      const [whole = ''] = (verdict.split('\t')[1] ?? '').split(';');
      const claim = claims[i];
      return claim === undefined || (whole !== '-') === claim.matches ? [] : [{ ...claim, verdict }];
    });
    assert.deepEqual(wrong.slice(0, 5), [], `FUZZ_SEED=${seed}`);
    const kinds = ['shortest', 'outside', 'only in', 'walked', 'covers', 'disjoint'];
    for (const kind of kinds) {
      const count = claims.filter(({ why }) => why.startsWith(kind)).length;
      assert.ok(count >= 100, `only ${count} claims of the kind ${kind}`);
    }
  });
});

function legal(source: string): boolean {
  try {
    parsePattern(source);
    return true;
  } catch {
    return false;
  }
}
