import { readdirSync, readFileSync } from 'node:fs';

/** Kills the extension host of the workbench whose files are in a folder, as a crash does. */
export function killExtensionHost(folder: string): void {
  const hosts = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => readProc(pid, 'cmdline').includes('--type=extensionHost') && isBelow(pid, folder));
  if (hosts.length === 0) throw new Error('there is no extension host to kill');
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
}

/** Whether the process or any above it was called with the folder. */
function isBelow(pid: number, folder: string): boolean {
  for (let at = pid; at > 1; at = Number(/\) \S (\d+)/.exec(readProc(at, 'stat'))?.[1] ?? 0))
    if (readProc(at, 'cmdline').includes(folder)) return true;
  return false;
}

/** A process that has ended meanwhile is empty. */
function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
