// Runs in a thread of its own, so that a pattern that never ends can be stopped with the thread.
import { parentPort } from 'node:worker_threads';
import { type Block, type Search, scanBlock } from './scanBlock.ts';

/** Message to the thread, and its answer. */
export interface ScanRequest {
  readonly id: number;
  readonly block: Block;
  readonly pattern: Search;
}

parentPort?.on('message', ({ id, block, pattern }: ScanRequest) => {
  try {
    const hits = scanBlock(block, pattern);
    parentPort?.postMessage({ id, hits }, [hits.places.buffer]);
  } catch (error) {
    parentPort?.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
