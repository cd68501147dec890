import { readdir } from 'node:fs/promises';

/**
 * Whether messages are in the outbox; folders of sites stay there when they are empty.
 * @param folder there already
 */
export async function holdsMessages(folder: string): Promise<boolean> {
  return (await readdir(folder, { recursive: true })).some(name => name.endsWith('.json'));
}
