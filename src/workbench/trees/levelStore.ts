import type { TreeNode } from './treeNode.ts';

/** What was read below a line. */
export interface Level {
  readonly nodes: readonly TreeNode[];
  /** When, in milliseconds since 1970. */
  readonly readAt: number;
  /** Why it could not be read since; what was read before is kept. */
  readonly problem: unknown;
  /** Whether it is to be read again at the next drawing. */
  readonly outdated: boolean;
}

/** What a tree has read, by the ids of the lines it stands below. */
export class LevelStore {
  private readonly levels = new Map<string, Level>();
  private readonly readings = new Map<string, AbortController>();

  get(id: string): Level | undefined {
    return this.levels.get(id);
  }

  /** All that is there now is to be read again when it is drawn, and kept until then. */
  outdateAll(): void {
    for (const id of this.levels.keys()) this.outdate(id);
    for (const reading of this.readings.values()) reading.abort();
    this.readings.clear();
  }

  outdate(id: string): void {
    const level = this.levels.get(id);
    if (level) this.levels.set(id, { ...level, outdated: true });
  }

  /** The line is gone, and what is being read below it is of no use. */
  forget(id: string): void {
    this.readings.get(id)?.abort();
    this.readings.delete(id);
    this.levels.delete(id);
  }

  isBeingRead(id: string): boolean {
    return this.readings.has(id);
  }

  /**
   * Reads below a line; a failure becomes the level's problem. A newer reading of the same line ends the older one, on
   * the wire too.
   * @returns undefined when it was called off
   */
  async read(id: string, read: (signal: AbortSignal) => Promise<TreeNode[]>): Promise<Level | undefined> {
    this.readings.get(id)?.abort();
    const reading = new AbortController();
    this.readings.set(id, reading);
    const level = await read(reading.signal).then(
      nodes => ({ nodes, readAt: Date.now(), problem: undefined, outdated: false }),
      (problem: unknown) => this.failed(id, problem),
    );
    if (reading.signal.aborted) return undefined;
    this.readings.delete(id);
    this.levels.set(id, level);
    return level;
  }

  dispose(): void {
    for (const reading of this.readings.values()) reading.abort();
    this.levels.clear();
  }

  private failed(id: string, problem: unknown): Level {
    const before = this.levels.get(id);
    return { nodes: before?.nodes ?? [], readAt: before?.readAt ?? 0, problem, outdated: false };
  }
}
