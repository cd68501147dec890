import { DeadlineFailure } from './wireFailures.ts';

/** Whole deadline of an exchange, besides the timeout for silence: an answer that drips for ever ends at it. */
export class Deadline {
  /** Aborted at the deadline, and by the caller's own signal. */
  readonly signal: AbortSignal;
  private readonly controller = new AbortController();
  private readonly outer: AbortSignal | undefined;
  private readonly timer: NodeJS.Timeout;

  constructor(milliseconds: number, outer: AbortSignal | undefined) {
    this.signal = this.controller.signal;
    this.outer = outer;
    this.timer = setTimeout(() => this.controller.abort(new DeadlineFailure()), milliseconds);
    this.timer.unref();
    if (outer?.aborted) this.controller.abort(outer.reason);
    else outer?.addEventListener('abort', this.follow);
  }

  /** Ends the deadline alone: the caller's signal still counts. */
  lift(): void {
    clearTimeout(this.timer);
  }

  /** Ends both, when the exchange is over. */
  end(): void {
    this.lift();
    this.outer?.removeEventListener('abort', this.follow);
  }

  private readonly follow = (): void => {
    this.controller.abort(this.outer?.reason);
  };
}
