import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  HeadingScan,
  type Row,
  readRows,
  readSections,
  Scanner,
  type Section,
  Spool,
} from '../../../src/logs/index.ts';

async function withSpool<T>(bytes: Buffer, use: (spool: Spool) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jj-cases-'));
  const spool = await Spool.create(join(folder, 'log'));
  try {
    await spool.append(bytes);
    await spool.flush();
    return await use(spool);
  } finally {
    await spool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The sections of a finished log; lines are counted from 0. */
export function sectionsOf(bytes: Buffer): Promise<Section[]> {
  return withSpool(bytes, async spool => {
    const scanner = new Scanner(new URL('../../../src/logs/scanWorker.ts', import.meta.url));
    try {
      const scan = new HeadingScan(spool, scanner);
      await scan.advance(true, new AbortController().signal);
      return readSections(scan.lines(), spool.index.lines);
    } finally {
      await scanner.close();
    }
  });
}

/** The first rows of a log, as they are drawn. */
export function rowsOf(bytes: Buffer): Promise<readonly Row[]> {
  return withSpool(bytes, spool => readRows(spool, 0, 1000, { separateStamps: false }));
}
