// Which test files run which places of the sources, as V8 counts it. Kept in .coverage until the test or a source that it
// loads changes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutatedFolders } from './mutants.ts';
import { Outcome, type Tree } from './tree.ts';

/** Offsets from, to, and whether that ran; a range lies within those before it, or beside them. */
type Range = readonly [start: number, end: number, ran: boolean];

export interface TestFile {
  readonly file: string;
  readonly milliseconds: number;
  /** By source file. */
  readonly ranges: Readonly<Record<string, readonly Range[]>>;
}

interface KeptTestFile extends TestFile {
  /** Hash of each source that it loads. */
  readonly sources: Readonly<Record<string, string>>;
}

interface V8Coverage {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly {
      readonly ranges: readonly { readonly startOffset: number; readonly endOffset: number; readonly count: number }[];
    }[];
  }[];
}

/** The longest that one test file may take. */
const limitMs = 240_000;

/** The coverage of one test file; undefined when it fails without any mutant. */
export async function coverageOf(tree: Tree, file: string, cache: string): Promise<TestFile | undefined> {
  const path = join(cache, `${hashOf(`${file}\n${tree.read(file)}`)}.json`);
  const kept = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as KeptTestFile) : undefined;
  const isCurrent = ([source, hash]: [string, string]) => tree.has(source) && hashOf(tree.read(source)) === hash;
  if (kept?.sources && Object.entries(kept.sources).every(isCurrent)) return kept;
  const folder = mkdtempSync(join(tmpdir(), 'jj-coverage-'));
  const began = performance.now();
  const { outcome } = await tree.mocha([file], { limitMs, env: { NODE_V8_COVERAGE: folder } });
  const milliseconds = Math.round(performance.now() - began);
  const ranges = rangesIn(folder, tree.root);
  rmSync(folder, { recursive: true, force: true });
  if (outcome !== Outcome.passed) return undefined;
  const sources = Object.fromEntries(Object.keys(ranges).map(source => [source, hashOf(tree.read(source))]));
  const test: KeptTestFile = { file, milliseconds, ranges, sources };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(test));
  return test;
}

/** Whether the test runs the place: the smallest range around it says so. */
export function covers({ ranges }: TestFile, file: string, start: number): boolean {
  let smallest: Range | undefined;
  for (const range of ranges[file] ?? []) {
    if (range[0] > start || range[1] <= start) continue;
    if (!smallest || range[1] - range[0] <= smallest[1] - smallest[0]) smallest = range;
  }
  return smallest?.[2] ?? false;
}

function rangesIn(folder: string, root: string): Record<string, Range[]> {
  const found: Record<string, Map<string, Range>> = {};
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as V8Coverage;
    for (const { url, functions } of result) {
      if (!url.startsWith('file:')) continue;
      const file = fileURLToPath(url).slice(root.length + 1);
      if (!mutatedFolders.some(each => file.startsWith(`src/${each}/`))) continue;
      const ranges = found[file] ?? new Map<string, Range>();
      found[file] = ranges;
      for (const { startOffset, endOffset, count } of functions.flatMap(each => each.ranges)) {
        const key = `${startOffset}-${endOffset}`;
        // Several processes and threads may load a file: it ran when it did in any.
        ranges.set(key, [startOffset, endOffset, count > 0 || ranges.get(key)?.[2] === true]);
      }
    }
  }
  return Object.fromEntries(Object.entries(found).map(([file, ranges]) => [file, [...ranges.values()]]));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
