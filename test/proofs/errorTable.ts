// Table of the tools whose first error is right, near, late or false, and the processor's time for 16 MiB: that of the
// clock would have other processes in it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualErrors } from '../../src/logs/errors/usualErrors.ts';
import { LogScan, Scanner, Spool } from '../../src/logs/index.ts';
import { firstErrorOf, groups, samplesOf, type Verdict, verdictOf } from '../unit/logs/errors/samples.ts';

interface Row {
  readonly isRight: boolean;
  readonly text: string;
}

/** Prints the table, and tells which of its rows are right: at most two lines below the wanted one, none false. */
export async function errorTable(): Promise<Row[]> {
  const rows = [...groups.map(groupRow), casesRow()];
  return [...rows, ...(await speedRows())];
}

function groupRow(group: (typeof groups)[number]): Row {
  const verdicts = samplesOf(group).map(({ name, lines, wanted }) => {
    const { line } = firstErrorOf(`${lines.join('\n')}\n`);
    return { name, verdict: verdictOf(line, wanted) };
  });
  return rowOf(`samples: ${group}`, verdicts);
}

function casesRow(): Row {
  const folder = join(import.meta.dirname, '../cases/workbench/firstError');
  const lines = readFileSync(join(folder, 'expected.tsv'), 'utf8').trim().split('\n');
  const verdicts = lines.map(line => {
    const [name = '', , wanted = '0'] = line.split('\t');
    const { line: found } = firstErrorOf(readFileSync(join(folder, `${name}.log`), 'utf8'));
    return { name, verdict: verdictOf(found, Number(wanted)) };
  });
  return rowOf('cases', verdicts);
}

function rowOf(title: string, verdicts: readonly { name: string; verdict: Verdict }[]): Row {
  const count = (verdict: Verdict) => verdicts.filter(each => each.verdict === verdict).length;
  const counts = (['right', 'near', 'late', 'early', 'missed', 'false'] as const).map(
    verdict => `${String(count(verdict)).padStart(3)} ${verdict}`,
  );
  const wrong = verdicts.filter(({ verdict }) => verdict !== 'right' && verdict !== 'near');
  const names = wrong.map(({ name }) => name).join(', ');
  const isRight = wrong.length === 0;
  return { isRight, text: `${isRight ? 'right' : 'WRONG'}  ${title.padEnd(22)} ${counts.join('  ')}  ${names}` };
}

const size = 16 * 1024 * 1024;
const maxMs = 1000;

/** Lines that no pattern finds are read to the end by all of them. */
const kinds: Readonly<Record<string, string>> = {
  'compiler calls': 'gcc -O2 -Wall -Iinclude -c src/very/long/path/to/module/file.c -o build/objects/module/file.o\n',
  'stamped branches': '[2024-05-01T10:00:00.123Z] [linux] gcc -O2 -Wall -c src/path/to/module/file.c -o build/file.o\n',
  'lines of a logger': '2024-05-01 10:00:01,120 INFO  [main] com.example.Migrator - begins item 14, checksum 4711\n',
  'nothing but errors': "src/cart.c:14:5: error: 'total' was not declared in this scope, and some more of the text\n",
  'a single line': `${'word '.repeat(20)}`,
};

async function speedRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'jj-errors-'));
  const scanner = new Scanner(new URL('../../src/logs/scanWorker.ts', import.meta.url));
  const rows: Row[] = [];
  try {
    await milliseconds(join(folder, 'warm'), 'warm\n', scanner);
    for (const [kind, line] of Object.entries(kinds)) {
      const ms = await milliseconds(join(folder, kind), line.repeat(size / line.length), scanner);
      const isRight = ms < maxMs;
      rows.push({ isRight, text: `${isRight ? 'right' : 'WRONG'}  16 MiB of ${kind}: ${Math.round(ms)} ms` });
    }
  } finally {
    await scanner.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return rows;
}

async function milliseconds(file: string, text: string, scanner: Scanner): Promise<number> {
  const spool = await Spool.create(file);
  try {
    await spool.append(Buffer.from(text));
    await spool.flush();
    const began = process.cpuUsage();
    const scan = new LogScan(spool, scanner, usualErrors, { maxHits: 1_000_000 });
    await scan.advance(true, new AbortController().signal);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  } finally {
    await spool.close();
  }
}
