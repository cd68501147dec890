// `npm test`: everything that is checked, one stage after the other; a failed stage does not keep the next from running.
// Ends with one line that counts it all. Names of stages as arguments run those alone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uncheckedHere } from './absent.ts';
import { type Counts, readCounts } from './counts.ts';
import { findOrInstallChromium } from './host/rig/chromium.ts';
import { installRig, rigIsInstalled } from './host/rig/install.ts';
import type { Editor } from './host/rig/rigs.ts';
import { readOperations } from './servers/jira/operationLog.ts';

interface Stage {
  readonly name: string;
  readonly command: readonly string[];
  /** Counts its own tests into MOCHA_RESULTS; any other stage is one check. */
  readonly counts?: true;
  /** Rig that the stage runs in. */
  readonly editor?: Editor;
  /** Belongs to the group of the stage before it: two of a group run at a time, and share no files. */
  readonly beside?: true;
}

const uiTests = ['mocha', '--config', 'test/ui/.mocharc.json'];

const stages: readonly Stage[] = [
  { name: 'types', command: ['tsc', '--noEmit'] },
  // What runs in a browser knows its globals, and not Node's.
  { name: 'log page', command: ['tsc', '--noEmit', '-p', 'src/workbench/jenkins/logs/page'] },
  { name: 'issue page', command: ['tsc', '--noEmit', '-p', 'src/workbench/jira/issues/page/script'] },
  { name: 'lint', command: ['biome', 'check', '--error-on-warnings', '.'] },
  // Exports that nothing in the product uses: a test of such code would prove nothing.
  { name: 'unused', command: ['knip', '--include', 'files,exports,types,duplicates'] },
  { name: 'build', command: ['node', 'esbuild.mjs', '--tests'] },
  {
    name: 'unit',
    command: ['mocha', '--parallel', '--jobs', '2', 'test/unit/**/*.test.ts', 'test/servers/**/*.test.ts'],
    counts: true,
  },
  // Not beside the two processes of the stage before.
  { name: 'workbench', command: ['node', 'test/host/run.ts'], counts: true, editor: 'newest' },
  { name: 'oldest', command: [...uiTests, 'test/oldest/*.test.ts'], counts: true, editor: 'oldest', beside: true },
  {
    name: 'faults',
    command: ['mocha', '--timeout', '300000', 'test/faults/**/*.test.ts'],
    counts: true,
    beside: true,
  },
  { name: 'cases', command: ['mocha', 'test/cases/**/*.test.ts'], counts: true, beside: true },
  { name: 'ui', command: [...uiTests, 'test/ui/**/*.test.ts'], counts: true, editor: 'newest' },
  {
    name: 'package',
    command: ['mocha', '--timeout', '180000', 'test/package/**/*.test.ts'],
    counts: true,
    editor: 'newest',
  },
];

const wanted = process.argv.slice(2);
const chosen = stages.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const folder = mkdtempSync(join(tmpdir(), 'jj-test-'));
const operations = join(folder, 'jira-operations');
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

if (chosen.some(({ editor }) => editor)) findOrInstallChromium();
if (chosen.some(({ editor }) => editor === 'newest')) installRig();
for (const group of groupsOf(chosen)) {
  const ready = group.filter(({ editor }) => editor !== 'oldest' || oldestIsReady());
  const waiting = ready.values();
  const runWaiting = async () => {
    for (const stage of waiting) (await runStage(stage, ready.length > 1))();
  };
  await Promise.all([runWaiting(), runWaiting()]);
}
tellOperations();
tellUnchecked();
rmSync(folder, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** Installs the oldest editor where it was asked for by name or by CI; elsewhere the stage is skipped without it. */
function oldestIsReady(): boolean {
  if (rigIsInstalled('oldest')) return true;
  if (!wanted.includes('oldest') && !process.env['CI']) {
    console.log(
      '\n=== oldest: SKIPPED, that editor is not installed here: "npm run test:oldest" installs and tests it',
    );
    total.skipped++;
    return false;
  }
  try {
    installRig('oldest');
    return true;
  } catch (error) {
    console.error(`\n=== oldest: FAILED, that editor could not be installed: ${error}`);
    total.failed++;
    return false;
  }
}

function groupsOf(all: readonly Stage[]): readonly (readonly Stage[])[] {
  const groups: Stage[][] = [];
  for (const stage of all) {
    const last = groups.at(-1);
    if (stage.beside && last) last.push(stage);
    else groups.push([stage]);
  }
  return groups;
}

/**
 * Runs a stage.
 * @param isShared whether others run at the same time: its output is held back until it has ended
 * @returns tells the outcome
 */
async function runStage({ name, command: [program = '', ...args], counts }: Stage, isShared: boolean) {
  const head = `\n=== ${name}`;
  if (!isShared) console.log(head);
  const began = performance.now();
  const results = join(folder, name);
  const env = { ...process.env, MOCHA_RESULTS: results, JIRA_OPERATIONS: operations };
  const child = spawn(program, args, {
    env,
    stdio: ['inherit', ...(isShared ? (['pipe', 'pipe'] as const) : (['inherit', 'inherit'] as const))],
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece: Buffer) => output.push(piece));
  const [status] = (await once(child, 'close')) as [number | null];
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const counted = counts ? readCounts(results) : { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 };
  // A stage that died without saying what failed has failed all the same.
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  total.skipped += counted.skipped;
  return () => {
    if (isShared) process.stdout.write(`${head}\n${Buffer.concat(output)}`);
    console.log(`=== ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
  };
}

/** What all stages asked of demo Jiras, held to what is known of Jira's API: one check of its own. */
function tellOperations(): void {
  const used = readOperations(operations);
  if (used.requests === 0) return;
  const { length: count } = used.operations;
  console.log(`\nJira: ${count} operations used in ${used.requests} requests, ${used.problems.length} violations`);
  for (const problem of used.problems) console.log(`  ${problem}`);
  if (used.problems.length > 0) total.failed++;
  else total.passed++;
}

/** A clone without the files beside it must not look as if all had been checked. */
function tellUnchecked(): void {
  const unchecked = uncheckedHere();
  if (unchecked.length === 0) return;
  console.log(`\n${'!'.repeat(80)}\nNOT CHECKED HERE, since something is absent:`);
  for (const line of unchecked) console.log(`  - ${line}`);
  console.log('!'.repeat(80));
}
