import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const program = join(import.meta.dirname, 'RegexOracle.java');

/** A pattern and the subjects to match against it. */
export type Row = readonly [pattern: string, ...subjects: string[]];

/** Whether a Java that runs single source files is on PATH. */
export function isJavaHere(): boolean {
  return spawnSync('java', ['-version']).status === 0;
}

function encode(text: string): string {
  return text.replace(/[^ -$&-~]/g, unit => `%${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Java's verdicts, a line for each row, as described in RegexOracle.java. */
export function askJava(rows: readonly Row[], ...args: string[]): string[] {
  const input = rows.map(row => `${row.map(encode).join('\t')}\n`).join('');
  const options = { input, encoding: 'latin1', maxBuffer: 1e9 } as const;
  const { stdout, stderr, status } = spawnSync('java', ['-XX:TieredStopAtLevel=1', program, ...args], options);
  const lines = stdout.trimEnd().split('\n');
  if (status !== 0 || lines.length !== rows.length) throw new Error(`The oracle failed: ${stderr}`);
  return lines;
}
