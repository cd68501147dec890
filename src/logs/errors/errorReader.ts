import { ErrorRank } from './errorFamily.ts';
import { bodyStart } from './lineBody.ts';
import { rankOf } from './rankOfLine.ts';

/** A longer line says what failed at its beginning. */
const maxLine = 600;
/** Lines after a heading within which its list begins. */
const listLines = 30;

/** Headings of lists of failures, whose entries are numbered: Mocha, Cypress, RSpec, Jasmine, PHPUnit, Codeception. */
const listHeading = /^(?:\d+ failing$|Failures:$|There (?:was|were) \d+ (?:failures?|errors?|risky tests?):$|Errors:$)/;
const listEntry = /^\d+\) \S/;
/** Gradle's reason stands in the line below. */
const reasonHeading = /^\* What went wrong:$/;
/** The task before was allowed to fail (Ansible). */
const ignored = /^\.\.\.ignoring/;
const passed = /^Finished: SUCCESS$/;

/** Output of a test is shown below such a line, up to an empty one (Vitest). */
const outputHeading = /^(?:stderr|stdout) \| \S/;
/** State between lines; a number, so that it can be handed on from block to block. */
const State = { none: 0, reason: -1, output: -2 } as const;

export interface FoundErrorLine {
  readonly column: number;
  readonly length: number;
  readonly rank: ErrorRank;
}

/** Reads a log line by line and tells which of them report a failure. */
export class ErrorReader {
  /** 0: none; -1: the next line is a reason; -2: in the output of a test; otherwise lines within which a list of failures may begin. */
  state: number;
  /** Whether the last line said that the build passed. */
  isPassed = false;
  /** Whether the last line takes back the failure before it. */
  isTakenBack = false;

  constructor(state: number = State.none) {
    this.state = state;
  }

  take(whole: string): FoundErrorLine | undefined {
    const end = endOf(whole);
    // A line that was overwritten counts as it ended.
    const from = end > 0 ? whole.lastIndexOf('\r', end - 1) + 1 : 0;
    const shown = whole.slice(from, Math.min(end, from + maxLine));
    const start = bodyStart(shown);
    const body = start > 0 ? shown.slice(start) : shown;
    this.isTakenBack = false;
    if (body === '') {
      if (this.state === State.output) this.state = State.none;
      return undefined;
    }
    this.isPassed = passed.test(body);
    this.isTakenBack = ignored.test(body);
    const rank = this.rank(body, indentBefore(shown, start));
    return rank === undefined ? undefined : { column: from + start, length: body.length, rank };
  }

  private rank(body: string, indent: number): ErrorRank | undefined {
    const { state } = this;
    if (state === State.reason) {
      this.state = State.none;
      return ErrorRank.sign;
    }
    if (state > 0) {
      this.state--;
      if (listEntry.test(body)) {
        this.state = State.none;
        return ErrorRank.cause;
      }
    }
    if (reasonHeading.test(body)) this.state = State.reason;
    else if (listHeading.test(body)) this.state = listLines;
    else if (outputHeading.test(body)) this.state = State.output;
    const found = rankOf(body, indent);
    return found === ErrorRank.cause && this.state === State.output ? ErrorRank.sign : found;
  }
}

/** Blanks right before the body; those before other prefixes do not count. */
function indentBefore(line: string, start: number): number {
  let at = start;
  while (at > 0 && (line.charCodeAt(at - 1) === 0x20 || line.charCodeAt(at - 1) === 0x09)) at--;
  return start - at;
}

/** Length without blanks and carriage returns at the end. */
function endOf(line: string): number {
  let end = line.length;
  for (; end > 0; end--) {
    const code = line.charCodeAt(end - 1);
    if (code !== 0x20 && code !== 0x0d && code !== 0x09) break;
  }
  return end;
}
