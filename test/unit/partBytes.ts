import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Settled once a part file of a folder has so many bytes: an answer that breaks off sooner may lose some of them. */
export async function partBytes(folder: string, bytes: number): Promise<void> {
  const isPart = (name: string) => name.endsWith('.jenkins-jira-part');
  const stored = () =>
    readdirSync(folder)
      .filter(isPart)
      .map(name => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
  while (Math.max(0, ...stored()) < bytes) await new Promise(done => setTimeout(done, 5));
}
