import { LogScan } from './logScan.ts';
import type { Scanner } from './scanner.ts';
import { commandPattern, headingPattern } from './sections.ts';
import type { Spool } from './spool.ts';

/** Limit of an outline, both for headings of shells' commands and for all others. */
const maxHeadings = 20_000;
/** Characters of a heading that are kept. */
const textLength = 300;

/**
 * Finds the headings of a log. Shells' commands have a search of their own: there may be so many that no stage behind
 * them would be found.
 */
export class HeadingScan {
  private readonly headings: LogScan;
  private readonly commands: LogScan;

  constructor(spool: Spool, scanner: Scanner) {
    const options = { maxHits: maxHeadings, textLength, isAwaited: false };
    this.headings = new LogScan(spool, scanner, headingPattern, options);
    this.commands = new LogScan(spool, scanner, commandPattern, options);
  }

  get count(): number {
    return this.headings.count + this.commands.count;
  }

  /** Scans the part that is new, as {@link LogScan} does. */
  async advance(final: boolean, signal: AbortSignal): Promise<void> {
    await this.headings.advance(final, signal);
    await this.commands.advance(final, signal);
  }

  /** All headings in the order of their lines, for `readSections`. */
  *lines(): Generator<{ line: number; text: string }> {
    const { headings, commands } = this;
    let command = 0;
    for (let index = 0; index <= headings.count; index++) {
      const line = headings.hit(index)?.line ?? Number.POSITIVE_INFINITY;
      for (; (commands.hit(command)?.line ?? line) < line; command++) {
        yield { line: commands.hit(command)?.line ?? 0, text: commands.text(command) };
      }
      if (index < headings.count) yield { line, text: headings.text(index) };
    }
  }
}
