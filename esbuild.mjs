// Bundles the extension: a small entry, and files of their own for what is loaded at its first use.
// --production leaves out source maps and makes it small, --minify does the latter alone, --tests also bundles the tests that run in the extension host.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const production = process.argv.includes('--production');
const minify = production || process.argv.includes('--minify');
const tests = process.argv.includes('--tests');

/** Files with a bundle of their own: `import('./x.ts')` of them becomes a require of that bundle. */
const ownBundles = {
  undici: 'src/http/undici.ts',
  restrictions: 'src/restrictions/index.ts',
  documents: 'src/jira/documents/index.ts',
};

const asOwnBundles = {
  name: 'own-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const file = relative(import.meta.dirname, resolve(resolveDir, path));
      const name = Object.keys(ownBundles).find(each => ownBundles[each] === file);
      return name ? { path: `./${name}.js`, external: true } : undefined;
    });
  },
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

function sourcesIn(folder) {
  const files = readdirSync(folder, { recursive: true }).filter(file => file.endsWith('.ts'));
  return files.map(file => readFileSync(join(folder, file), 'utf8'));
}

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  sourcemap: production ? false : 'linked',
  minify,
  keepNames: true, // error classes are named in logs
  // What only a development build has, such as the demo's secrets, is not even in the package.
  define: { DEVELOPMENT: String(!production) },
  minifySyntax: true, // drops what is never reached
  supported: { 'dynamic-import': false },
  plugins: [asOwnBundles, vscodeOnce],
  logLevel: 'warning',
};

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  // The search through logs runs in a thread of its own.
  entryPoints: { extension: 'src/extension.ts', logScan: 'src/logs/scanWorker.ts', ...ownBundles },
  outdir: 'dist',
});

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
