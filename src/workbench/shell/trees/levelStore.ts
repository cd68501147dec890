import type { TreeNode } from './treeNode.ts';

/** Nodes read below a node. */
export interface Level {
  readonly nodes: readonly TreeNode[];
  /** In milliseconds since 1970. */
  readonly readAt: number;
  /** Reason of the last failure to read it; the nodes read before are kept. */
  readonly problem: unknown;
  /** Whether it is to be read again at the next drawing. */
  readonly outdated: boolean;
  /** Whether the nodes will never change again, as known when they were read. */
  readonly isFinal: boolean;
}

interface UnderWay {
  readonly abort: AbortController;
  readonly outcome: Promise<Level | undefined>;
}

/** Cache of a tree's levels, by the id of the parent node. */
export class LevelStore {
  private readonly levels = new Map<string, Level>();
  private readonly readings = new Map<string, UnderWay>();

  get(id: string): Level | undefined {
    return this.levels.get(id);
  }

  /** Marks all levels to be read again when drawn, and keeps them until then. */
  outdateAll(): void {
    for (const id of [...this.levels.keys(), ...this.readings.keys()]) this.outdate(id);
  }

  /** Aborts a reading under way, too: its result may be old already. */
  outdate(id: string): void {
    this.callOff(id);
    const level = this.levels.get(id);
    if (level) this.levels.set(id, { ...level, outdated: true });
  }

  /** Drops the level of a removed node, and aborts its reading. */
  forget(id: string): void {
    this.callOff(id);
    this.levels.delete(id);
  }

  isBeingRead(id: string): boolean {
    return this.readings.has(id);
  }

  /**
   * Reads a level, or waits for the reading that is under way. A failure becomes the level's problem.
   * @param isFinal whether the nodes will never change again
   * @returns undefined when it was aborted, on the wire too
   */
  read(id: string, read: (signal: AbortSignal) => Promise<TreeNode[]>, isFinal = false): Promise<Level | undefined> {
    const underWay = this.readings.get(id);
    if (underWay) return underWay.outcome;
    const abort = new AbortController();
    const outcome = read(abort.signal).then(
      nodes => this.keep(id, abort, { nodes, readAt: Date.now(), problem: undefined, outdated: false, isFinal }),
      (problem: unknown) => this.keep(id, abort, this.failed(id, problem)),
    );
    this.readings.set(id, { abort, outcome });
    return outcome;
  }

  dispose(): void {
    for (const id of this.readings.keys()) this.callOff(id);
    this.levels.clear();
  }

  private callOff(id: string): void {
    this.readings.get(id)?.abort.abort();
    this.readings.delete(id);
  }

  private keep(id: string, { signal }: AbortController, level: Level): Level | undefined {
    if (signal.aborted) return undefined;
    this.readings.delete(id);
    this.levels.set(id, level);
    return level;
  }

  private failed(id: string, problem: unknown): Level {
    const before = this.levels.get(id);
    return { nodes: before?.nodes ?? [], readAt: before?.readAt ?? 0, problem, outdated: false, isFinal: false };
  }
}
