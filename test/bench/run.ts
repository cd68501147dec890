// `npm run bench`: runs the files `*.bench.ts` of this folder one after the other and prints a table.
// --filter TEXT runs those whose name has the text, --json FILE also writes the samples, --jenkins URL asks a real
// controller (with the variables of the live tests) where a bench can.
import { globSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Bench, Figure } from './bench.ts';

const { values } = parseArgs({
  options: { filter: { type: 'string', default: '' }, json: { type: 'string' }, jenkins: { type: 'string' } },
});

const notify = (text: string) => process.stderr.write(`${text}\n`);
const figures: Record<string, readonly Figure[]> = {};
for (const file of globSync('*.bench.ts', { cwd: import.meta.dirname }).sort()) {
  const { bench } = (await import(resolve(import.meta.dirname, file))) as { bench: Bench };
  if (!bench.name.includes(values.filter)) continue;
  notify(`${bench.name}…`);
  figures[bench.name] = await bench.run({ jenkinsUrl: values.jenkins, notify });
  print(bench.name, figures[bench.name] ?? []);
}
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, date: new Date().toISOString() };
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, figures }, undefined, 2)}\n`);

function print(name: string, rows: readonly Figure[]): void {
  console.log(
    `\n## ${name}\n\n| work | | min | median | max | unit | to ours |\n| --- | --- | --: | --: | --: | --- | --: |`,
  );
  for (const { work, unit, contestants, aim } of rows) {
    const ours = median(contestants[0]?.samples ?? []);
    for (const [index, { name: contestant, samples }] of contestants.entries()) {
      const title = index > 0 ? '' : aim ? `${work} (aim: ${aim})` : work;
      const sorted = [...samples].sort((a, b) => a - b);
      const shown = [sorted[0], median(samples), sorted.at(-1)].map(shorten).join(' | ');
      const ratio = index > 0 && ours > 0 ? `${(median(samples) / ours).toFixed(2)}×` : '';
      console.log(`| ${title} | ${contestant} | ${shown} | ${unit} | ${ratio} |`);
    }
  }
}

function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

function shorten(value = 0): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-US');
  return value.toPrecision(3).replace(/\.?0+$/, '');
}
