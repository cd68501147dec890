import * as vscode from 'vscode';
import { HeadingScan } from '../../../logs/headingScan.ts';
import type { Scanner } from '../../../logs/scanner.ts';
import { readSections, type Section } from '../../../logs/sections.ts';
import type { Spool } from '../../../logs/spool.ts';
import type { Background } from '../../shell/commands/background.ts';

const lookEveryMs = 1000;

/** Sections of a log, kept up to date while it grows. */
export class LogMarks implements vscode.Disposable {
  readonly spool: Spool;
  private readonly background: Background;
  private readonly headings: HeadingScan;
  private readonly abort = new AbortController();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when there are more sections. */
  readonly onDidChange = this.changed.event;
  private known: Section[] = [];
  private knownOf = '';
  private timer: NodeJS.Timeout | undefined;
  private isFinal = false;

  constructor(spool: Spool, scanner: Scanner, background: Background) {
    this.background = background;
    this.spool = spool;
    this.headings = new HeadingScan(spool, scanner);
  }

  get sections(): readonly Section[] {
    return this.known;
  }

  /** Scans the new part of the log, soon. */
  refreshSoon(final: boolean): void {
    this.isFinal = final;
    if (this.timer || this.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // A log works without an outline, too.
      this.background.quietly('The outline of a log could not be read', () => this.look(this.isFinal));
    }, lookEveryMs);
  }

  /** Scans all of the log now. */
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
    this.known = readSections(this.headings.lines(), lines);
    this.changed.fire();
  }
}
