import type { PlayedScene } from './report.ts';

const head = ['', 'scene', 'by', 'requests', 'bytes', 'held MiB', 'peak MiB', 'seconds', 'words'];
const widths = [5, 62, 6, 8, 13, 8, 8, 7, 0];

export function tableHead(): string {
  return lineOf(head);
}

/** Row of the table, with what is wrong below it. */
export function rowOf({ name, transport, requests, bytes, report, wrong }: PlayedScene): string {
  const { heap, resident, seconds, words } = report;
  const cells = [
    wrong.length === 0 ? 'right' : 'WRONG',
    ...[name, transport || '–', String(requests), bytes.toLocaleString('en-US')],
    ...[heap.toFixed(1), resident.toFixed(1), seconds.toFixed(2), words.join(' → ')],
  ];
  return [lineOf(cells), ...wrong.map(each => `        ${each}`)].join('\n');
}

function lineOf(cells: readonly string[]): string {
  return cells
    .map((cell, at) => (at >= 3 && at <= 7 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
    .join('  ')
    .trimEnd();
}
