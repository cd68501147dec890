import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Spool } from '../../../src/logs/index.ts';

/** Runs the work with a folder of its own, which is gone afterwards. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jj-logs-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the work with a spool that holds a text, written in pieces of a size. */
export async function withSpool(
  text: string | Buffer,
  work: (spool: Spool) => Promise<void>,
  pieceBytes = 64 * 1024,
): Promise<void> {
  await withFolder(async folder => {
    const spool = await Spool.create(join(folder, 'a.log'));
    await fill(spool, text, pieceBytes);
    try {
      await work(spool);
    } finally {
      await spool.close();
    }
  });
}

export async function fill(spool: Spool, text: string | Buffer, pieceBytes = 64 * 1024): Promise<void> {
  const bytes = Buffer.from(text as string);
  for (let at = 0; at < bytes.length; at += pieceBytes) await spool.append(bytes.subarray(at, at + pieceBytes));
  await spool.flush();
}
