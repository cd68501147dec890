import { showBriefly } from '../messages/notifications.ts';

/** Time within which a second click is part of a double click, and has no meaning of its own. */
const doubleClickMs = 1000;
const messageMs = 4000;

export interface WorkUnderWay {
  /** Message for a person who asks for the same again. */
  readonly words: string;
  /** Brings the open part of the work to the front, such as an editor whose text it waits for. */
  readonly show?: () => void;
}

/**
 * Work in this window that must not be begun twice for the same object: a second click shows the first. Work that
 * succeeded counts as under way for the length of a double click, however quick the server was.
 */
export class UnderWay {
  private readonly works = new Map<string, WorkUnderWay>();

  /**
   * Does the work, unless the same is under way.
   * @param object of the work, with the kind of work
   * @returns the work's result, undefined when it was canceled or not begun
   */
  async once<T>(object: readonly unknown[], begun: WorkUnderWay, work: () => Promise<T | undefined>) {
    const key = JSON.stringify(object);
    if (this.shows(object)) return undefined;
    this.works.set(key, begun);
    let done: T | undefined;
    try {
      done = await work();
      return done;
    } finally {
      if (done === undefined) this.works.delete(key);
      else setTimeout(() => this.works.delete(key), doubleClickMs).unref();
    }
  }

  /**
   * Shows work of that kind that is under way.
   * @returns whether there is any
   */
  shows(object: readonly unknown[]): boolean {
    const work = this.works.get(JSON.stringify(object));
    if (!work) return false;
    showBriefly(work.words, messageMs);
    work.show?.();
    return true;
  }
}
