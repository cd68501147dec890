// All mutants of the cores, and random samples of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, changesOf } from './operators.ts';
import { isValid, parse, walk } from './syntax.ts';

/** Folders of `src` that are mutated. */
export const mutatedFolders = ['base', 'http', 'jenkins', 'jira'] as const;

export interface Mutant extends Change {
  /** Below the project's root. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly original: string;
  /** The line's text. */
  readonly context: string;
}

export function allMutants(root: string): Mutant[] {
  return mutatedFolders.flatMap(folder => sourcesIn(root, `src/${folder}`).flatMap(file => mutantsOf(root, file)));
}

export function sourcesIn(root: string, folder: string): string[] {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map(file => `${folder}/${file}`)
    .sort();
}

/** The file's text with the mutant's change. */
export function mutated(text: string, { start, end, replacement }: Change): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Stable name of a mutant: survives changes elsewhere in the file. */
export function nameOf({ file, original, replacement, context }: Mutant): string {
  return `${file}: ${oneLine(original)} → ${oneLine(replacement)} in ${context}`;
}

/** The first `count` of all in an order that the seed decides. */
export function sample<T>(all: readonly T[], count: number, seed: number): T[] {
  const random = generator(seed);
  const left = [...all];
  const taken: T[] = [];
  while (taken.length < count && left.length > 0) {
    taken.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return taken;
}

function mutantsOf(root: string, file: string): Mutant[] {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.split('\n');
  const mutants: Mutant[] = [];
  walk(parse(file, text), (node, parents) => {
    for (const change of changesOf(node, parents, text)) {
      const original = text.slice(change.start, change.end);
      if (original === change.replacement || !isValid(file, mutated(text, change))) continue;
      const line = text.slice(0, change.start).split('\n').length;
      mutants.push({ ...change, file, line, original, context: (lines[line - 1] ?? '').trim() });
    }
  });
  return mutants;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 100)}…` : line;
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
