import * as vscode from 'vscode';
import { asString } from '../../../base/json.ts';
import { ErrorLines } from '../../../logs/errors/errorLines.ts';
import { usualErrors } from '../../../logs/errors/usualErrors.ts';
import { type Hit, LogScan, patternOf } from '../../../logs/logScan.ts';
import type { RowMap } from '../../../logs/rowMap.ts';
import { PatternError, type Scanner, SlowPatternError } from '../../../logs/scanner.ts';
import type { Spool } from '../../../logs/spool.ts';
import type { Background } from '../../shell/commands/background.ts';
import { hasEnded, isReadInPart, type LogPhase } from './logPhase.ts';
import type { ShownErrors } from './page/protocol.ts';

const { t } = vscode.l10n;

const maxErrors = 1_000_000;
const lookEveryMs = 1000;
const redrawAfterMs = 100;
/** More that is not looked through yet may hide errors; less comes within a look. */
const backlogBytes = 4 * 1024 * 1024;
/** Marks beside the scroll bar at most: more than a screen has room for. */
const maxMarks = 500;

export interface LogErrorsDeps {
  readonly spool: Spool;
  readonly scanner: Scanner;
  readonly rowMap: RowMap;
  readonly background: Background;
  readonly phase: () => LogPhase;
  /** Called when there are more errors, or others count. */
  readonly found: () => void;
  /** Called when there are more errors, or they stand in other rows. */
  readonly changed: () => void;
}

/** Errors of a log: found while it grows, counted, marked, gone through. */
export class LogErrors implements vscode.Disposable {
  readonly spool: Spool;
  private readonly deps: LogErrorsDeps;
  private readonly scan: LogScan;
  private readonly all: ErrorLines;
  private readonly causes: ErrorLines;
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private rowTimer: NodeJS.Timeout | undefined;
  private isFinal = false;
  /** The user's own pattern is none, or takes too long: it is not tried with each growth. */
  private isBroken = false;
  private knownErrors = '';
  private knownLines = 0;
  /** Line from which the next error is looked for. */
  private at = -1;

  constructor(deps: LogErrorsDeps) {
    this.deps = deps;
    this.spool = deps.spool;
    const own = asString(vscode.workspace.getConfiguration('jenkinsJira').get('logs.errorPattern'));
    const pattern = own ? patternOf(own, { regex: true, matchCase: true }) : usualErrors;
    this.scan = new LogScan(deps.spool, deps.scanner, pattern, { maxHits: maxErrors, isAwaited: false });
    this.all = new ErrorLines(this.scan);
    this.causes = new ErrorLines(this.scan, { onlyCauses: true });
  }

  /** Scans the new part of the log, soon. */
  refreshSoon(final: boolean): void {
    this.isFinal = final;
    if (this.isBroken || this.timer || this.abort.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      // A log can be read without its errors, too.
      this.deps.background.quietly('The errors of a log could not be read', () => this.look());
    }, lookEveryMs);
  }

  /** Mark of a line, when it counts as an error; the first is the one that is nearest to the reason of a failure. */
  markOf(line: number): 'first' | 'error' | undefined {
    if (!this.counted.has(line)) return undefined;
    return line === this.firstLine ? 'first' : 'error';
  }

  /** Lines between two that count as errors, both included. */
  linesIn(first: number, last: number, most: number): number[] {
    const { counted } = this;
    const lines: number[] = [];
    for (let index = counted.firstAt(first); lines.length < most; index++) {
      const line = counted.hit(index)?.line;
      if (line === undefined || line > last) break;
      lines.push(line);
    }
    return lines;
  }

  /** Call when the log is shown in other rows. */
  rowsChanged(): void {
    this.rowTimer ??= setTimeout(() => {
      this.rowTimer = undefined;
      if (!this.abort.signal.aborted) this.deps.changed();
    }, redrawAfterMs);
  }

  /** Errors for the page: those in the rows that are shown, of all. */
  get shown(): ShownErrors {
    const { counted } = this;
    const { admitted } = this.deps.rowMap;
    return {
      count: admitted ? counted.countIn(admitted) : counted.count,
      total: counted.count,
      isFull: this.isPartial,
      marks: this.marks(),
    };
  }

  /**
   * Finds the error to go to, and says which it is: the first, or the next in a direction. Where none counts, lines that
   * may be errors are gone through.
   * @param at line to go on from; by default that of the cursor, or of the error that was gone to last
   */
  async find(by: 1 | -1, first: boolean, at = this.at): Promise<{ readonly hit?: Hit; readonly note: string }> {
    await this.scan.advance(true, this.abort.signal);
    const { counted } = this;
    if (first && this.isPassed) return { note: t('The build passed') };
    const lines = counted.count > 0 ? counted : this.all;
    lines.refresh();
    const from = first ? (this.firstIn(lines) ?? 0) - 1 : at;
    const index = lines.next(from, by, line => this.isShown(line));
    const hit = lines.hit(index);
    if (!hit) return { note: t('No errors found') };
    this.at = hit.line;
    const total = lines.count.toLocaleString();
    const count = this.isPartial ? t('more than {0}', total) : total;
    const which = (index + 1).toLocaleString();
    return {
      hit,
      note: lines === counted ? t('Error {0} of {1}', which, count) : t('Possible error {0} of {1}', which, count),
    };
  }

  /** Goes on from a line with the next search. */
  goOnFrom(line: number): void {
    this.at = line;
  }

  /** Finds the error that is nearest to a row. */
  near(row: number): Hit | undefined {
    const { counted, deps } = this;
    const line = deps.rowMap.lineAt(row);
    const isShown = (each: number) => this.isShown(each);
    const found = [counted.next(line - 1, 1, isShown), counted.next(line, -1, isShown)].map(index =>
      counted.hit(index),
    );
    const distance = (hit: Hit | undefined) =>
      hit ? Math.abs(deps.rowMap.rowOf(hit.line) - row) : Number.POSITIVE_INFINITY;
    const [hit] = found.sort((a, b) => distance(a) - distance(b));
    if (hit) this.at = hit.line;
    return hit;
  }

  dispose(): void {
    clearTimeout(this.timer);
    clearTimeout(this.rowTimer);
    this.abort.abort(new vscode.CancellationError());
  }

  private async look(): Promise<void> {
    let toldAt = Date.now();
    try {
      await this.scan.advance(this.isFinal, this.abort.signal, () => {
        if (Date.now() - toldAt < lookEveryMs) return;
        toldAt = Date.now();
        this.tell();
      });
    } catch (error) {
      this.isBroken = error instanceof PatternError || error instanceof SlowPatternError;
      throw error;
    }
    this.tell();
  }

  private tell(): void {
    const { counted } = this;
    // Marks move as the log grows.
    const lines = counted.count > 0 ? this.spool.index.lines : 0;
    const ranks = `${counted === this.all} ${this.isPartial}`;
    const errors = `${counted.count} ${ranks} ${this.scan.hitsOf} ${this.scan.firstError}`;
    if (errors !== this.knownErrors) this.deps.found();
    if (errors !== this.knownErrors || lines !== this.knownLines) this.deps.changed();
    this.knownErrors = errors;
    this.knownLines = lines;
  }

  private get isPassed(): boolean {
    const phase = this.deps.phase();
    return this.scan.isPassed || (phase.kind === 'finished' && phase.result === 'SUCCESS');
  }

  /** Only causes count of a build that has passed or may still do so, and of one that was stopped. */
  private get counted(): ErrorLines {
    const phase = this.deps.phase();
    const result = phase.kind === 'finished' ? phase.result : undefined;
    const counted = hasEnded(phase) && !this.isPassed && result !== 'ABORTED' ? this.all : this.causes;
    counted.refresh();
    return counted;
  }

  /** Whether there may be more errors in what was not looked through, or not read. */
  private get isPartial(): boolean {
    const isBehind = this.scan.scanned + backlogBytes < this.spool.index.lastLineStart;
    return this.scan.isFull || isBehind || isReadInPart(this.deps.phase());
  }

  private get firstLine(): number | undefined {
    const { firstError } = this.scan;
    return firstError === undefined ? undefined : this.scan.hit(firstError)?.line;
  }

  private firstIn(lines: ErrorLines): number | undefined {
    return this.firstLine ?? lines.hit(0)?.line;
  }

  /** Whether a line has a row of its own, or one that hides it when folded. */
  private isShown(line: number): boolean {
    const { rowMap } = this.deps;
    return !rowMap.isFiltered || rowMap.lineAt(rowMap.rowOf(line)) === line;
  }

  /** Places of the errors among the rows, of 0 to {@link maxMarks}; a folded section has those of its lines. */
  private marks(): number[] {
    const { counted, deps } = this;
    const rows = deps.rowMap.count(this.spool.index.lines);
    const marks: number[] = [];
    for (let mark = 0; mark < maxMarks; mark++) {
      const first = Math.ceil((mark * rows) / maxMarks);
      const end = Math.ceil(((mark + 1) * rows) / maxMarks);
      if (first < end && this.hasError(counted, first, end)) marks.push(mark / maxMarks);
    }
    return marks;
  }

  /** Whether rows have an error. @param end the row behind the last */
  private hasError(counted: ErrorLines, first: number, end: number): boolean {
    const { rowMap } = this.deps;
    for (let index = counted.firstAt(rowMap.lineAt(first)); ; index++) {
      const hit = counted.hit(index);
      if (!hit || rowMap.rowOf(hit.line) >= end) return false;
      if (this.isShown(hit.line)) return true;
    }
  }
}
