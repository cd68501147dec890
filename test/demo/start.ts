// `npm start`: opens the extension for a person, in an installed VS Code or else in the rig for any browser, next to a
// demo Jenkins and a demo Jira. `--no-demo` leaves those out, `--web` takes the rig even where VS Code is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startFront } from '../host/rig/front.ts';
import { installRig } from '../host/rig/install.ts';
import { serve } from '../host/rig/server.ts';
import { demoPorts, startDemoServers } from './servers.ts';

const root = resolve(import.meta.dirname, '../..');
const isWindows = process.platform === 'win32';
const folder = resolve(
  process.argv.slice(2).find(argument => !argument.startsWith('-')) ?? join(root, 'test/demo/folder'),
);
const frontPort = 7911;
const closing: (() => unknown)[] = [];

const demo = process.argv.includes('--no-demo') ? undefined : await startDemoServers({ ports: demoPorts });
if (demo) {
  closing.push(() => demo.close());
  console.log(`Demo Jenkins at ${demo.jenkins.url}, demo Jira at ${demo.jira.url}`);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));

const code = process.argv.includes('--web') ? undefined : installedCode();
if (code) openDesktop(code);
else await openRig();

function installedCode(): string | undefined {
  return ['code', 'codium', 'code-insiders'].find(
    name => spawnSync(name, ['--version'], { shell: isWindows }).status === 0,
  );
}

/** A user data folder of its own: no settings of the person are touched, and a new process takes our environment. */
function openDesktop(command: string): void {
  const userDataDir = join(root, '.rig/desktop');
  writeSettings(userDataDir);
  const args = [
    '--new-window',
    '--wait',
    `--user-data-dir=${userDataDir}`,
    `--extensionDevelopmentPath=${root}`,
    folder,
  ];
  const child = spawn(command, args, { stdio: 'inherit', shell: isWindows, env: { ...process.env, ...demo?.env } });
  child.on('exit', status => void end(status ?? 1));
  closing.push(() => child.kill());
}

async function openRig(): Promise<void> {
  installRig();
  const userDataDir = join(root, '.rig/start');
  writeSettings(userDataDir);
  const server = await serve({ userDataDir, env: { ...process.env, ...demo?.env }, install: [root] });
  closing.push(() => server.stop());
  const front = await startFront(server.port, frontPort, join(userDataDir, 'key'));
  closing.push(() => front.close());
  const url = server.url({ folder, port: front.port });
  console.log(`\nThe extension runs at\n\n    ${url}\n\nOpen it in any browser. Ctrl+C ends everything.`);
  server.exited.then(() => end(1));
}

/** The demo's connections, beside whatever else a former start left in the settings. */
function writeSettings(userDataDir: string): void {
  const file = join(userDataDir, 'User/settings.json');
  mkdirSync(join(userDataDir, 'User'), { recursive: true });
  const known: Record<string, unknown> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const key = 'jenkinsJira.connections';
  const demoConnections = (demo?.settings[key] ?? []) as { id: string }[];
  const others = ((known[key] ?? []) as { id: string }[]).filter(each => !each.id.startsWith('demo-'));
  const settings = { 'workbench.startupEditor': 'readme', ...known, [key]: [...demoConnections, ...others] };
  writeFileSync(file, JSON.stringify(settings, null, 2));
}

let ending = false;
async function end(status: number): Promise<void> {
  if (ending) return;
  ending = true;
  await Promise.allSettled(closing.reverse().map(close => close()));
  process.exit(status);
}
