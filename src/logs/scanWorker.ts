// Runs in a thread of its own: a pattern that takes for ever is ended with it, and nobody waits.
import { parentPort } from 'node:worker_threads';
import { type Block, type Pattern, scanBlock } from './scanBlock.ts';

/** What is asked of the thread, and what it answers. */
export interface ScanRequest {
  readonly id: number;
  readonly block: Block;
  readonly pattern: Pattern;
}

parentPort?.on('message', ({ id, block, pattern }: ScanRequest) => {
  try {
    const hits = scanBlock(block, pattern);
    parentPort?.postMessage({ id, hits }, [hits.places.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
