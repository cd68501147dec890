// Logs in the formats that the tools document, a file for each group of tools: `=== name` begins a log, `»` marks the
// line that a person would point at. Logs of builds that passed have none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BlockErrors, findErrors } from '../../../../src/logs/errors/findErrors.ts';
import { withoutEscapes } from '../../../../src/logs/escapes.ts';

export interface Sample {
  readonly name: string;
  readonly lines: readonly string[];
  /** Counted from 1; 0: no line. */
  readonly wanted: number;
}

export const groups = ['compilers', 'testRunners', 'tools', 'systems', 'jenkins', 'others', 'passed'] as const;

export function samplesOf(group: (typeof groups)[number]): Sample[] {
  const text = readFileSync(join(import.meta.dirname, `${group}.txt`), 'utf8');
  return text
    .split(/^=== (?!RUN)/m)
    .slice(1)
    .map(sampleOf);
}

function sampleOf(part: string): Sample {
  const [name = '', ...lines] = part.trimEnd().split('\n');
  return {
    name,
    lines: lines.map(line => line.replace(/^»/, '')),
    wanted: lines.findIndex(line => line.startsWith('»')) + 1,
  };
}

/** Beginnings and ends that lines get on their way into a log. */
export const dresses: Readonly<Record<string, (line: string) => string>> = {
  'as they are': line => line,
  'behind time stamps': line => `[2024-05-01T10:00:00.123Z] ${line}`,
  'behind times of the classic Timestamper': line => `10:00:00  ${line}`,
  'in a branch': line => `[linux] ${line}`,
  'in a branch, behind time stamps': line => `[2024-05-01T10:00:00.123Z] [linux-x64 / jdk21] ${line}`,
  'in BuildKit': line => `#7 2.07 ${line}`,
  'in Compose': line => `web-1  | ${line}`,
  'in color': line => `\x1b[31m${line}\x1b[0m`,
  indented: line => `    ${line}`,
  'of Windows': line => `${line}\r`,
  'drawn over': line => (line === '' ? '' : `  0%\r 50%\r${line}`),
};

/** How the first error of a log compares with the wanted line. */
export type Verdict = 'right' | 'near' | 'late' | 'early' | 'missed' | 'false';

/** @param found, wanted lines counted from 1; 0: none. A person sees what is up to two lines below. */
export function verdictOf(found: number, wanted: number): Verdict {
  if (found === wanted) return 'right';
  if (wanted === 0) return 'false';
  if (found === 0) return 'missed';
  if (found >= wanted - 1 && found <= wanted + 2) return 'near';
  return found > wanted ? 'late' : 'early';
}

/** @returns the line of the first error, counted from 1; 0: none */
export function firstErrorOf(text: string): { line: number; errors: BlockErrors; count: number } {
  const clean = withoutEscapes(text);
  const block = { line: 0, column: 0, textLength: 0, maxHits: 1_000_000 };
  const { places, errors } = findErrors(block, clean, clean.length);
  const first = errors.firstOfRank.find(index => index >= 0);
  const line = first === undefined ? 0 : (places[first * 3] ?? 0) + 1;
  return { line, errors, count: places.length / 3 };
}
