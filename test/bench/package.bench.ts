// The package as people install it: its size, its files, what is in it by bundle.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bench, BenchRun, Figure } from './bench.ts';

const root = resolve(import.meta.dirname, '../..');

export const bench: Bench = {
  name: 'package',
  async run({ notify }: BenchRun) {
    const folder = mkdtempSync(join(tmpdir(), 'jj-bench-vsix-'));
    const vsix = join(folder, 'jenkins-jira.vsix');
    try {
      notify('  packing…');
      execFileSync('npm', ['run', 'package', '--', '--out', vsix], { cwd: root, stdio: 'ignore' });
      execFileSync('python3', ['-m', 'zipfile', '-e', vsix, folder]);
      const extension = join(folder, 'extension');
      const files = readdirSync(extension, { recursive: true, encoding: 'utf8' })
        .map(file => ({ file, stats: statSync(join(extension, file)) }))
        .filter(({ stats }) => stats.isFile());
      const sizes = new Map<string, number>();
      for (const { file, stats } of files.filter(each => each.file.startsWith('dist'))) {
        // What several files share stands in chunks; hashes say nothing here.
        const name = file.startsWith('dist/chunk-')
          ? 'chunks that they share'
          : file.replace(/-[A-Z0-9]{8}\.js$/, '.js');
        sizes.set(name, (sizes.get(name) ?? 0) + stats.size);
      }
      const figure = (work: string, unit: string, value: number, aim?: string): Figure => ({
        ...{ work, unit, contestants: [{ name: 'ours', samples: [value] }] },
        ...(aim ? { aim } : {}),
      });
      return [
        figure('the .vsix', 'kB', statSync(vsix).size / 1000, 'under 1,000'),
        figure('… its files', 'files', files.length),
        ...[...sizes].sort(([, a], [, b]) => b - a).map(([name, size]) => figure(`… ${name}`, 'kB', size / 1000)),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
