// Installs what we are measured beside, once: from the npm registry beside its package.json, from PyPI into a virtual
// environment of its own.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Contestant } from './contestant.ts';

const peers = join(import.meta.dirname, '../peers');
const python = join(peers, 'venv/bin/python');

export interface Contestants {
  readonly ours: Contestant;
  readonly node: Contestant;
  readonly python: Contestant;
  close(): void;
}

export function startContestants(): Contestants {
  install();
  const ours = new Contestant('ours', [process.execPath, join(import.meta.dirname, 'ours.ts')]);
  const node = new Contestant('npm', [process.execPath, join(import.meta.dirname, 'nodePeers.ts')]);
  const py = new Contestant('PyPI', [python, join(import.meta.dirname, 'pythonPeers.py')]);
  return { ours, node, python: py, close: () => [ours, node, py].forEach(each => void each.close()) };
}

function install(): void {
  const run = (program: string, ...args: string[]) =>
    execFileSync(program, args, { cwd: peers, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!existsSync(join(peers, 'node_modules'))) run('npm', 'ci', '--no-audit', '--no-fund');
  if (existsSync(python)) return;
  run('python3', '-m', 'venv', 'venv');
  run(python, '-m', 'pip', 'install', '--quiet', '--requirement', 'requirements.txt');
}
