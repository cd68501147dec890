// Bundles the extension: a small entry, and files of their own for what is loaded at its first use.
// --production leaves out source maps and makes it small, --minify does the latter alone, --tests also bundles the tests
// that run in the extension host, --watch builds again after each change.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { build, context, transform } from 'esbuild';

const production = process.argv.includes('--production');
const minify = production || process.argv.includes('--minify');
const tests = process.argv.includes('--tests');
const watch = process.argv.includes('--watch');

/** Entry points with a name of their own; the others are the targets of `import()`. */
const entryPoints = {
  extension: 'src/extension.ts',
  undici: 'src/http/undici.ts',
  restrictions: 'src/restrictions/index.ts',
  documents: 'src/jira/documents/index.ts',
};

/**
 * VS Code's interface, copied once. CommonJS has no `import *`: esbuild copies each of its 500 members for each file
 * that imports it, which is most of the time that loading takes.
 */
const vscodeOnce = {
  name: 'vscode-once',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^vscode$/ }, ({ path, namespace }) =>
      namespace === 'vscode-once' ? { path, external: true } : { path, namespace: 'vscode-once' },
    );
    onLoad({ filter: /^/, namespace: 'vscode-once' }, () => ({ contents: "export * from 'vscode';" }));
  },
};

let building = 0;
let failed = false;

/** Tells begin, problems and end in lines that .vscode/tasks.json reads. */
const progress = {
  name: 'progress',
  setup({ onStart, onEnd }) {
    onStart(() => {
      if (building++ > 0) return;
      failed = false;
      console.log('Building…');
    });
    onEnd(({ errors, warnings }) => {
      for (const error of errors) tell('error', error);
      for (const warning of warnings) tell('warning', warning);
      failed ||= errors.length > 0;
      if (--building === 0) console.log(failed ? 'The build failed' : 'Built');
    });
  },
};

function tell(severity, { text, location }) {
  const { file, line, column } = location ?? { file: 'esbuild.mjs', line: 1, column: 0 };
  console.log(`${file}:${line}:${column + 1}: ${severity}: ${text}`);
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
  plugins: [vscodeOnce, ...(watch ? [progress] : [])],
  logLevel: watch ? 'silent' : 'warning',
};

/** esbuild shares code between files as ES modules alone, which not every VS Code loads: so these become CommonJS. */
const asCommonJs = {
  name: 'as-common-js',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      await Promise.all(outputFiles.map(({ path, text }) => writeCommonJs(path, text)));
    });
  },
};

/**
 * Lets each file that is loaded later import the start's code, which is there by then. esbuild makes a chunk for each
 * set of entry points that share code; so all of the start's code is in one, not in one for each set of its users.
 */
const afterStart = {
  name: 'after-start',
  setup({ onLoad, onResolve }) {
    const start = resolve(entryPoints.extension);
    onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
      const file = resolve(resolveDir, path);
      const isLoadedLater = kind === 'dynamic-import' || kind === 'entry-point';
      return isLoadedLater && file !== start ? { path: file, namespace: 'after-start' } : undefined;
    });
    onLoad({ filter: /^/, namespace: 'after-start' }, ({ path }) => ({
      contents: `import ${JSON.stringify(start)};\nexport * from ${JSON.stringify(path)};`,
      resolveDir: import.meta.dirname,
    }));
  },
};

const shared = {
  ...common,
  entryPoints,
  outdir: 'dist',
  format: 'esm',
  splitting: true,
  write: false,
  sourcemap: production ? false : 'inline',
  plugins: [asCommonJs, afterStart, ...common.plugins], // written before the end is told
};

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

// The search through logs runs in a thread of its own, which can load neither the start's code nor VS Code.
const thread = { ...common, entryPoints: { logScan: 'src/logs/scanWorker.ts' }, outdir: 'dist' };

// What runs in a page is no part of the host: a browser's script of its own.
const pages = {
  ...common,
  platform: 'browser',
  format: 'iife',
  entryPoints: {
    page: 'src/workbench/shell/pages/script/page.ts',
    issuePage: 'src/workbench/jira/issues/page/script/main.ts',
    logPage: 'src/workbench/jenkins/logs/page/main.ts',
  },
  outdir: 'dist',
};

rmSync('dist', { recursive: true, force: true });
for (const bundle of [shared, thread, pages]) {
  if (watch) await (await context(bundle)).watch();
  else await build(bundle);
}

if (tests) {
  rmSync('out', { recursive: true, force: true });
  await build({
    ...common,
    entryPoints: ['test/workbench/index.ts', 'test/workbench/tests.ts'],
    external: ['mocha'],
    // The demo servers that some tests start themselves are ES modules.
    define: { ...common.define, 'import.meta.dirname': '__dirname', 'import.meta.url': '__filename' },
    outdir: 'out/test',
  });
}
