/** Limits of a parser of others' texts. */
export interface Limits {
  /** Places of a text at which the parser decides something. */
  readonly steps: number;
  /** Bytes that may be held back, waiting for their end. */
  readonly bytes: number;
  /** Levels of nesting: each costs stack. */
  readonly depth: number;
}

/** Far beyond any text that a person wrote. */
export const usualLimits: Limits = { steps: 4_000_000, bytes: 8 * 1024 * 1024, depth: 100 };

/**
 * Budget for parsing a text of others. A parser whose budget is used up goes on with plain text: it neither throws nor
 * drops text.
 */
export class Budget {
  private readonly limits: Limits;
  private steps = 0;
  private bytes = 0;
  private level = 0;

  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...usualLimits, ...limits };
  }

  /** Spends steps; false when there are no more. */
  spend(steps = 1): boolean {
    this.steps += steps;
    return this.steps <= this.limits.steps;
  }

  /** Reserves bytes to hold back; false when they would be too many, and none are reserved. */
  hold(bytes: number): boolean {
    if (this.bytes + bytes > this.limits.bytes) return false;
    this.bytes += bytes;
    return true;
  }

  /** Frees all the reserved bytes. */
  release(): void {
    this.bytes = 0;
  }

  /** Levels that are left. */
  get depth(): number {
    return this.limits.depth - this.level;
  }

  /**
   * Parses some levels deeper.
   * @param flat takes the place of the parser where there are not that many levels left
   */
  deeper<Result>(levels: number, parse: () => Result, flat: () => Result): Result {
    if (this.depth < levels) return flat();
    this.level += levels;
    try {
      return parse();
    } finally {
      this.level -= levels;
    }
  }
}

/** Whether JSON is nested deeper than a number of levels; uses no stack. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  let level = isNesting(value) ? [value] : [];
  for (let depth = 0; depth < levels && level.length > 0; depth++) {
    const next: Nesting[] = [];
    for (const each of level) collectNesting(each, next);
    level = next;
  }
  return level.length > 0;
}

/** Makes no list of the values, as most of them are texts. */
function collectNesting(value: Nesting, found: Nesting[]): void {
  if (Array.isArray(value)) {
    for (const each of value) if (isNesting(each)) found.push(each);
    return;
  }
  for (const name in value) {
    const each = value[name];
    if (isNesting(each)) found.push(each);
  }
}

type Nesting = Readonly<Record<string, unknown>>;

function isNesting(value: unknown): value is Nesting {
  return typeof value === 'object' && value !== null;
}
