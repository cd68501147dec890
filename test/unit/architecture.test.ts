import assert from 'node:assert/strict';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import { circlesIn, importsOf, importsOfIndexes, type SourceFile, wrongImports } from './architecture/imports.ts';
import { roomOf, rooms } from './architecture/rooms.ts';

const src = resolve(import.meta.dirname, '../../src');

const files: readonly SourceFile[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => ({ path: file, text: readFileSync(join(src, file), 'utf8') }));

describe('the rooms', () => {
  it('import one way only', () => assert.deepEqual(wrongImports(files), []));

  it('are all known, and none is empty', () => {
    const used = new Set(files.map(({ path }) => roomOf(path)?.folder));
    assert.deepEqual(
      files.filter(({ path }) => !roomOf(path)).map(({ path }) => path),
      [],
    );
    assert.deepEqual(
      rooms.filter(({ folder }) => !used.has(folder)),
      [],
    );
  });

  it('have no circles of files, types included', () => assert.deepEqual(circlesIn(files), []));

  it('import values from the file that declares them, not from the index of a core', () =>
    assert.deepEqual(importsOfIndexes(files), []));

  it('keep vscode to the workbench', () => {
    const wrong = files.filter(
      ({ path, text }) =>
        importsOf(text).includes('vscode') && !path.startsWith('workbench/') && path !== 'extension.ts',
    );
    assert.deepEqual(
      wrong.map(({ path }) => path),
      [],
    );
  });

  it('have files of no more than 300 lines', () => {
    const folder = resolve(src, '../test');
    // Not the rigs' installed modules: those are VS Code, 300 MB of it each.
    const tests = globSync('**/*.ts', { cwd: folder, exclude: ['**/node_modules/**'] }).map(path => ({
      path,
      text: readFileSync(join(folder, path), 'utf8'),
    }));
    const long = [...files, ...tests].filter(({ text }) => text.split('\n').length > 301);
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });
});

describe('the door for writes', () => {
  /** Requests that change something, made past the sessions' `write`. */
  const past = (all: readonly SourceFile[]) =>
    all
      .filter(({ path }) => !/^(?:http|jenkins\/session|jira\/session)\//.test(path))
      .flatMap(({ path, text }) =>
        [
          ...text.matchAll(
            /\bMethod\.(?:post|put|delete)\b|method: '(?:POST|PUT|DELETE|PATCH)'|\bperformWrite\(|\bnew Poster\(/g,
          ),
        ].map(([call]) => `${path}: ${call}`),
      );
  /** Operations that a feature describes itself, instead of a client. */
  const outside = (all: readonly SourceFile[]) =>
    all.filter(({ path, text }) => !/^(?:http|jenkins|jira)\//.test(path) && /\bsend: (?:async )?\(?wire\b/.test(text));

  it('is passed by every change', () => {
    assert.deepEqual(past(files), []);
    assert.deepEqual(outside(files), []);
  });

  it('would be missed elsewhere', () => {
    const wrong = [
      "await http.send({ method: 'DELETE', path });",
      'await http.send({ method: Method.post, path });',
      'await performWrite(operation, site);',
    ];
    for (const text of wrong) assert.equal(past([{ path: 'workbench/x.ts', text }]).length, 1, text);
    const described = "session.write({ name: 'x', send: wire => wire.act(path, isDone) });";
    assert.equal(outside([{ path: 'workbench/x.ts', text: described }]).length, 1);
  });
});

describe('a wrong import', () => {
  const wrong: readonly (readonly [string, string, string, RegExp])[] = [
    ['from a core into the workbench', 'http/a.ts', '../workbench/shell/b.ts', /belongs .*workbench/],
    [
      'from one client into the other',
      'jira/issues/a.ts',
      '../../jenkins/jobs/b.ts',
      /hand .* over|workbench\/together/,
    ],
    [
      'from the shell into connections',
      'workbench/shell/trees/a.ts',
      '../../connections/words/b.ts',
      /workbench\/connections/,
    ],
    ['from connections into a product', 'workbench/connections/a.ts', '../jenkins/jobs/b.ts', /workbench\/jenkins/],
    ['from one product into the other', 'workbench/jira/issues/a.ts', '../../jenkins/jobs/b.ts', /workbench\/together/],
    [
      'from a product into together',
      'workbench/jenkins/jobs/a.ts',
      '../../together/mywork/b.ts',
      /workbench\/together/,
    ],
    ['up within a room', 'workbench/jenkins/jobs/a.ts', '../view/b.ts', /workbench\/jenkins\/view/],
  ];
  for (const [name, path, imported, advice] of wrong) {
    it(`is found, with where the file belongs: ${name}`, () => {
      const found = wrongImports([{ path, text: `import type { B } from '${imported}';` }]);
      assert.equal(found.length, 1);
      assert.match(found[0] ?? '', advice);
    });
  }

  it('is found where it brings values from the index of a core', () => {
    const text = [
      "import type { A } from '../../http/index.ts';",
      "import { type B } from '../../http/index.ts';",
      'import {',
      '  c,',
      "} from '../../jenkins/index.ts';",
      "export * from '../../logs/index.ts';",
      "const late = () => import('../../restrictions/index.ts');",
    ].join('\n');
    const found = importsOfIndexes([{ path: 'workbench/jenkins/a.ts', text }]);
    assert.deepEqual(
      found.map(line => line.split(':')[0]),
      ['http', 'jenkins', 'logs'].map(core => `workbench/jenkins/a.ts imports ${core}/index.ts`),
    );
  });

  it('is found where two files import each other, by a type alone too', () => {
    const one = { path: 'base/a.ts', text: "import type { B } from './b.ts';" };
    const other = { path: 'base/b.ts', text: "import { a } from './a.ts';" };
    assert.deepEqual(circlesIn([one, other]), ['base/a.ts → base/b.ts → base/a.ts']);
  });
});

describe('the public faces of the cores', () => {
  for (const core of ['doctor', 'http', 'javaRegex', 'jenkins', 'jira', 'logs', 'restrictions']) {
    it(`${core} can be imported by itself in plain Node`, async () => {
      const face = await import(join(src, core, 'index.ts'));
      assert.ok(Object.keys(face).length > 0);
    });
  }
});
