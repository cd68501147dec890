import { readFileSync, writeFileSync } from 'node:fs';

const mebibyte = 1024 * 1024;
const sampleMs = 5;
/** Pause between collections, so that they do not take all the time. */
const collectMs = 50;

/**
 * Watches the memory of this process, in MiB: what is held, without what can be collected, and the peak of its resident
 * memory, which has both. Node's own reading of 400 MiB, with nothing done to them, leaves 100 MiB uncollected.
 */
export class MemoryWatch {
  private readonly idle: { readonly heap: number; readonly resident: number };
  private most = { heap: 0, resident: 0 };
  private collectedAt = 0;
  private readonly timer: NodeJS.Timeout;

  private constructor(idle: MemoryWatch['idle']) {
    this.idle = idle;
    this.timer = setInterval(() => this.sample(), sampleMs);
  }

  /** Begins after everything is collected that can be. Needs `--expose-gc`. */
  static async begin(): Promise<MemoryWatch> {
    for (let round = 0; round < 3; round++) {
      globalThis.gc?.();
      await new Promise(done => setTimeout(done, 10)); // finalizers
    }
    resetPeak();
    return new MemoryWatch(used());
  }

  /** Ends. @returns the largest values above idle: held on the heap and in buffers, and resident */
  end(): { heap: number; resident: number } {
    clearInterval(this.timer);
    this.collectedAt = 0;
    this.sample();
    // The kernel's own peak also has what came and went while the loop was blocked.
    const resident = Math.max(this.most.resident, peak() ?? 0);
    return { heap: this.most.heap - this.idle.heap, resident: Math.max(0, resident - this.idle.resident) };
  }

  private sample(): void {
    const { heap, resident } = used();
    this.most.resident = Math.max(this.most.resident, resident);
    if (heap <= this.most.heap || performance.now() - this.collectedAt < collectMs) return;
    // The second ends the sweeping that the first began.
    for (let round = 0; round < 2; round++) globalThis.gc?.();
    this.collectedAt = performance.now();
    this.most.heap = Math.max(this.most.heap, used().heap);
  }
}

function used(): { heap: number; resident: number } {
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / mebibyte, resident: rss / mebibyte };
}

/** Makes Linux forget the peak of resident memory; elsewhere samples must do. */
function resetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Not Linux.
  }
}

function peak(): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
