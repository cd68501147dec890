export interface BackoffOptions {
  /** First delay, in milliseconds. */
  first: number;
  /** Upper bound, in milliseconds. */
  most: number;
  /** Factor from each delay to the next. */
  factor?: number;
}

/** Delays that grow up to a bound: `next()` returns the next one, `reset()` starts over after news. */
export class Backoff {
  private readonly options: Required<BackoffOptions>;
  private delay: number;

  constructor(options: BackoffOptions) {
    this.options = { factor: 1.6, ...options };
    this.delay = options.first;
  }

  /** Next delay, in milliseconds: up to a tenth shorter than planned, so that many clients do not poll in step. */
  next(): number {
    const now = this.delay;
    this.delay = Math.min(this.delay * this.options.factor, this.options.most);
    return now * (1 - Math.random() * 0.1);
  }

  reset(): void {
    this.delay = this.options.first;
  }
}
