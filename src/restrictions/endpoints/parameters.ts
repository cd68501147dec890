import type { Budget } from '../../javaRegex/automata/budget.ts';
import { type Dfa, stepOf } from '../../javaRegex/automata/dfa.ts';
import { dfaOf } from '../../javaRegex/automata/dfaOf.ts';
import { parsePattern } from '../../javaRegex/regex/parser.ts';

/**
 * Kinds of usual values of path parameters. A rule reaches an operation only by such values, for otherwise
 * `.*project.*` would reach every operation with a parameter.
 */
export const parameterKinds = {
  number: { pattern: '[0-9]+', example: '10001' },
  issue: { pattern: '[A-Z][A-Z0-9_]*-[0-9]+|[0-9]+', example: 'PROJ-1' },
  project: { pattern: '[A-Z][A-Z0-9_]*|[0-9]+', example: 'PROJ' },
  any: { pattern: '[^/?#;]+', example: 'name' },
  common: { pattern: 'name', example: 'name' },
} as const;

export type ParameterKind = keyof typeof parameterKinds;

const kindsByName: readonly (readonly [RegExp, ParameterKind])[] = [
  [/^(issue|epic)(IdOrKey|KeyOrId)$/i, 'issue'],
  [/^(proj|project)(IdOrKey|KeyOrId|Key)$/i, 'project'],
  [/(^|[a-z-])id$/i, 'number'],
];

/** Kind of a parameter's values, by its name: `{issueIdOrKey}`, `{id}`, `{propertyKey}`. */
export function kindOfParameter(name: string): ParameterKind {
  return kindsByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'any';
}

const dfas = new Map<ParameterKind, Dfa>();

export function dfaOfKind(kind: ParameterKind): Dfa {
  const known = dfas.get(kind);
  if (known !== undefined) return known;
  const dfa = dfaOf(parsePattern(parameterKinds[kind].pattern), 'full');
  dfas.set(kind, dfa);
  return dfa;
}

/** States of an automaton after any value of a kind. */
export function statesAfter(dfa: Dfa, from: number, kind: ParameterKind, budget: Budget): number[] {
  return statesAfterLanguage(dfa, from, dfaOfKind(kind), budget);
}

/** States of an automaton, still alive, after any text of a language. */
export function statesAfterLanguage(dfa: Dfa, from: number, language: Dfa, budget: Budget): number[] {
  const after = new Set<number>();
  const found = new Set<number>([from]);
  const bounds = new Set([...dfa.bounds, ...language.bounds]);
  for (const key of found) {
    const state = key % dfa.stateCount;
    const inside = Math.floor(key / dfa.stateCount);
    if (language.accepts[inside] === 1) after.add(state);
    budget.spend(bounds.size);
    for (const bound of bounds) {
      const nextInside = stepOf(language, inside, bound);
      const next = stepOf(dfa, state, bound);
      if (language.alive[nextInside] === 1 && dfa.alive[next] === 1) found.add(nextInside * dfa.stateCount + next);
    }
  }
  return [...after];
}

/** Example of a path, with usual values of its parameters. */
export function exampleOf(path: string): string {
  return path.replace(/\{([^}]*)\}/g, (_, name: string) => parameterKinds[kindOfParameter(name)].example);
}
