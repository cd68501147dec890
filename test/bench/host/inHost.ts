// Starts VS Code with our extension as it is packed, an empty one, and the probe that looks at both.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { startControl } from '../../demo/control.ts';
import { startDemoServers } from '../../demo/servers.ts';
import { findVSCode } from '../../host/executable.ts';
import type { HostFigures } from './probe.ts';

const root = resolve(import.meta.dirname, '../../..');

/** As it is packed, but for the demo's secrets. */
export function buildSmall(): void {
  execFileSync(process.execPath, ['esbuild.mjs', '--minify'], { cwd: root });
}

/** @returns the file of its code, which is to be written */
function writeExtension(extensions: string, name: string, activation: string): string {
  const folder = join(extensions, `bench.${name}-1.0.0`);
  const manifest = { name, publisher: 'bench', version: '1.0.0', engines: { vscode: '^1.90.0' }, main: `./${name}.js` };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [activation] }));
  return join(folder, `${name}.js`);
}

/** One start of VS Code, and what was seen in it. */
export async function lookInHost(): Promise<HostFigures> {
  const scratch = mkdtempSync(join(tmpdir(), 'jj-bench-host-'));
  const demo = await startDemoServers();
  const control = await startControl(demo);
  try {
    const extensions = join(scratch, 'extensions');
    const outfile = writeExtension(extensions, 'probe', '*');
    await build({
      ...{ entryPoints: [join(import.meta.dirname, 'probe.ts')], outfile, bundle: true },
      ...{ platform: 'node', format: 'cjs', external: ['vscode'], logLevel: 'warning' },
    });
    writeFileSync(writeExtension(extensions, 'empty', 'onStartupFinished'), 'exports.activate = () => {};');
    const userData = join(scratch, 'user-data');
    mkdirSync(join(userData, 'User'), { recursive: true });
    writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(demo.settings));
    const out = join(scratch, 'figures.json');
    await runTests({
      vscodeExecutablePath: await findVSCode(),
      extensionDevelopmentPath: root,
      extensionTestsPath: outfile,
      launchArgs: [join(root, 'test/demo/folder'), `--user-data-dir=${userData}`, `--extensions-dir=${extensions}`],
      extensionTestsEnv: {
        ...demo.env,
        ...{ DEMO_CONTROL_URL: control.url, BENCH_OUT: out, BENCH_OURS: join(root, 'dist'), RIG_TIMEOUT: '600' },
      },
    });
    return JSON.parse(readFileSync(out, 'utf8')) as HostFigures;
  } finally {
    control.close();
    await demo.close();
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
