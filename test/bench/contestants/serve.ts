// The side of a contestant that runs in Node: reads works, does them, answers.
import { createInterface } from 'node:readline';
import type { Work } from './contestant.ts';

export type Works = Readonly<Record<string, (work: Work) => Promise<number>>>;

/** Does works one after the other, until there are no more. */
export async function serve(works: Works): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const work = JSON.parse(line) as Work;
    const began = performance.now();
    const outcome = await Promise.resolve(works[work.name]?.(work)).then(
      got => ({ ms: performance.now() - began, got: got ?? 0, peakMiB: process.resourceUsage().maxRSS / 1024 }),
      error => ({ error: error instanceof Error ? error.message : String(error) }),
    );
    console.log(JSON.stringify(outcome));
  }
  process.exit(0);
}
