import { LogScan } from '../../../logs/logScan.ts';
import type { Scanner } from '../../../logs/scanner.ts';
import type { Spool } from '../../../logs/spool.ts';
import { stampSearch } from '../../../logs/timestamps.ts';

/** Whether any line of a log has a time stamp of its own. */
export async function hasStampsIn(spool: Spool, scanner: Scanner): Promise<boolean> {
  const scan = new LogScan(spool, scanner, stampSearch, { maxHits: 1 });
  await scan.advance(true, new AbortController().signal);
  return scan.count > 0;
}
