import type { Ahead } from './ahead.ts';

/** Finds the closing bracket of a link that begins at a place; undefined where there is none on the line, or no link. */
export function linkEnd(text: string, ahead: Ahead, at: number): number | undefined {
  const line = ahead.next('\n', at);
  const own = ahead.nextUnescaped(']', at);
  const bracket = own < line ? own : ahead.next(']', at);
  if (bracket >= line || !canBeLink(text, ahead, at + 1, bracket)) return undefined;
  const isNested = ahead.next('[', at + 1) < bracket;
  return (isNested ? bracketEnd(text, at) : undefined) ?? bracket;
}

const linkStart = /\s*(?:https?:\/\/|mailto:|ftp:\/\/|[#/^]|[^[\]|^\n]*\^[^[\]|^\n]*\.|[A-Z][A-Z0-9_]+-\d+\s*\])/y;

/** Whether brackets can be a link, by their beginning: a text of brackets is not read again for each of them. */
function canBeLink(text: string, ahead: Ahead, start: number, close: number): boolean {
  if (ahead.nextUnescaped('|', start) < close || text[start] === '~') return true;
  linkStart.lastIndex = start;
  return linkStart.test(text) || isElsewhere.test(text.slice(start, start + maxScheme).trimStart());
}

/** Addresses of links that no page of ours can follow: their label is shown. */
export const isElsewhere = /^(?:file|ftps|git|irc|ircs|ldap|news|nntp|sftp|sip|skype|slack|smb|ssh|svn|tel|vscode):\S/i;

/** Blanks, the longest of these names, and what follows it. */
const maxScheme = 16;

/** Name of an attachment that a link leads to: `[^name]`, or `[words^name.ext]`. */
export function fileOf(target: string): string | undefined {
  return /^\^(.+)$/.exec(target)?.[1] ?? /^[^:^]*\^([^^]+\.\w+)$/.exec(target)?.[1];
}

/** Longest link with brackets in it, in characters. */
const maxLink = 2_000;

/** Finds the bracket that closes another on its line, past those inside, as in `[https://x.example/?a[b]=c]`. */
function bracketEnd(text: string, at: number): number | undefined {
  let depth = 0;
  for (let place = at; place < at + maxLink && place < text.length && text[place] !== '\n'; place++) {
    if (text[place] === '\\') place++;
    else if (text[place] === '[') depth++;
    else if (text[place] === ']' && --depth === 0) return place;
  }
  return undefined;
}

/** Bare address in a text: punctuation behind it is not part of it. */
export const addressPattern = /(?:https?:\/\/|ftp:\/\/|mailto:)[^\s<>[\]{}|"]+[^\s<>[\]{}|".,;:!?)']/y;
