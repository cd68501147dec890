// Bundles the extension: a small entry, and undici in a file of its own that is loaded at the first request.
// --production leaves out source maps, --tests also bundles the tests that run in the extension host.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const production = process.argv.includes('--production');
const tests = process.argv.includes('--tests');

/** Turns `import('./x.ts')` of a file with a bundle of its own into a require of that bundle. */
const ownBundles = {
  name: 'own-bundles',
  setup({ onResolve }) {
    onResolve({ filter: /\/undici\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './undici.js', external: true } : undefined,
    );
  },
};

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node24',
  external: ['vscode'],
  sourcemap: production ? false : 'linked',
  minify: production,
  keepNames: true, // error classes are named in logs
  // What only a development build has, such as the demo's secrets, is not even in the package.
  define: { DEVELOPMENT: String(!production) },
  minifySyntax: true, // drops what is never reached
  supported: { 'dynamic-import': false },
  plugins: [ownBundles],
  logLevel: 'warning',
};

rmSync('dist', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { extension: 'src/extension.ts', undici: 'src/http/undici.ts' },
  outdir: 'dist',
});

if (tests) {
  rmSync('out', { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: ['test/workbench/index.ts', 'test/workbench/tests.ts'],
    external: ['vscode', 'mocha'],
    outdir: 'out/test',
  });
}
