import type { JsonObject } from '../../base/json.ts';
import { type AdfMark, type AdfNode, attribute, childrenOf, hrefOf, textOf, titleOf, withoutAt } from './adf.ts';
import { edgesOf, longestTicks } from './edges.ts';

/** Whether Markdown can say a mark. */
export function isWritable({ type, attrs }: AdfMark): boolean {
  if (type === 'link') return Object.keys(attrs ?? {}).every(name => name === 'href') || isTitled(attrs);
  return type === 'strong' || type === 'em' || type === 'code' || type === 'strike';
}

function isTitled({ title, ...others }: JsonObject = {}): boolean {
  const isTitle = typeof title === 'string' && title.trim() !== '' && !/[\r\n⟦⟧]/.test(title);
  return isTitle && Object.keys(others).every(name => name === 'href');
}

/**
 * Writes texts that follow each other; a mark that several of them share stands around them all.
 * @param open types of the marks that stand around all of them already
 */
export function markedTexts(nodes: readonly AdfNode[], open: readonly string[] = []): string {
  const [only] = nodes;
  if (nodes.length === 1 && only && !only.marks) return escaped(only.text ?? '');
  let written = '';
  for (let at = 0; at < nodes.length; ) {
    const { mark, end } = widestMark(nodes, at, open);
    if (mark) written += around(mark, markedTexts(nodes.slice(at, end), [...open, mark.type]));
    else written += leaf(nodes[at]);
    at = end;
  }
  return written;
}

/** Mark of a text that most of the texts behind it share; of equal ones the outer. */
function widestMark(
  nodes: readonly AdfNode[],
  at: number,
  open: readonly string[],
): { readonly mark?: AdfMark; readonly end: number } {
  let widest: { readonly mark?: AdfMark; readonly end: number } = { end: at + 1 };
  const own = nodes[at]?.marks ?? [];
  for (const type of own.length === 0 ? [] : outerFirst) {
    const mark = own.find(each => each.type === type);
    if (!mark || open.includes(type)) continue;
    let end = at + 1;
    while (end < nodes.length && nodes[end]?.marks?.some(each => isSameMark(each, mark))) end++;
    if (!widest.mark || end > widest.end) widest = { mark, end };
  }
  return widest;
}

const outerFirst = ['link', 'strong', 'em', 'strike'];

function isSameMark(a: AdfMark, b: AdfMark): boolean {
  if (a === b || a.type !== b.type || a.type !== 'link') return a.type === b.type;
  return hrefOf(a) === hrefOf(b) && titleOf(a) === titleOf(b);
}

/** Whether two neighbors share a mark. */
export function shareMark({ marks: one = [] }: AdfNode, { marks: other = [] }: AdfNode): boolean {
  return one.some(a => outerFirst.includes(a.type) && other.some(b => isSameMark(a, b)));
}

function leaf({ text = '', marks = [] }: AdfNode = { type: 'text' }): string {
  // Code keeps its own blanks.
  return marks.some(({ type }) => type === 'code') ? codeSpan(text) : escaped(text);
}

/** Blanks at the ends of an emphasis stand outside of it, or Markdown would not recognize it. */
function around(mark: AdfMark, text: string): string {
  const [before, inside, after] = edgesOf(text);
  if (inside === '') return text;
  if (mark.type === 'link') return `${before}[${inside}](${linkTarget(hrefOf(mark))}${quotedTitle(mark)})${after}`;
  const sign = signs[mark.type] ?? '';
  return before + sign + inside + sign + after;
}

const signs: Readonly<Record<string, string>> = { strong: '**', em: '*', strike: '~~' };

/**
 * Address that is a link by itself where it stands; undefined for any other node.
 * @param before the last character before it
 */
export function bareAddress({ text = '', marks = [] }: AdfNode, before: string, after: string): string | undefined {
  if (marks.length === 0) return undefined;
  const [mark, ...others] = marks;
  const isOther = mark?.type !== 'link' || others.length > 0 || mark.attrs?.['href'] !== text;
  if (isOther || titleOf(mark) !== '' || !isWritable(mark)) return undefined;
  const isPlain = /^https?:\/\/[\w.-]+(?::\d+)?(?:[/?#][\w./?#=&%+-]*)?$/.test(text) && /[\w/]$/.test(text);
  const isApart = /(?:^|[\s(])$/.test(before) && /^[.,;:!?)]*(?:\s|$)/.test(after);
  // Two underscores at an end could begin an emphasis.
  return isPlain && isApart && !text.includes('__') ? text : undefined;
}

function codeSpan(text: string): string {
  const ticks = '`'.repeat(longestTicks(text) + 1);
  // Markdown drops a blank at each end.
  const isPadded = text.startsWith(' ') && text.endsWith(' ') && text.trim() !== '';
  const pad = isPadded || text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return ticks + pad + text + pad + ticks;
}

function quotedTitle(link: AdfMark): string {
  const title = titleOf(link);
  return title === '' ? '' : ` "${title.replace(/[\\"&<>]/g, char => `\\${char}`)}"`;
}

function linkTarget(href: string): string {
  return /[\s()<>]/.test(href) ? `<${href.replace(/[<>\n]/g, encodeURIComponent)}>` : href;
}

/** Escapes characters with a meaning in Markdown. */
function escaped(text: string): string {
  if (!/[\\`*_[\]<>~&⟦⟧]/.test(text)) return text;
  return text
    .replace(/[\\`*_[\]<>~&]/g, char => `\\${char}`)
    .replaceAll('⟦', '&#x27E6;')
    .replaceAll('⟧', '&#x27E7;');
}

/** Names the blanks at the ends of a line that are blank to JavaScript, and text to Jira. */
function namedEnds(line: string): string {
  const [before, inside, after] = edgesOf(line);
  return [before.replace(typographic, named), inside, after.replace(typographic, named)].join('');
}

const typographic = /[^\S \t\v\f\r]/g;

function named(blank: string): string {
  return blank === '\u00a0' ? '&nbsp;' : `&#x${blank.charCodeAt(0).toString(16).toUpperCase()};`;
}

/** Escapes beginnings of lines that would begin a block, and blanks at their ends that Markdown would drop. */
export function protectLines(text: string): string {
  return mayNeedProtection.test(text) ? protectedLines(text) : text;
}

const mayNeedProtection = /^[^\S\n]*[-+#=|:\d]|[^\S \t\v\f\r\n]/m;

function protectedLines(text: string): string {
  return text
    .split('\n')
    .map(line =>
      namedEnds(line)
        .replace(/^(\s*)([-+#=|:])/, '$1\\$2')
        .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2'),
    )
    .join('\n');
}

/** Writes a block of code; undefined where a fence cannot say its language, or it holds more than text. */
export function codeBlock(node: AdfNode, opening: string): string | undefined {
  const children = childrenOf(node);
  if (children.some(({ type, marks }) => type !== 'text' || marks)) return undefined;
  const text = children.map(textOf).join('');
  const language = attribute(node, 'language');
  if (/[\s`]/.test(language)) return undefined;
  const fence = '`'.repeat(Math.max(2, longestTicks(text)) + 1);
  return `${fence}${language}${opening}\n${text}${text === '' ? '' : '\n'}${fence}`;
}

export function quoted(text: string): string {
  return text
    .split('\n')
    .map(line => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** Writes a mention, by name for the reader and by id for Jira. */
export function mention(node: AdfNode): string | undefined {
  const id = attribute(node, 'id');
  const text = withoutAt(attribute(node, 'text'));
  if (id === '' || text === '' || /[[\]\n]/.test(text)) return undefined;
  return `[@${escaped(text)}](mention:${encodeURIComponent(id.toWellFormed())})`;
}
