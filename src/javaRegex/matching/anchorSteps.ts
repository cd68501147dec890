import type { AnchorKind } from '../regex/ast.ts';
import { contains } from '../regex/charSet.ts';
import { unicodeWord } from '../regex/properties.ts';
import { isLetterOrDigit, unicodeSet } from '../regex/unicodeSets.ts';
import { graphemeEnd, isPairBefore } from './characterSteps.ts';
import type { Machine, Outcome } from './machine.ts';
import { Instruction } from './machine.ts';

type Holds = (subject: string, at: number, machine: Machine) => boolean;

const newline = 0x0a;
const carriageReturn = 0x0d;

function isLineEnd(unit: number): boolean {
  return unit === newline || unit === carriageReturn || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

/** Whether a line begins at a place: at the beginning or after a line end, but never at the very end. */
function atLineStart(subject: string, at: number): boolean {
  if (at === subject.length) return false;
  if (at === 0) return true;
  const before = subject.charCodeAt(at - 1);
  return isLineEnd(before) && !(before === carriageReturn && subject.charCodeAt(at) === newline);
}

function atUnixLineStart(subject: string, at: number): boolean {
  return at !== subject.length && (at === 0 || subject.charCodeAt(at - 1) === newline);
}

function atLineEnd(subject: string, at: number): boolean {
  if (at === subject.length) return true;
  const unit = subject.charCodeAt(at);
  if (unit === newline) return at === 0 || subject.charCodeAt(at - 1) !== carriageReturn;
  return isLineEnd(unit);
}

/** At the end, or before a final line end. */
function atEndOfText(subject: string, at: number): boolean {
  if (at < subject.length - 2) return false;
  const pair = at === subject.length - 2;
  if (pair && !(subject.charCodeAt(at) === carriageReturn && subject.charCodeAt(at + 1) === newline)) return false;
  return atLineEnd(subject, at);
}

function codePointBefore(subject: string, at: number): number {
  return subject.codePointAt(at - (isPairBefore(subject, at) ? 2 : 1)) ?? 0;
}

/** A mark that stands on a letter or digit counts as part of its word. */
function marksWord(subject: string, at: number): boolean {
  const marks = unicodeSet('\\p{Mn}');
  if (!contains(marks, subject.codePointAt(at) ?? 0)) return false;
  for (let i = at; i >= 0; i--) {
    const codePoint = subject.codePointAt(i) ?? 0;
    if (isLetterOrDigit(codePoint)) return true;
    if (!contains(marks, codePoint)) return false;
  }
  return false;
}

function isWord(codePoint: number): boolean {
  if (codePoint < 0x80) return /\w/.test(String.fromCodePoint(codePoint));
  return isLetterOrDigit(codePoint);
}

function isUnicodeWord(codePoint: number): boolean {
  return contains(unicodeWord(), codePoint);
}

function atBoundary(word: (codePoint: number) => boolean): Holds {
  return (subject, at) => {
    const left = at > 0 && (word(codePointBefore(subject, at)) || marksWord(subject, at - 1));
    const right = at < subject.length && (word(subject.codePointAt(at) ?? 0) || marksWord(subject, at));
    return left !== right;
  };
}

function not(holds: Holds): Holds {
  return (subject, at, machine) => !holds(subject, at, machine);
}

/** Java counts clusters from the end of the last part of the pattern that it tried by itself. */
function atGraphemeBoundary(subject: string, at: number, machine: Machine): boolean {
  if (at === 0 || at === subject.length) return true;
  return !isPairBefore(subject, at + 1) && graphemeEnd(machine, machine.last) <= at;
}

const boundary = atBoundary(isWord);
const unicodeBoundary = atBoundary(isUnicodeWord);

/**
 * Whether each kind of anchor holds at a place. `lastMatch` is the beginning, since only first matches are searched.
 */
const anchors: Readonly<Record<AnchorKind, Holds>> = {
  begin: (_, at) => at === 0,
  lastMatch: (_, at) => at === 0,
  end: (subject, at) => at === subject.length,
  caret: atLineStart,
  unixCaret: atUnixLineStart,
  dollar: atEndOfText,
  unixDollar: (subject, at) =>
    at === subject.length || (at === subject.length - 1 && subject.charCodeAt(at) === newline),
  multilineDollar: atLineEnd,
  unixMultilineDollar: (subject, at) => at === subject.length || subject.charCodeAt(at) === newline,
  boundary,
  notBoundary: not(boundary),
  unicodeBoundary,
  unicodeNotBoundary: not(unicodeBoundary),
  graphemeBoundary: atGraphemeBoundary,
};

/** Matches a place, not a character. */
export class AnchorStep extends Instruction {
  readonly #holds: Holds;

  constructor(next: Instruction, kind: AnchorKind) {
    super(next);
    this.#holds = anchors[kind];
  }

  override enter(machine: Machine, at: number): Outcome {
    machine.reads++;
    return this.#holds(machine.subject, at, machine) ? machine.goTo(this.next, at) : 'no';
  }
}
