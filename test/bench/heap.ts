import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is in use of the heap after everything is collected that can be, in MiB. */
export async function usedHeap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise(done => setTimeout(done, 20)); // finalizers
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
