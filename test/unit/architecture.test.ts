import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, it } from 'mocha';

const src = resolve(import.meta.dirname, '../../src');

/** What each room may import, besides itself. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  base: [],
  http: ['base'],
  jenkins: ['base', 'http'],
  jira: ['base', 'http'],
  logs: ['base'],
  restrictions: ['base'],
  workbench: ['base', 'http', 'jenkins', 'jira', 'logs', 'restrictions'],
  'extension.ts': ['workbench'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => ({ file, text: readFileSync(join(src, file), 'utf8') }));

function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(match => match[1] ?? []);
}

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

describe('the rooms', () => {
  it('import one way only', () => {
    const wrong = files.flatMap(({ file, text }) =>
      importsOf(text)
        .filter(path => path.startsWith('.'))
        .map(path => relative(src, resolve(src, dirname(file), path)))
        .filter(path => roomOf(path) !== roomOf(file) && !mayImport[roomOf(file)]?.includes(roomOf(path)))
        .map(path => `${file} imports ${path}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('are all known', () => {
    assert.deepEqual([...new Set(files.map(({ file }) => roomOf(file)))].sort(), Object.keys(mayImport).sort());
  });

  it('keep vscode to the workbench', () => {
    const wrong = files.filter(
      ({ file, text }) => importsOf(text).includes('vscode') && roomOf(file) !== 'workbench' && file !== 'extension.ts',
    );
    assert.deepEqual(
      wrong.map(({ file }) => file),
      [],
    );
  });

  it('have files of no more than 300 lines', () => {
    const folder = resolve(src, '../test');
    // Not the rig's installed modules: that is VS Code, 300 MB of it.
    const tests = globSync('**/*.ts', { cwd: folder, exclude: ['**/node_modules/**'] }).map(file => ({
      file,
      text: readFileSync(join(folder, file), 'utf8'),
    }));
    const long = [...files, ...tests].filter(({ text }) => text.split('\n').length > 301);
    assert.deepEqual(
      long.map(({ file }) => file),
      [],
    );
  });
});

describe('the public faces of the cores', () => {
  for (const core of ['http', 'jenkins', 'jira', 'logs']) {
    it(`${core} can be imported by itself in plain Node`, async () => {
      const face = await import(join(src, core, 'index.ts'));
      assert.ok(Object.keys(face).length > 0);
    });
  }
});
