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

interface Rule {
  readonly rank: ErrorRank;
  readonly pattern: RegExp;
  readonly isGeneral: boolean;
}

function sourcesOf(families: readonly ErrorFamily[], part: Part): readonly string[] {
  return families.flatMap(family => family[part] ?? []);
}

function rulesOf(families: readonly ErrorFamily[]): Rule[] {
  const rule = (rank: ErrorRank, atBeginning: Part, inside: Part): Rule => {
    const sources = sourcesOf(families, inside).map(source => `(?:${source})`);
    const beginnings = sourcesOf(families, atBeginning).map(source => `(?:${source})`);
    return { rank, pattern: new RegExp(alternatives(beginnings, sources)), isGeneral: families === general };
  };
  return [
    rule(ErrorRank.consequence, 'consequences', 'consequencesInside'),
    rule(ErrorRank.cause, 'causes', 'causesInside'),
    rule(ErrorRank.sign, 'signs', 'signsInside'),
  ];
}

function alternatives(beginnings: readonly string[], inside: readonly string[]): string {
  const parts = [...(beginnings.length > 0 ? [`^(?:${beginnings.join('|')})`] : []), ...inside];
  return parts.length > 0 ? parts.join('|') : '(?!)';
}

const rules = [...rulesOf(tools), ...rulesOf(general)];
const all = [...tools, ...general];
const beginnings = (['causes', 'signs', 'consequences'] as const).flatMap(part => sourcesOf(all, part));
const insides = (['causesInside', 'signsInside', 'consequencesInside'] as const).flatMap(part => sourcesOf(all, part));
/** Most lines match nothing: one test is enough for them. */
const anyBeginning = new RegExp(`^(?:${beginnings.map(source => `(?:${source})`).join('|')})`);
const anyInside = new RegExp(insides.map(source => `(?:${source})`).join('|'));

/** Counts of nothing, and values that deny a failure. */
const nothing =
  /^(?:[^:=\n]{0,60}[^\w\n])?(?:errors?|fail(?:ed|ures?|ing)?|fatal|criticals?|error rate)(?:[ \w]{0,30})?\s{0,8}[:=]?\s{0,8}(?:0(?:\.0+)?\s?%?(?:[.,;)| ]|$)|(?:none|no|false|null|nil|n\/a|undefined|off|ok|true)[.,;)|]?$)/i;
const counted = /[1-9]\d* (?:errors?|fail)|(?:errors?|fail\w*)\D{0,3}[1-9]/i;

/**
 * @param indent blanks before the body
 * @returns the rank of a line, by what stands behind its prefixes; undefined for most lines
 */
export function rankOf(body: string, indent: number): ErrorRank | undefined {
  if (!anyBeginning.test(body) && !anyInside.test(body)) return undefined;
  if (isHarmless(body)) return undefined;
  const found = rules.find(({ pattern }) => pattern.test(body));
  if (!found || (nothing.test(body) && !counted.test(body))) return undefined;
  // An exception deep in a line's text is mostly one that a test prints.
  const isQuoted = found.isGeneral && indent >= quotedIndent && !levelWord.test(body);
  return isQuoted && found.rank === ErrorRank.cause ? ErrorRank.sign : found.rank;
}

const quotedIndent = 4;
const levelWord = /^[A-Z]{5,}\b/;
