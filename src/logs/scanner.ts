import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Block, BlockHits, Search } from './scanBlock.ts';
import type { ScanRequest } from './scanWorker.ts';

/** Timeout for a block: a slower pattern is taken for one that never ends. */
const usualPatienceMs = 5000;

/** Without limits V8 would keep garbage as long as there is room. */
const resourceLimits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 } as const;
/** Idle time after which the thread ends and frees its memory. */
const idleMs = 10_000;

/** Pattern that cannot be searched, with the engine's reason. */
export class PatternError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PatternError';
  }
}

/** Pattern that takes too long. */
export class SlowPatternError extends Error {
  constructor() {
    super('the pattern takes too long');
    this.name = 'SlowPatternError';
  }
}

interface Waiting {
  readonly resolve: (hits: BlockHits) => void;
  readonly reject: (error: Error) => void;
}

interface Task {
  readonly isAwaited: boolean;
  readonly run: () => Promise<void>;
}

/** Scans blocks of logs in a worker thread, which starts with the first block. Blocks are scanned one at a time. */
export class Scanner {
  private readonly script: string | URL;
  private readonly patienceMs: number;
  private worker: Worker | undefined;
  private waiting = new Map<number, Waiting>();
  private ready: Promise<unknown> | undefined;
  private idle: NodeJS.Timeout | undefined;
  private lastId = 0;
  private readonly tasks: Task[] = [];
  private isBusy = false;

  /** @param script of the thread: `scanWorker.ts`, or its bundle */
  constructor(script: string | URL, { patienceMs = usualPatienceMs } = {}) {
    this.script = script;
    this.patienceMs = patienceMs;
  }

  /**
   * Scans a block, before all that nobody waits for.
   * @param isAwaited whether a person waits for it
   * @throws PatternError, SlowPatternError
   */
  scan(block: Block, pattern: Search, isAwaited = true): Promise<BlockHits> {
    const { promise, resolve, reject } = Promise.withResolvers<BlockHits>();
    this.tasks.push({ isAwaited, run: () => this.ask(block, pattern).then(resolve, reject) });
    this.runNext();
    return promise;
  }

  private runNext(): void {
    if (this.isBusy) return;
    const awaited = this.tasks.findIndex(task => task.isAwaited);
    const [task] = this.tasks.splice(Math.max(0, awaited), 1);
    if (!task) return;
    this.isBusy = true;
    void task.run().finally(() => {
      this.isBusy = false;
      this.runNext();
    });
  }

  async close(): Promise<void> {
    this.end(new Error('the scanner is closed'));
  }

  private async ask(block: Block, pattern: Search): Promise<BlockHits> {
    clearTimeout(this.idle);
    const worker = this.start();
    await this.ready;
    const id = ++this.lastId;
    const { promise, resolve, reject } = Promise.withResolvers<BlockHits>();
    this.waiting.set(id, { resolve, reject });
    const timer = setTimeout(() => this.end(new SlowPatternError()), this.patienceMs);
    const request: ScanRequest = { id, block, pattern };
    worker.postMessage(request);
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.waiting.delete(id);
      this.idle = setTimeout(() => this.end(new Error('not wanted any longer')), idleMs).unref();
    }
  }

  private start(): Worker {
    if (this.worker) return this.worker;
    const worker = new Worker(this.script, { resourceLimits });
    worker.unref();
    worker.on('message', ({ id, hits, failure }: { id: number; hits?: BlockHits; failure?: string }) => {
      const waiting = this.waiting.get(id);
      if (hits) waiting?.resolve(hits);
      else waiting?.reject(new PatternError(failure ?? ''));
    });
    worker.on('error', error => {
      if (this.worker === worker) this.end(error instanceof Error ? error : new Error(String(error)));
    });
    this.ready = once(worker, 'online');
    this.worker = worker;
    return worker;
  }

  private end(error: Error): void {
    clearTimeout(this.idle);
    void this.worker?.terminate();
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
