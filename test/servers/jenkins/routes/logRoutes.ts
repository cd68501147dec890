import { randomUUID } from 'node:crypto';
import type { LogFile } from '../builds/logFile.ts';
import { decoded, withCrlf, withoutNotes } from '../builds/logStreams.ts';
import type { FlowGraph } from '../flow/flowGraph.ts';
import { flowHtml, htmlOf } from '../flow/logHtml.ts';
import { answer, answerInPieces, type Headers } from '../http/answers.ts';
import { type Exchange, header, parameter } from '../http/exchange.ts';
import { crashed, notFound } from '../http/pages.ts';
import type { LogGeneration } from '../state/jenkinsState.ts';

const LINE_CAP = 10_000;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** What is looked through at once for the last line's end. */
const windowBytes = 64 * 1024;
/** Longer bodies go out in chunks. */
const wholeBytes = 64 * 1024;

/** A log that may still grow. */
export interface ServedLog {
  file: LogFile;
  completed: boolean;
  /** Of a run of a Pipeline: tells in HTML which node printed a line. */
  flow?: FlowGraph | undefined;
}

/** `logText/progressiveText` and `progressiveHtml`. */
export function logTextRoutes(x: Exchange, log: ServedLog, flavor: string): void {
  const start = parameter(x, 'start') ?? '0';
  if (flavor !== 'progressiveText' && flavor !== 'progressiveHtml') {
    notFound(x);
  } else if (!/^-?\d+$/.test(start)) {
    crashed(x);
  } else if (wantsParts(x)) {
    answerParts(x, log, Number(start), flavor === 'progressiveHtml');
  } else {
    answerPlain(x, log, Number(start), flavor === 'progressiveHtml');
  }
}

function wantsParts(x: Exchange): boolean {
  return x.state.logGeneration === 'multipart' && (header(x, 'accept') ?? '').startsWith('multipart/form-data');
}

/** The part of the file that a plain answer holds, and where a follower is told to go on. */
export function plainPart(
  { file, completed }: ServedLog,
  asked: number,
  generation: LogGeneration,
): { start: number; end: number; next: number } {
  if (asked < 0) return { start: 0, end: 0, next: file.length };
  const start = asked > file.length ? 0 : asked;
  const end = completed ? file.length : endOfLines(file, start);
  // Current controllers claim the whole length even where the cap (or an unfinished line) held text back.
  return { start, end, next: generation === 'truthful' ? end : file.length };
}

/** Where the last of at most 10,000 complete lines ends; a carriage return ends one as well. */
function endOfLines(file: LogFile, start: number): number {
  let end = start;
  let at = start;
  let lines = 0;
  for (const piece of file.read(start)) {
    for (const byte of piece) {
      at++;
      if (byte !== NEWLINE && byte !== CARRIAGE_RETURN) continue;
      end = at;
      if (++lines === LINE_CAP) return end;
    }
  }
  return end;
}

function answerPlain(x: Exchange, log: ServedLog, asked: number, html: boolean): void {
  const { start, end, next } = plainPart(log, asked, x.state.logGeneration);
  const headers: Headers = {
    'Content-Type': html ? 'text/html;charset=utf-8' : 'text/plain;charset=utf-8',
    'X-Text-Size': String(next),
  };
  if (!log.completed) headers['X-More-Data'] = 'true';
  if (html) Object.assign(headers, annotator(next));
  const pieces = () => decoded(log.file.read(start, end));
  const shown = () => (log.flow ? flowHtml(log.file, log.flow, start, end) : inHtml(pieces()));
  answerText(x, headers, withCrlf(html ? shown() : pieces()), end - start);
}

/** From where the answer in parts begins: a negative start means that many bytes from the end, at a line's start. */
function partStart(file: LogFile, asked: number): { start: number; startFromNewLine?: true } {
  if (asked > file.length) return { start: 0 };
  if (asked >= 0) return { start: asked };
  const from = file.length + asked;
  if (from <= 0) return { start: 0 };
  let at = from;
  for (const piece of file.read(from, file.length - 1)) {
    const newline = piece.indexOf(NEWLINE);
    if (newline >= 0) return { start: at + newline + 1, startFromNewLine: true };
    at += piece.length;
  }
  return { start: from };
}

/** Where the last line ends that has an end; `start` when there is none after it. */
function lastLineEnd(file: LogFile, start: number): number {
  for (let to = file.length; to > start; to -= windowBytes) {
    const from = Math.max(start, to - windowBytes);
    const newline = file.bytes(from, to).lastIndexOf(NEWLINE);
    if (newline >= 0) return from + newline + 1;
  }
  return start;
}

function answerParts(x: Exchange, { file, completed, flow }: ServedLog, asked: number, html: boolean): void {
  const { start, ...how } = partStart(file, asked);
  // The unterminated last line stays away although `end` counts it.
  const end = lastLineEnd(file, start);
  const pieces = decoded(withoutNotes(file.read(start, end)));
  const boundary = randomUUID();
  const state = html && !flow ? { consoleAnnotator: annotation(file.length) } : {};
  const meta = JSON.stringify({ completed, ...how, start, ...state, end: file.length });
  const shown = () => (flow ? flowHtml(file, flow, start, end) : inHtml(file.read(start, end)));
  answerInPieces(
    x,
    { 'Content-Type': `multipart/form-data;boundary=${boundary};charset=utf-8` },
    inParts(boundary, { pieces: html ? shown() : pieces, type: html ? 'text/html' : 'text/plain' }, meta),
  );
}

interface TextPart {
  readonly pieces: Iterable<Buffer>;
  readonly type: string;
}

function inHtml(pieces: Iterable<Buffer>): Buffer[] {
  return [Buffer.from(htmlOf(Buffer.concat([...decoded(pieces)]).toString('utf8')))];
}

function* inParts(boundary: string, text: TextPart, meta: string): Generator<Buffer> {
  const part = (name: string, type: string) =>
    `--${boundary}\r\nContent-Disposition: form-data;name=${name}\r\nContent-Type: ${type};charset=utf-8\r\n\r\n`;
  yield Buffer.from(part('text', text.type));
  yield* text.pieces;
  yield Buffer.from(`\r\n${part('meta', 'application/json')}${meta}\r\n--${boundary}--`);
}

/** The state of the HTML log, which a browser hands back with its next request. */
export function annotator(at: number): Headers {
  return { 'X-ConsoleAnnotator': annotation(at) };
}

function annotation(at: number): string {
  return Buffer.from(`annotator after ${at}`).toString('base64');
}

export function consoleText(x: Exchange, log: LogFile): void {
  answerText(x, { 'Content-Type': 'text/plain;charset=utf-8' }, withoutNotes(log.read()), log.length);
}

function answerText(x: Exchange, headers: Headers, pieces: Iterable<Buffer>, size: number): void {
  if (size <= wholeBytes) answer(x, 200, headers, Buffer.concat([...pieces]));
  else answerInPieces(x, headers, pieces);
}
