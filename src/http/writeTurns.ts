import type { Claims } from '../base/claims.ts';

/** Gives up a turn. */
export type EndTurn = () => Promise<void>;

/**
 * Serializes writes that leave equal traces, over all windows: each reads the state before it when no other is under
 * way, so that a new trace is its own.
 */
export interface WriteTurns {
  /**
   * Waits for the turn.
   * @param object names the traces that could be confused
   * @returns undefined when it was not given in time, or waiting was aborted
   */
  take(object: string, signal?: AbortSignal): Promise<EndTurn | undefined>;
}

/** Turns of this process alone. */
export class MemoryTurns implements WriteTurns {
  private readonly last = new Map<string, Promise<void>>();

  async take(object: string): Promise<EndTurn> {
    const before = this.last.get(object);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.last.set(object, promise);
    await before;
    return async () => {
      if (this.last.get(object) === promise) this.last.delete(object);
      resolve();
    };
  }
}

/** A turn outlasts the death of its window by this, in milliseconds. */
const ttlMs = 20_000;
/** A write with its search for a trace takes less. */
const patienceMs = 90_000;

/** Turns of all windows of this machine. */
export class SharedTurns implements WriteTurns {
  private readonly claims: Claims;
  private readonly scope: string;

  /** @param scope tells servers apart, such as a connection's id */
  constructor(claims: Claims, scope: string) {
    this.claims = claims;
    this.scope = scope;
  }

  async take(object: string, signal?: AbortSignal): Promise<EndTurn | undefined> {
    const claim = await this.claims.takeSoon(`write ${this.scope} ${object}`, { ttlMs, patienceMs, signal });
    return claim && (() => claim.release());
  }
}
