import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { rooms } from './architecture/rooms.ts';

const root = resolve(import.meta.dirname, '../..');

const pages = ['CONTRIBUTING.md', ...globSync('docs/*.md', { cwd: root })].map(path => ({
  path,
  // Without pictures: their words are no paths.
  text: readFileSync(join(root, path), 'utf8').replace(/^```[\s\S]*?^```/gm, ''),
}));

const architecture = pages.find(({ path }) => path.endsWith('architecture.md'))?.text ?? '';

/** Paths in a text: with a slash, or with the extension of a source file. Neither generated nor outside of the project. */
function pathsIn(text: string): string[] {
  const quoted = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)*\/?)`/g)].map(([, path = '']) => path);
  const named = quoted.filter(path => path !== 'index.ts');
  return named.filter(path => /\/|\.(?:ts|mjs|json|md)$/.test(path) && !/^(?:\.\.|\.rig)\//.test(path));
}

const codesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

/** Rows of the tables of rooms: folder below src, and the imports that the row names. */
function rowsIn(text: string): readonly (readonly [string, readonly string[], string])[] {
  return [...text.matchAll(/^\| `src\/([^`]+)` \|([^|]*)\|/gm)].map(
    ([, folder = '', imports = '']) => [folder, codesIn(imports), imports.trim()] as const,
  );
}

/** Storey of a room of the workbench, in which tables name rooms by the rest of their path. */
function storeyOf(folder: string): string {
  return /^workbench\/\w+/.exec(folder)?.[0] ?? '';
}

/** A room of each storey whose sentence lists cores. */
const samples = {
  shell: 'workbench/shell/words',
  Jenkins: 'workbench/jenkins/jobs',
  Jira: 'workbench/jira/queries',
};

describe('the documents for developers', () => {
  for (const { path, text } of pages) {
    it(`${path} names only paths that exist`, () => {
      // From the root, or from src for brevity.
      const missing = pathsIn(text).filter(each => !['', 'src'].some(from => existsSync(join(root, from, each))));
      assert.deepEqual(missing, []);
    });
  }

  it('name functions that the files beside them have', () => {
    const hops = [...architecture.matchAll(/^\d+\. `(src\/[\w/.-]+\.ts)` `(\w+)`:/gm)];
    assert.ok(hops.length > 50, `${hops.length} hops`);
    const wrong = hops.filter(
      ([, file = '', name = '']) => !new RegExp(`\\b${name}\\b`).test(readFileSync(join(root, file), 'utf8')),
    );
    assert.deepEqual(
      wrong.map(([hop]) => hop),
      [],
    );
  });

  it('draw each room, with the rooms of its storey that it imports', () => {
    const drawn = new Map(rowsIn(architecture).map(([folder, imports, cell]) => [folder, { imports, cell }]));
    const wanted = rooms.filter(({ folder }) => folder !== 'extension.ts').map(({ folder }) => folder);
    assert.deepEqual([...drawn.keys()].sort(), [...wanted].sort());
    for (const { folder, imports } of rooms) {
      const row = drawn.get(folder);
      if (!row || row.cell.startsWith('every room')) continue;
      const storey = storeyOf(folder);
      const beside = storey
        ? imports.filter(each => each.startsWith(`${storey}/`)).map(each => each.slice(storey.length + 1))
        : imports;
      assert.deepEqual([...row.imports].sort(), [...beside].sort(), folder);
    }
  });

  it('name the cores that each storey imports', () => {
    for (const [storey, room] of Object.entries(samples)) {
      const text = architecture.split(`### Workbench: ${storey}\n`)[1] ?? '';
      const sentence = /A room of [^.]*\./.exec(text)?.[0] ?? '';
      const cores = rooms.find(({ folder }) => folder === room)?.imports.filter(each => !each.startsWith('workbench/'));
      assert.deepEqual(codesIn(sentence), cores, storey);
    }
  });
});
