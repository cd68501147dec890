import { randomUUID } from 'node:crypto';
import { answer, answerText, type Headers } from './answers.ts';
import { type Exchange, header, parameter } from './exchange.ts';
import type { LogGeneration } from './jenkinsState.ts';
import { type LogFile, withCrlf, withoutNotes } from './logFile.ts';
import { crashed, notFound } from './pages.ts';
import { escapeXml } from './xmlText.ts';

const LINE_CAP = 10_000;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** A log that may still grow. */
export interface ServedLog {
  file: LogFile;
  completed: boolean;
}

/** `logText/progressiveText` and `progressiveHtml`. */
export function logTextRoutes(x: Exchange, log: ServedLog, flavor: string): void {
  const start = parameter(x, 'start') ?? '0';
  if (flavor !== 'progressiveText' && flavor !== 'progressiveHtml') {
    notFound(x);
  } else if (!/^-?\d+$/.test(start)) {
    crashed(x);
  } else if (wantsParts(x) && flavor === 'progressiveText') {
    answerParts(x, log, Number(start));
  } else {
    answerPlain(x, log, Number(start), flavor === 'progressiveHtml');
  }
}

function wantsParts(x: Exchange): boolean {
  return x.state.logGeneration === 'multipart' && (header(x, 'accept') ?? '').startsWith('multipart/form-data');
}

/** Raw bytes from `start` on, and where a follower is told to go on. */
export function plainPart(log: ServedLog, asked: number, generation: LogGeneration): { body: Buffer; next: number } {
  const bytes = log.file.bytes();
  if (asked < 0) return { body: Buffer.alloc(0), next: bytes.length };
  const start = asked > bytes.length ? 0 : asked;
  const end = log.completed ? bytes.length : endOfLines(bytes, start);
  // Current controllers claim the whole length even where the cap (or an unfinished line) held text back.
  return { body: bytes.subarray(start, end), next: generation === 'truthful' ? end : bytes.length };
}

/** Where the last of at most 10,000 complete lines ends; a carriage return ends one as well. */
function endOfLines(bytes: Buffer, start: number): number {
  let end = start;
  for (let at = start, lines = 0; at < bytes.length && lines < LINE_CAP; at++) {
    if (bytes[at] !== NEWLINE && bytes[at] !== CARRIAGE_RETURN) continue;
    end = at + 1;
    lines++;
  }
  return end;
}

function answerPlain(x: Exchange, log: ServedLog, start: number, html: boolean): void {
  const { body, next } = plainPart(log, start, x.state.logGeneration);
  const headers: Headers = {
    'Content-Type': html ? 'text/html;charset=utf-8' : 'text/plain;charset=utf-8',
    'X-Text-Size': String(next),
  };
  if (!log.completed) headers['X-More-Data'] = 'true';
  if (html) Object.assign(headers, annotator(next));
  const text = withCrlf(html ? Buffer.from(escapeXml(withoutNotes(body).toString('utf8'))) : body);
  answer(x, 200, headers, text);
}

/** From where the answer in parts begins: a negative start means that many bytes from the end, at a line's start. */
function partStart(bytes: Buffer, asked: number): number {
  if (asked > bytes.length) return 0;
  if (asked >= 0) return asked;
  const from = bytes.length + asked;
  if (from <= 0) return 0;
  const newline = bytes.indexOf(NEWLINE, from - 1);
  return newline < 0 ? bytes.length : newline + 1;
}

function answerParts(x: Exchange, log: ServedLog, asked: number): void {
  const bytes = log.file.bytes();
  const start = partStart(bytes, asked);
  // The unterminated last line stays away although `end` counts it.
  const shown = bytes.subarray(start, Math.max(start, bytes.lastIndexOf(NEWLINE) + 1));
  const boundary = randomUUID();
  const meta = JSON.stringify({ completed: log.completed, start, end: bytes.length });
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data;name=text\r\nContent-Type: text/plain;charset=utf-8\r\n\r\n`,
    ),
    withoutNotes(shown),
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Disposition: form-data;name=meta\r\nContent-Type: application/json;charset=utf-8\r\n\r\n${meta}\r\n--${boundary}--`,
    ),
  ]);
  answer(x, 200, { 'Content-Type': `multipart/form-data;boundary=${boundary};charset=utf-8` }, body);
}

/** The state of the HTML log, which a browser hands back with its next request. */
export function annotator(at: number): Headers {
  return { 'X-ConsoleAnnotator': Buffer.from(`annotator after ${at}`).toString('base64') };
}

export function consoleText(x: Exchange, log: LogFile): void {
  answerText(x, withoutNotes(log.bytes()));
}
