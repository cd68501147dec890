// Bundles the extension: a small entry, and files of their own for what is loaded at its first use.
// --production leaves out source maps and makes it small, --minify does the latter alone, --tests also bundles the tests that run in the extension host.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, transform } from 'esbuild';

const production = process.argv.includes('--production');
const minify = production || process.argv.includes('--minify');
const tests = process.argv.includes('--tests');

/** What is loaded at its first use has a file of its own; what several of them need stands in chunks that they share. */
const entryPoints = {
  extension: 'src/extension.ts',
  undici: 'src/http/undici.ts',
  restrictions: 'src/restrictions/index.ts',
  documents: 'src/jira/documents/index.ts',
  // The search through logs runs in a thread of its own.
  logScan: 'src/logs/scanWorker.ts',
};

/**
 * VS Code's interface, taken apart once. Bundled as it comes, each of 150 files would copy all of its 500 members when
 * the extension is loaded: more than half of the time that takes.
 */
const vscodeOnce = {
  name: 'vscode-once',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode-once' ? { path: 'vscode', external: true } : { path: 'vscode', namespace: 'vscode-once' },
    );
    onLoad({ filter: /^/, namespace: 'vscode-once' }, () => {
      const sources = ['src', 'test/workbench'].flatMap(sourcesIn);
      const used = new Set(sources.flatMap(text => [...text.matchAll(/\bvscode\.(\w+)/g)].map(([, name]) => name)));
      const members = [...used].sort().map(name => `export const ${name} = vscode.${name};`);
      return { contents: `const vscode = require('vscode');\n${members.join('\n')}`, resolveDir: import.meta.dirname };
    });
  },
};

/**
 * Imports from a core's `index.ts` as imports from the files that it stands for. esbuild shares code file by file, so
 * that whoever imports one name of an index would load all that stands behind it.
 */
const pastIndexes = {
  name: 'past-indexes',
  setup({ onLoad }) {
    const indexes = new Map(['http', 'jenkins', 'jira', 'logs'].map(core => [core, exportsOf(`src/${core}/index.ts`)]));
    onLoad({ filter: /\bsrc\b.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8').replace(
        /^import \{([^}]*)\} from '((?:\.\.?\/)+(\w+))\/index\.ts';/gm,
        (whole, names, folder, core) => directly(names, folder, indexes.get(core)) ?? whole,
      );
      return { contents: text, loader: 'ts' };
    });
  },
};

/** @returns the files by exported name; types are of no concern here */
function exportsOf(index) {
  const text = readFileSync(index, 'utf8');
  const exports = [...text.matchAll(/^export \{([^}]*)\} from '\.\/([^']+)';/gm)];
  return new Map(exports.flatMap(([, names, file]) => listOf(names).map(name => [name, file])));
}

function directly(names, folder, files) {
  const imported = listOf(names);
  if (!files || imported.some(name => !files.has(name))) return undefined;
  const imports = imported.map(name => `import { ${name} } from '${folder}/${files.get(name)}';`);
  return imports.join(' ') + '\n'.repeat(names.split('\n').length - 1); // lines stay where they were
}

function listOf(names) {
  return names
    .split(',')
    .map(name => name.trim())
    .filter(name => name && !name.startsWith('type '));
}

function sourcesIn(folder) {
  const files = readdirSync(folder, { recursive: true }).filter(file => file.endsWith('.ts'));
  return files.map(file => readFileSync(join(folder, file), 'utf8'));
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  sourcemap: production ? false : 'linked',
  minify,
  keepNames: true, // error classes are named in logs
  // What only a development build has, such as the demo's secrets, is not even in the package.
  define: { DEVELOPMENT: String(!production) },
  minifySyntax: true, // drops what is never reached
  plugins: [vscodeOnce, pastIndexes],
  logLevel: 'warning',
};

/** esbuild shares code between files as ES modules alone, which not every VS Code loads: so these become CommonJS. */
async function buildShared() {
  const inline = production ? false : 'inline';
  const modules = { ...common, entryPoints, outdir: 'dist', format: 'esm', splitting: true, write: false };
  const { outputFiles } = await build({ ...modules, sourcemap: inline });
  await Promise.all(outputFiles.map(({ path, text }) => writeCommonJs(path, text)));
}

async function writeCommonJs(path, text) {
  const { code, map } = await transform(text, {
    ...{ format: 'cjs', platform: 'node', target: 'node22', minify, logLevel: 'warning' },
    supported: { 'dynamic-import': false },
    sourcemap: production ? false : 'external',
  });
  mkdirSync(dirname(path), { recursive: true });
  if (production) return writeFileSync(path, code);
  writeFileSync(path, `${code}//# sourceMappingURL=${basename(path)}.map\n`);
  writeFileSync(`${path}.map`, map);
}

rmSync('dist', { recursive: true, force: true });
await buildShared();

// What runs in a page is no part of the host: a browser's script of its own.
await build({
  ...common,
  platform: 'browser',
  format: 'iife',
  entryPoints: { issuePage: 'src/workbench/issues/page/script.ts', logPage: 'src/workbench/logs/page/main.ts' },
  outdir: 'dist',
});

if (tests) {
  rmSync('out', { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: ['test/workbench/index.ts', 'test/workbench/tests.ts'],
    external: ['mocha'],
    outdir: 'out/test',
  });
}
