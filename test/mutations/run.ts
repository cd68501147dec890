// `npm run test:mutations`: changes the cores at random places and looks whether a test fails. MUTATION_SEED repeats a
// run, MUTATION_COUNT says how many changes, MUTATION_FILES (a pattern) where. Ends with one line that counts it all.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { coverageOf, covers, type TestFile } from './coverage.ts';
import { equivalent } from './equivalent.ts';
import { allMutants, type Mutant, mutated, mutatedFolders, nameOf, sample, sourcesIn } from './mutants.ts';
import { Outcome, projectRoot, Tree } from './tree.ts';

interface Verdict {
  readonly mutant: Mutant;
  readonly isKilled: boolean;
  /** Why it survived. */
  readonly note: string;
}

const seed = Number(process.env['MUTATION_SEED'] ?? Date.now() % 1_000_000);
const count = Number(process.env['MUTATION_COUNT'] ?? 100);
const places = new RegExp(process.env['MUTATION_FILES'] ?? '');
const atOnce = Math.min(2, availableParallelism());
const cache = join(projectRoot, '.coverage/mutations');

// Tests of other cores, and those of the demo servers, say nothing of these.
const testFolders = ['test/unit', 'test/cases'];
const testFiles = testFolders
  .flatMap(folder => sourcesIn(projectRoot, folder))
  .filter(file => file.endsWith('.test.ts') && !file.startsWith('test/unit/restrictions/'));

const known = new Set(equivalent.map(({ mutant }) => mutant));
const unknown = new Set(known);
const made = allMutants(projectRoot);
for (const mutant of made) unknown.delete(nameOf(mutant));
if (unknown.size > 0) throw new Error(`no such mutants, in equivalent.ts: ${[...unknown].join('; ')}`);
const all = made.filter(mutant => places.test(mutant.file) && !known.has(nameOf(mutant)));
const chosen = sample(all, count, seed);
console.log(`MUTATION_SEED=${seed}: ${chosen.length} of ${all.length} mutants`);

const trees = Array.from({ length: atOnce }, () => new Tree());
try {
  const tests = await collect();
  const verdicts = await shareOut(chosen, (tree, mutant) => judge(tree, mutant, tests));
  report(verdicts);
} finally {
  for (const tree of trees) tree.remove();
}

async function collect(): Promise<TestFile[]> {
  const found = await shareOut(testFiles, async (tree, file) => {
    // On a busy machine a wait may be too short.
    const test = (await coverageOf(tree, file, cache)) ?? (await coverageOf(tree, file, cache));
    if (!test) console.log(`left out, since it fails without any mutant: ${file}`);
    return test;
  });
  return found.filter(test => test !== undefined);
}

/** Runs the tests of the place, those of its own folder and the quick ones first, up to the first that fails. */
async function judge(tree: Tree, mutant: Mutant, tests: readonly TestFile[]): Promise<Verdict> {
  const own = mutant.file.replace('src/', 'test/unit/').replace(/\.ts$/, '');
  const folder = own.slice(0, own.lastIndexOf('/') + 1);
  const rank = ({ file, milliseconds }: TestFile) =>
    milliseconds + (file.startsWith(own) ? 0 : file.startsWith(folder) ? 1e6 : 2e6);
  const near = tests
    .filter(test => covers(test, mutant.file, mutant.from ?? mutant.start))
    .sort((a, b) => rank(a) - rank(b));
  if (near.length === 0) return verdict(mutant, false, 'no test runs it');
  const limitMs = 20_000 + 3 * near.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const { outcome } = await tree.with(mutant.file, mutated(tree.read(mutant.file), mutant), () =>
    tree.mocha(
      near.map(({ file }) => file),
      { limitMs },
    ),
  );
  return verdict(mutant, outcome !== Outcome.passed, `${near.length} test files pass`);
}

function verdict(mutant: Mutant, isKilled: boolean, note: string): Verdict {
  if (!isKilled) console.log(`survived: ${mutant.file}:${mutant.line} (${note})\n  ${nameOf(mutant)}`);
  return { mutant, isKilled, note };
}

/** Each copy of the project takes the next of the list when it is free. */
async function shareOut<T, R>(list: readonly T[], work: (tree: Tree, one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const take = async (tree: Tree) => {
    for (let at = next++; at < list.length; at = next++) results[at] = await work(tree, list[at] as T);
  };
  await Promise.all(trees.map(take));
  return results;
}

function report(verdicts: readonly Verdict[]): void {
  console.log('');
  for (const folder of mutatedFolders) {
    const own = verdicts.filter(({ mutant }) => mutant.file.startsWith(`src/${folder}/`));
    if (own.length > 0) console.log(`${folder}: ${score(own)}`);
  }
  console.log(`mutations: ${score(verdicts)}`);
}

function score(verdicts: readonly Verdict[]): string {
  const killed = verdicts.filter(({ isKilled }) => isKilled).length;
  const percent = Math.round((1000 * killed) / Math.max(1, verdicts.length)) / 10;
  return `${killed} killed, ${verdicts.length - killed} survived (${percent} %)`;
}
