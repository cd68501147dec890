import { buildTools } from './buildTools.ts';
import { compilers } from './compilers.ts';
import { containers } from './containers.ts';
import { deployment } from './deployment.ts';
import { type ErrorFamily, ErrorRank } from './errorFamily.ts';
import { jenkins } from './jenkins.ts';
import { isHarmless } from './lineBody.ts';
import { linters } from './linters.ts';
import { packageManagers } from './packageManagers.ts';
import { programs } from './programs.ts';
import { shells } from './shells.ts';
import { system } from './system.ts';
import { testRunners } from './testRunners.ts';

const tools = [
  jenkins,
  compilers,
  linters,
  testRunners,
  packageManagers,
  buildTools,
  containers,
  deployment,
  shells,
  system,
];
/** Words that any program may use: they are tried when no tool is known to use them. */
const general = [programs];

type Part = keyof ErrorFamily;

/** Pattern of parts of families; those inside are found anywhere in a line. */
function patternOf(families: readonly ErrorFamily[], atBeginning: readonly Part[], inside: readonly Part[]): RegExp {
  const sourcesOf = (parts: readonly Part[]) =>
    parts.flatMap(part => families.flatMap(family => family[part] ?? [])).map(source => `(?:${source})`);
  const beginnings = sourcesOf(atBeginning);
  const alternatives = [...(beginnings.length > 0 ? [`^(?:${beginnings.join('|')})`] : []), ...sourcesOf(inside)];
  return new RegExp(alternatives.length > 0 ? alternatives.join('|') : '(?!)');
}

interface Rule {
  readonly rank: ErrorRank;
  readonly pattern: RegExp;
  readonly isGeneral: boolean;
}

function rulesOf(families: readonly ErrorFamily[]): Rule[] {
  const isGeneral = families === general;
  const causes = ['causes', 'causesAtPlace', 'finerCauses'] as const;
  return [
    {
      rank: ErrorRank.consequence,
      pattern: patternOf(families, ['consequences'], ['consequencesInside']),
      isGeneral,
    },
    { rank: ErrorRank.cause, pattern: patternOf(families, causes, ['causesInside']), isGeneral },
    { rank: ErrorRank.sign, pattern: patternOf(families, ['signs'], ['signsInside']), isGeneral },
    { rank: ErrorRank.hint, pattern: patternOf(families, ['hints'], ['hintsInside']), isGeneral },
  ];
}

const rules = [...rulesOf(tools), ...rulesOf(general)];
// Most lines match nothing. Patterns that read a whole line are tried where there is a place, or a sign.
const all = [...tools, ...general];
const anyBeginning = patternOf(all, ['causes', 'signs', 'hints', 'consequences'], []);
const anyInside = patternOf(all, [], ['causesInside', 'signsInside', 'hintsInside', 'consequencesInside']);
const anyAtPlace = patternOf(all, ['causesAtPlace'], []);
const place = /[:(]\d/;

function mayMatch(body: string): boolean {
  return anyBeginning.test(body) || anyInside.test(body) || (place.test(body) && anyAtPlace.test(body));
}

/** Counts of nothing, and values that deny a failure. */
const nothing =
  /^(?:[^:=\n]{0,60}[^\w\n])?(?:errors?|fail(?:ed|ures?|ing)?|fatal|criticals?|error rate)(?:[ \w]{0,30})?\s{0,8}[:=]?\s{0,8}(?:0(?:\.0+)?\s?%?(?:[.,;)| ]|$)|(?:none|no|false|null|nil|n\/a|undefined|off|ok|true)[.,;)|]?$)/i;
const counted = /[1-9]\d* (?:errors?|fail)|(?:errors?|fail\w*)\D{0,3}[1-9]/i;

/**
 * @param indent blanks before the body
 * @returns the rank of a line, by what stands behind its prefixes; undefined for most lines
 */
export function rankOf(body: string, indent: number): ErrorRank | undefined {
  if (!mayMatch(body) || isHarmless(body)) return undefined;
  const found = rules.find(({ pattern }) => pattern.test(body));
  if (!found || (nothing.test(body) && !counted.test(body))) return undefined;
  // An exception deep in a line's text is mostly one that a test prints.
  const isQuoted = found.isGeneral && indent >= quotedIndent && !levelWord.test(body);
  return isQuoted && found.rank === ErrorRank.cause ? ErrorRank.sign : found.rank;
}

const quotedIndent = 4;
const levelWord = /^[A-Z]{5,}\b/;
