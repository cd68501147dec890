import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { installRig } from './rig/install.ts';

const downloadPatienceMs = 10_000;

/** The VS Code to run tests in. VSCODE_TEST_HOST=rig or =desktop chooses; without it the desktop is tried first. */
export async function findVSCode(): Promise<string> {
  const version = process.env['VSCODE_TEST_VERSION'] ?? 'stable';
  const wanted = process.env['VSCODE_TEST_HOST'];
  if (wanted === 'rig') return rig();
  if (wanted === 'desktop') return downloadAndUnzipVSCode({ version });
  try {
    return await downloadAndUnzipVSCode({ version, timeout: downloadPatienceMs });
  } catch (error) {
    console.log(`VS Code cannot be downloaded (${error instanceof Error ? error.message : error}): using the rig.`);
    return rig();
  }
}

function rig(): string {
  installRig();
  return join(import.meta.dirname, 'rig/window.ts');
}
