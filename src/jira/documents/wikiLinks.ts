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

/** Parts of a link: `[label|target|tooltip]`. */
export interface LinkParts {
  readonly target: string;
  /** Undefined where there is none: then the target is shown. */
  readonly label: string | undefined;
  readonly title: string | undefined;
  /** Whether there is no other part. */
  readonly isTarget: boolean;
  /** Whether there is no part that a link of a document does not have. */
  readonly isUsual: boolean;
}

export function partsOfLink(inside: string): LinkParts {
  const [first = '', second, ...more] = inside.split(/(?<!\\)\|/);
  const target = (second ?? first).trim();
  const isTarget = second === undefined;
  if (isTarget || first.trim() === '')
    return { target, label: undefined, title: undefined, isTarget, isUsual: isTarget };
  const title = more.length === 1 ? tipOf(more[0]) : undefined;
  return { target, label: first, title, isTarget, isUsual: more.length === 0 || title !== undefined };
}

/** Tooltip of a link; undefined for a part that gives its look. */
function tipOf(part = ''): string | undefined {
  return /^[^\s[\]{}|\\&](?:[^[\]{}|\\&]*[^\s[\]{}|\\&])?$/.test(part) && !looks.has(part) ? part : undefined;
}

const looks = new Set(['smart-link', 'smart-card', 'smart-embed', 'block-link']);

/** Bare address in a text: punctuation behind it is not part of it. */
export const addressPattern = /(?:https?:\/\/|ftp:\/\/|mailto:)[^\s<>[\]{}|"]+[^\s<>[\]{}|".,;:!?)']/y;
