// `npm run test:mutations:chosen`: tries each chosen mutant and ends with one line that counts them. Words as arguments
// choose those whose names hold one; `--quick` leaves out those of the extension host.
import { type ChosenMutant, chosen } from './chosen.ts';
import { Outcome, type Ran, Tree } from './tree.ts';

const mochaLimitMs = 180_000;
const hostLimitMs = 300_000;

const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const isQuick = process.argv.includes('--quick');
const wanted = chosen.filter(
  ({ name, tests }) => (words.length === 0 || words.some(word => name.includes(word))) && !(isQuick && 'host' in tests),
);

const tree = new Tree();
let killed = 0;
try {
  await proveTests();
  for (const mutant of wanted) {
    const by = await killerOf(mutant);
    if (by !== undefined) killed++;
    console.log(by === undefined ? `survived: ${mutant.name}` : `killed: ${mutant.name} (${by})`);
  }
} finally {
  tree.remove();
}
console.log(`chosen mutations: ${killed} killed, ${wanted.length - killed} survived`);
process.exitCode = killed === wanted.length ? 0 : 1;

/** @throws Error when a test fails without any mutant */
async function proveTests(): Promise<void> {
  const files = [...new Set(wanted.flatMap(({ tests }) => ('host' in tests ? [] : tests)))];
  const titles = [...new Set(wanted.flatMap(({ tests }) => ('host' in tests ? [tests.host] : [])))];
  for (const tests of [...(files.length > 0 ? [files] : []), ...titles.map(host => ({ host }))]) {
    const { outcome, output } = await run(tests);
    if (outcome !== Outcome.passed) throw new Error(`tests fail without any mutant:\n${output.slice(-4000)}`);
  }
}

/** The test that fails; undefined when all pass. */
async function killerOf({ name, file, find, replace, tests }: ChosenMutant): Promise<string | undefined> {
  const parts = tree.read(file).split(find);
  if (parts.length !== 2) throw new Error(`${name}: its text occurs ${parts.length - 1} times in ${file}`);
  const { outcome, output } = await tree.with(file, parts.join(replace), () => run(tests));
  if (outcome === Outcome.passed) return undefined;
  return outcome === Outcome.timedOut ? 'time is over' : firstFailure(output);
}

async function run(tests: ChosenMutant['tests']): Promise<Ran> {
  if (!('host' in tests)) return tree.mocha(tests, { limitMs: mochaLimitMs });
  const built = await tree.run(['esbuild.mjs', '--tests'], { limitMs: hostLimitMs });
  if (built.outcome !== Outcome.passed) throw new Error(built.output);
  return tree.run(['test/host/run.ts'], { limitMs: hostLimitMs, env: { MOCHA_GREP: tests.host } });
}

/** The title of the first test that failed, as mocha's reporters print it. */
function firstFailure(output: string): string {
  const [, title = ''] = /failing\n\s*1\) ([\s\S]*?):\n/.exec(output) ?? [];
  if (!title) throw new Error(`it failed without saying which test:\n${output.slice(-2000)}`);
  return title.replace(/\s+/g, ' ');
}
