import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { defaultAssumptions, LintSession, textReachAsync } from '../../src/restrictions/index.ts';
import type { Bench, Figure } from './bench.ts';
import { hostilePatterns } from './hostileRules.ts';
import { realisticRules } from './realisticRules.ts';

const rules = 1000;
const rounds = 7;

interface Sample {
  readonly load: number;
  readonly took: number;
  readonly blocked: number;
  readonly memory: number;
}

/** In a process of its own. */
function coldly(text: string): Sample {
  const program = join(import.meta.dirname, 'restrictionsCold.ts');
  const { stdout, stderr } = spawnSync(process.execPath, [program], { input: text, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as Sample;
}

function ours(work: string, unit: string, samples: readonly number[], aim?: string): Figure {
  return { work, unit, contestants: [{ name: 'ours', samples }], ...(aim === undefined ? {} : { aim }) };
}

function cold(notify: (text: string) => void): Figure[] {
  const text = realisticRules(rules).join('\n');
  const samples = Array.from({ length: rounds }, (_, i) => {
    notify(`  cold ${i + 1} of ${rounds}`);
    return coldly(text);
  });
  return [
    ours(
      '1,000 rules, cold',
      'ms',
      samples.map(({ took }) => took),
      'under 300 ms',
    ),
    ours(
      '1,000 rules, cold: longest block',
      'ms',
      samples.map(({ blocked }) => blocked),
      'under 100 ms',
    ),
    ours(
      '1,000 rules, cold: memory',
      'MiB',
      samples.map(({ memory }) => memory),
    ),
    ours(
      'the engine from its TypeScript, loaded',
      'ms',
      samples.map(({ load }) => load),
    ),
  ];
}

/** What follows on each keystroke: reading, diagnostics, what all rules allow together. */
async function look(session: LintSession, text: string): Promise<void> {
  const restrictions = session.parse(text);
  await session.lint(restrictions, defaultAssumptions);
  await textReachAsync(restrictions, defaultAssumptions);
}

/** A rule is typed, letter by letter, in the middle of 1,000. */
async function edited(): Promise<Figure> {
  const lines = realisticRules(rules);
  const session = new LintSession();
  await look(session, lines.join('\n'));
  const typed = '[get].*/rest/api/2/issue/TYPED-[1-9][0-9]*/(comment|worklog).*';
  const samples: number[] = [];
  for (let length = 1; length <= typed.length; length++) {
    lines[rules / 2] = typed.slice(0, length);
    const text = lines.join('\n');
    const began = performance.now();
    await look(session, text);
    samples.push(performance.now() - began);
  }
  return ours('one line edited among 1,000', 'ms', samples, 'under 16 ms');
}

/** The time, the memory, and for how long nothing else could run, over all hostile rules of a length. */
async function hostile(length: number): Promise<Figure[]> {
  const [times, blocks, memory]: [number[], number[], number[]] = [[], [], []];
  for (const pattern of Object.values(hostilePatterns(length))) {
    const half = pattern.slice(0, length / 2 - 100);
    const text = `${pattern}\n.*/rest/${pattern}\n[get].*${half}[QueryParam::x==${half}]`;
    const blocked = monitorEventLoopDelay({ resolution: 1 });
    blocked.enable();
    const before = process.memoryUsage().heapUsed;
    const began = performance.now();
    await look(new LintSession(), text);
    times.push(performance.now() - began);
    memory.push(Math.max(0, process.memoryUsage().heapUsed - before) / 2 ** 20);
    await new Promise(resolve => setTimeout(resolve, 3));
    blocks.push(blocked.max / 1e6);
    blocked.disable();
  }
  const name = `hostile rules of ${length.toLocaleString('en-US')} characters`;
  return [
    ours(name, 'ms', times),
    ours(`${name}: longest block`, 'ms', blocks, 'never over 100 ms'),
    ours(`${name}: memory`, 'MiB', memory),
  ];
}

export const bench: Bench = {
  name: 'restrictions',
  async run({ notify }) {
    const figures = [...cold(notify), await edited()];
    notify('  hostile rules');
    return [...figures, ...(await hostile(8000)), ...(await hostile(50_000))];
  },
};
