import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type RecordedHeaders = Record<string, string | string[]>;

/** One exchange with a real Jenkins. */
export interface Recording {
  number: number;
  name: string;
  request: { method: string; path: string; headers: Record<string, string>; body: string | null };
  response: { status: number; headers: RecordedHeaders; body: string; bodyBytes: number; bodyTitle?: string | null };
}

export const recordingsFolder = join(import.meta.dirname, '../../../../shared/recordings/jenkins');

/** All recordings by number; undefined where the folder is absent. */
export function loadRecordings(): Map<number, Recording> | undefined {
  if (!existsSync(recordingsFolder)) return undefined;
  const found = new Map<number, Recording>();
  for (const file of readdirSync(recordingsFolder).sort()) {
    const number = Number(/^(\d+)-.*\.json$/.exec(file)?.[1]);
    if (Number.isNaN(number)) continue;
    const content: unknown = JSON.parse(readFileSync(join(recordingsFolder, file), 'utf8'));
    found.set(number, {
      number,
      name: file.replace(/\.json$/, ''),
      ...(content as Omit<Recording, 'number' | 'name'>),
    });
  }
  return found;
}
