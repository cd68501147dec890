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
  /** Whether it was said, when it was read, that it never changes again. */
  readonly isFinal: boolean;
}

interface UnderWay {
  readonly abort: AbortController;
  readonly outcome: Promise<Level | undefined>;
}

/** What a tree has read, by the ids of the lines it stands below. */
export class LevelStore {
  private readonly levels = new Map<string, Level>();
  private readonly readings = new Map<string, UnderWay>();

  get(id: string): Level | undefined {
    return this.levels.get(id);
  }

  /** All that is there now is to be read again when it is drawn, and kept until then. */
  outdateAll(): void {
    for (const id of [...this.levels.keys(), ...this.readings.keys()]) this.outdate(id);
  }

  /** What is being read now may be old already, so that is called off. */
  outdate(id: string): void {
    this.callOff(id);
    const level = this.levels.get(id);
    if (level) this.levels.set(id, { ...level, outdated: true });
  }

  /** The line is gone, and what is being read below it is of no use. */
  forget(id: string): void {
    this.callOff(id);
    this.levels.delete(id);
  }

  isBeingRead(id: string): boolean {
    return this.readings.has(id);
  }

  /**
   * Reads below a line, or waits for the reading that is under way. A failure becomes the level's problem.
   * @param isFinal whether what is there now never changes again
   * @returns undefined when it was called off, on the wire too
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
