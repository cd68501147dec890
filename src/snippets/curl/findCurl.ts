import { groovyStrings } from '../groovyStrings.ts';
import { isCurl } from './parseCurl.ts';
import { readCommand, type ShellWord } from './shellWord.ts';

/** curl command in a file. */
export interface FoundCurl {
  readonly words: readonly ShellWord[];
  /** Offset of the command in the file. */
  readonly start: number;
  readonly end: number;
}

const maxLength = 1024 * 1024;
const command = /(?<![\w./-])(?:[\w./-]*\/)?curl(?:\.exe)?(?=\s)/g;

/**
 * Finds the curl command at an offset: in a script of a shell, in the text of a Groovy step, or in Markdown.
 * @param isGroovy whether commands stand in its strings, as in a Jenkinsfile
 * @returns the command whose lines hold the offset, the last that begins before it
 */
export function findCurl(text: string, offset: number, isGroovy: boolean): FoundCurl | undefined {
  const lineEnd = text.indexOf('\n', offset);
  const end = lineEnd < 0 ? text.length : lineEnd;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const there = findCurls(text, isGroovy).filter(each => each.start <= end && each.end >= start);
  return there.findLast(each => each.start <= offset) ?? there[0];
}

/** Finds all curl commands of a file, in their order; none in one of more than a megabyte. */
export function findCurls(text: string, isGroovy: boolean): FoundCurl[] {
  if (text.length > maxLength) return [];
  return isGroovy ? inStrings(text) : inScript(text, 0, text.length);
}

function inScript(text: string, from: number, to: number): FoundCurl[] {
  const found: FoundCurl[] = [];
  const isInComment = comments(text, from);
  command.lastIndex = from;
  for (let match = command.exec(text); match && match.index < to; match = command.exec(text)) {
    const start = match.index;
    if (isInComment(start)) continue;
    const script = text.slice(0, closing(text, start, to));
    const { words, end } = readCommand(script, start);
    if (!isCurlCommand(words)) continue;
    found.push({ words, start, end });
    command.lastIndex = Math.max(end, start + 4);
  }
  return found;
}

/** A command that stands in quotes, or in Markdown between backticks, ends with them. */
function closing(text: string, start: number, to: number): number {
  const quote = text[start - 1] ?? '';
  if (!/["'`]/.test(quote)) return to;
  const end = text.indexOf(quote, start);
  return end < 0 ? to : Math.min(end, to);
}

/** Tells of offsets, in their order, whether they stand in a line that is a comment. */
function comments(text: string, from: number): (offset: number) => boolean {
  const start = /[ \t]*#(?!!)/y;
  let line = text.lastIndexOf('\n', from - 1) + 1;
  let next = -1;
  let isComment = false;
  return offset => {
    while (next < offset) {
      if (next >= 0) line = next + 1;
      const end = text.indexOf('\n', line);
      next = end < 0 ? text.length : end;
      start.lastIndex = line;
      isComment = start.test(text);
    }
    return isComment;
  };
}

function isCurlCommand([first]: readonly ShellWord[]): boolean {
  return first?.length === 1 && typeof first[0] === 'string' && isCurl(first[0]);
}

/** Commands in the strings of a Groovy file; their places are those of the strings. */
function inStrings(text: string): FoundCurl[] {
  return groovyStrings(text).flatMap(({ content, offsets }) =>
    inScript(content, 0, content.length).map(({ words, start, end }) => ({
      words,
      start: offsets[start] ?? 0,
      end: offsets[end] ?? offsets.at(-1) ?? 0,
    })),
  );
}
