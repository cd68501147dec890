import type { Steps } from '../../base/cooperatively.ts';
import { printable, withoutEscapes } from '../escapes.ts';
import { type FilePlace, linksIn } from '../links.ts';
import type { ErrorRank } from './errorFamily.ts';
import { ErrorReader } from './errorReader.ts';
import { bodyStart } from './lineBody.ts';

/** Line of a log that tells of a failure. */
export interface CauseLine {
  /** Counted from 0, in the text. */
  readonly line: number;
  /** Clean, with what stands before the message; long ones are cut. */
  readonly text: string;
  /** Place in a file that it names, or the lines right below it, or the heading of its file. */
  readonly place?: FilePlace;
}

/** Reason of a failure, as a log tells it. */
export interface Cause {
  readonly rank: ErrorRank;
  /** The first lines of the nearest rank that the log has, in order, equal ones once. */
  readonly lines: readonly [CauseLine, ...CauseLine[]];
  /** Number of all lines of that rank. */
  readonly count: number;
  /** The first of them with those around it. */
  readonly around: readonly CauseLine[];
  /** Command of a shell that was echoed last before it, or the step of a job that Jenkins blames. */
  readonly step: string | undefined;
}

const maxLines = 200;
const linesBefore = 3;
const linesAfter = 6;
const maxText = 500;
/** Lines of a rank that are looked at. */
const maxCounted = 5000;
const placeLines = 3;
const headingLines = 60;
/** Lines between two looks at the clock. */
const linesAtOnce = 200;

/** `+ make test`, as shells echo it with `-x`; `C:\ws>nmake test`, as cmd does. */
const shellEcho = /^\+{1,3} (\S.*)$/;
const cmdEcho = /^[A-Za-z]:\\[^>\n]{0,250}>\s?(\S.*)$/;
const blamed = /^Build step '(.{1,100})' (?:marked build as failure|changed build result to (?:FAILURE|UNSTABLE))/;

/**
 * Finds the lines of a log, or of its end, that tell why a build failed.
 * @returns undefined where no line tells of a failure
 */
export function* readCause(text: string): Steps<Cause | undefined> {
  const lines = text.split('\n');
  const reader = new ErrorReader();
  const found: { readonly rank: ErrorRank; readonly line: number }[] = [];
  for (const [at, raw] of lines.entries()) {
    if (at % linesAtOnce === 0) yield;
    const hit = reader.take(withoutEscapes(raw));
    if (reader.isTakenBack) found.pop();
    if (hit) found.push({ rank: hit.rank, line: at });
  }
  const best = found.reduce<ErrorRank | undefined>(
    (least, { rank }) => (least === undefined || rank < least ? rank : least),
    undefined,
  );
  const ofBest = found.filter(({ rank }) => rank === best);
  const [first] = ofBest;
  if (!first) return undefined;
  const lineAt = (line: number): CauseLine => ({ line, text: cleanLine(lines[line] ?? '') });
  const tell = ({ line }: { readonly line: number }): CauseLine => {
    const place = placeOf(lines, line);
    return { ...lineAt(line), ...(place && { place }) };
  };
  const [, ...others] = distinct(ofBest.slice(0, maxCounted).map(tell));
  const before = lines.slice(Math.max(0, first.line - linesBefore), first.line);
  const after = lines.slice(first.line + 1, first.line + 1 + linesAfter);
  // Lines of another step say nothing about this one.
  const from = first.line - (before.length - 1 - before.findLastIndex(isOtherStep));
  const stop = after.findIndex(isOtherStep);
  const to = first.line + (stop < 0 ? after.length : stop);
  const around = Array.from({ length: to - from + 1 }, (_, index) => lineAt(from + index));
  return {
    rank: first.rank,
    lines: [tell(first), ...others.slice(0, maxLines - 1)],
    count: ofBest.length,
    around: withoutBlankEnds(around),
    step: commandBefore(lines, first.line) ?? blamedStep(lines),
  };
}

function isOtherStep(line: string): boolean {
  return cleanLine(line).startsWith('[Pipeline] ');
}

/** A line as it ended, where it was overwritten. */
function cleanLine(raw: string): string {
  const text = withoutEscapes(raw).replace(/[\r\t ]+$/, '');
  return printable(text.slice(text.lastIndexOf('\r') + 1).slice(0, maxText)).replace(
    /^\[\d{4}-\d\d-\d\dT[^\]\n]{1,40}\] ?/,
    '',
  );
}

/** `src/cart.ts` alone in a line: the lines below it, `  3:5  error  …`, are in that file. */
const fileHeading = /^(?:[A-Za-z]:)?[\w./\\@[\]-]+\.[A-Za-z]\w{0,9}$/;
const inHeadedFile = /^\s+(\d+):(\d+)\s/;
/** `  --> src/main.rs:2:5`, `    at src/cart.ts:3:5`, `File "a.py", line 3`: the place of the line above. */
const placeBelow = /^\s*(?:-->|╭─\[|at |File )/;

function placeOf(lines: readonly string[], line: number): FilePlace | undefined {
  return linkIn(cleanLine(lines[line] ?? '')) ?? placeInHeadedFile(lines, line) ?? placeBelowLine(lines, line);
}

function placeInHeadedFile(lines: readonly string[], line: number): FilePlace | undefined {
  const [, row, column] = inHeadedFile.exec(cleanLine(lines[line] ?? '')) ?? [];
  if (row === undefined) return undefined;
  for (let at = line - 1; at >= Math.max(0, line - headingLines); at--) {
    const heading = cleanLine(lines[at] ?? '').trim();
    if (fileHeading.test(heading)) return { path: heading, line: Number(row), column: Number(column) };
  }
  return undefined;
}

function placeBelowLine(lines: readonly string[], line: number): FilePlace | undefined {
  for (const raw of lines.slice(line + 1, line + 1 + placeLines)) {
    const below = cleanLine(raw);
    const place = placeBelow.test(below) ? linkIn(below) : undefined;
    if (place) return place;
  }
  return undefined;
}

function linkIn(text: string): FilePlace | undefined {
  return linksIn(text).find(({ place }) => place?.line !== undefined)?.place;
}

function distinct(lines: readonly CauseLine[]): CauseLine[] {
  return [...new Map(lines.map(line => [line.text, line])).values()];
}

function withoutBlankEnds(lines: readonly CauseLine[]): CauseLine[] {
  const from = lines.findIndex(({ text }) => text.trim() !== '');
  const to = lines.findLastIndex(({ text }) => text.trim() !== '');
  return lines.slice(Math.max(0, from), to + 1);
}

function commandBefore(lines: readonly string[], line: number): string | undefined {
  for (let at = line - 1; at >= 0; at--) {
    const text = cleanLine(lines[at] ?? '');
    const body = text.slice(bodyStart(text));
    const command = shellEcho.exec(body)?.[1] ?? cmdEcho.exec(body)?.[1];
    if (command !== undefined) return command;
    // Commands before it belong to another step.
    if (/^\[Pipeline\] (?:\}|sh|bat|powershell|pwsh|stage|node)/.test(text)) return undefined;
  }
  return undefined;
}

function blamedStep(lines: readonly string[]): string | undefined {
  return lines.map(line => blamed.exec(cleanLine(line))?.[1]).find(Boolean);
}
