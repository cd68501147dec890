import { accepts, type Dfa } from '../../../../src/javaRegex/automata/dfa.ts';
import { dfaIfAny } from '../../../../src/javaRegex/automata/dfaOf.ts';
import { witness } from '../../../../src/javaRegex/automata/operations.ts';
import { TooComplex } from '../../../../src/javaRegex/automata/tooComplex.ts';
import type { Restrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import type { Rule } from '../../../../src/restrictions/rules/rule.ts';

/** Line ends are in no URL. */
const lineEnd = /[\n\r\u0085\u2028\u2029]/;

function meantRules(text: Restrictions): Rule[] {
  return text.lines.flatMap(line => (line.isBlank ? [] : line.rules));
}

function suffixesOf({ suffixes }: Rule): string {
  return suffixes.map(({ kind, name }) => `${kind} ${name.text}`).join();
}

/** Rules that allow all that another does, but for the URL. */
function couldAllow(broad: Rule, narrow: Rule): boolean {
  const sameMethod = broad.method === undefined || broad.method.method === narrow.method?.method;
  return sameMethod && (broad.suffixes.length === 0 || suffixesOf(broad) === suffixesOf(narrow));
}

function dfaOfRule({ url }: Rule): Dfa | undefined {
  return url.pattern === undefined ? undefined : dfaIfAny(url.pattern, 'full');
}

function witnessIfAny(one: Dfa, other: Dfa): string | undefined {
  try {
    return witness(one, other, 'difference');
  } catch (error) {
    if (error instanceof TooComplex) return undefined;
    throw error;
  }
}

/** A URL that a text allows, as it is meant, and another text does not. */
export function allowedBesides(after: string, before: string): string | undefined {
  const known = meantRules(parseRestrictions(before));
  for (const rule of meantRules(parseRestrictions(after))) {
    const dfa = dfaOfRule(rule);
    if (dfa === undefined) continue;
    const others = known.filter(each => couldAllow(each, rule));
    const dfas = others.flatMap(each => dfaOfRule(each) ?? []);
    if (others.length > dfas.length && others.some(({ url }) => url.pattern !== undefined)) continue;
    const [first] = dfas;
    const candidates = first === undefined ? ['https://a'] : dfas.flatMap(each => witnessIfAny(dfa, each) ?? []);
    const found = candidates.find(
      url => !lineEnd.test(url) && accepts(dfa, url) && !dfas.some(each => accepts(each, url)),
    );
    if (found !== undefined) return `${rule.method?.method ?? 'any method'} ${found}`;
  }
  return undefined;
}
