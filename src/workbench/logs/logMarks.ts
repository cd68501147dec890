import * as vscode from 'vscode';
import {
  type Hit,
  headingPattern,
  headingTextLength,
  LogScan,
  type Pattern,
  readSections,
  type Scanner,
  type Section,
  type Spool,
} from '../../logs/index.ts';

/** More than these nobody looks at in an outline. */
const mostHeadings = 20_000;
const mostErrors = 10_000;
const lookEveryMs = 1000;

/**
 * What lines say that something failed: of compilers, build tools, test runners, languages, and of Jenkins itself. Words
 * that only name errors, such as "0 errors", do not count.
 */
export const usualErrorPattern = [
  String.raw`^(?:\[\d{4}-[^\]]*\] ?)?(?:\[[\w .-]+\] )?(?:ERROR|FATAL|SEVERE|CRITICAL|Error|Fatal|FAILED|FAILURE)\b(?![:=] ?0\b)`,
  String.raw`\[(?:ERROR|FATAL|SEVERE)\]`,
  String.raw`\b(?:fatal )?error(?: [A-Z]{1,5}\d+)?: `,
  String.raw`\bnpm (?:ERR!|error)\b`,
  String.raw`\bg?make(?:\[\d+\])?: \*\*\* `,
  String.raw`^Traceback \(most recent call last\)`,
  String.raw`\b[\w.$]*[a-z](?:Exception|Error)(?=[:\n\r])`,
  String.raw`^BUILD FAILED|\bBUILD FAILURE\b`,
  String.raw`^\s*--- FAIL: `,
  String.raw`\bmarked build as failure\b`,
  String.raw`\bscript returned exit code [1-9]`,
  String.raw`\bSegmentation fault\b|^panic: `,
  '^\\s*[✖✗✘] ',
].join('|');

/** The sections and the errors of a log, kept up to date while it grows. */
export class LogMarks implements vscode.Disposable {
  readonly spool: Spool;
  private readonly headings: LogScan;
  private readonly errors: LogScan;
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when there are more sections or errors. */
  readonly onDidChange = this.changed.event;
  private known: Section[] = [];
  private knownOf = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(spool: Spool, scanner: Scanner, errorPattern: Pattern) {
    this.spool = spool;
    this.headings = new LogScan(spool, scanner, headingPattern, {
      mostHits: mostHeadings,
      textLength: headingTextLength,
    });
    this.errors = new LogScan(spool, scanner, errorPattern, { mostHits: mostErrors });
  }

  get sections(): readonly Section[] {
    return this.known;
  }

  /** Looks at what has come since, soon. */
  lookSoon(final: boolean): void {
    if (this.timer || this.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // Nothing to be told of: a log without an outline is one all the same.
      this.look(final).catch(() => undefined);
    }, lookEveryMs);
  }

  /** The next line with an error after a line, or before it; from the other end when there is none. */
  async error(line: number, by: 1 | -1): Promise<{ hit: Hit; index: number; count: number } | undefined> {
    await this.errors.advance(true, this.abort.signal);
    const lines = Array.from({ length: this.errors.count }, (_, index) => index).filter(
      index => index === 0 || this.errors.hit(index)?.line !== this.errors.hit(index - 1)?.line,
    );
    const next =
      by > 0
        ? lines.find(index => (this.errors.hit(index)?.line ?? 0) > line)
        : lines.findLast(index => (this.errors.hit(index)?.line ?? 0) < line);
    const index = next ?? (by > 0 ? lines[0] : lines.at(-1));
    const hit = index === undefined ? undefined : this.errors.hit(index);
    return hit && index !== undefined ? { hit, index: lines.indexOf(index), count: lines.length } : undefined;
  }

  /** Looks through all that there is, now. */
  async complete(): Promise<readonly Section[]> {
    await this.look(true);
    return this.known;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.abort.abort(new vscode.CancellationError());
    this.changed.dispose();
  }

  private async look(final: boolean): Promise<void> {
    await this.headings.advance(final, this.abort.signal);
    const { lines } = this.spool.index;
    const state = `${this.headings.count} ${lines} ${this.spool.generation}`;
    if (state === this.knownOf) return;
    this.knownOf = state;
    this.known = readSections(this.headingLines(), lines);
    this.changed.fire();
  }

  private *headingLines(): Generator<{ line: number; text: string }> {
    for (let index = 0; index < this.headings.count; index++) {
      yield { line: this.headings.hit(index)?.line ?? 0, text: this.headings.text(index) };
    }
  }
}
