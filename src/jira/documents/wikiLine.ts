import { type AdfMark, type AdfNode, attribute, hrefOf, labelOf, textOf, titleOf } from './adf.ts';
import { edgesOf } from './edges.ts';
import { emoticonPattern } from './emoticons.ts';
import { addressPattern } from './wikiLinks.ts';
import { withoutReferences } from './wikiSigns.ts';
import { openingOf, parseTag } from './wikiSource.ts';

/** Writes the nodes of a line as wiki markup; a line end in it stays a line end. */
export function lineToWiki(nodes: readonly AdfNode[]): string {
  const after = textsAfter(nodes);
  const written: string[] = [];
  // Two units are a character, at most.
  let last = '';
  let isBlank = true;
  for (let at = 0; at < nodes.length; ) {
    const end = endOfLink(nodes, at);
    const isBreak = nodes[at]?.type === 'hardBreak';
    const text: string = isBreak ? lineBreak(isBlank) : oneOf(nodes.slice(at, end), last, after[end - 1] ?? '');
    written.push(text);
    last = (last + text).slice(-2);
    isBlank = isBreak || (isBlank && text.trim() === '');
    at = end;
  }
  return written.join('');
}

/** A blank line would end the paragraph. */
function lineBreak(isBlankLine: boolean): string {
  return isBlankLine ? '\\\\\n' : '\n';
}

function oneOf([node, ...others]: readonly AdfNode[], before: string, after: string): string {
  if (!node) return '';
  return others.length > 0 ? linkOf([node, ...others]) : inlineToWiki(node, before, after);
}

/** End of the texts with one address that follow each other; of a single node elsewhere. */
function endOfLink(nodes: readonly AdfNode[], from: number): number {
  const link = linkIn(nodes[from]);
  let end = from + 1;
  while (link && end < nodes.length && isSameLink(linkIn(nodes[end]), link)) end++;
  return end;
}

function linkIn(node: AdfNode | undefined): AdfMark | undefined {
  const link = node?.type === 'text' ? node.marks?.find(({ type }) => type === 'link') : undefined;
  return hrefOf(link) === '' ? undefined : link;
}

function isSameLink(a: AdfMark | undefined, b: AdfMark): boolean {
  return hrefOf(a) === hrefOf(b) && titleOf(a) === titleOf(b);
}

/** Writes a link of several texts; the blanks at its ends stand outside of it. */
function linkOf(nodes: readonly AdfNode[]): string {
  let label = '';
  for (const [at, { text = '', marks = [] }] of nodes.entries()) {
    const [blanks, inside, trailing] = edgesOf(text);
    const after = trailing || textOf(nodes[at + 1]);
    label += inside === '' ? text : blanks + withMarks(inside, marks, blanks || label.slice(-2), after) + trailing;
  }
  const [before, inside, after] = edgesOf(label);
  const link = linkIn(nodes[0]);
  return before + linked(inside, '', hrefOf(link), titleOf(link)) + after;
}

/** The beginning of the text after each node. */
function textsAfter(nodes: readonly AdfNode[]): string[] {
  const texts: string[] = [];
  let after = '';
  for (let at = nodes.length - 1; at >= 0; at--) {
    texts[at] = after;
    const node = nodes[at];
    if (node && at > 0) after = beginningOf(node) || after;
  }
  return texts;
}

/** Beginning of a node's text: a blank, a word or another character. */
function beginningOf(next: AdfNode): string {
  if (next.type !== 'text') return inlineToWiki(next, '', '');
  const [blank] = /^\s/.exec(textOf(next)) ?? [];
  const first = next.marks?.map(markStart).findLast(start => start !== '');
  return blank ?? first ?? textOf(next);
}

function inlineToWiki(node: AdfNode, before: string, after: string): string {
  switch (node.type) {
    case 'text':
      return marked(textOf(node), node.marks ?? [], before, after);
    case 'hardBreak':
      return lineBreak(false);
    case 'mention':
      return `[~${attribute(node, 'id')}]`;
    case 'mediaInline':
      return attribute(node, 'type') === 'external' ? `!${attribute(node, 'url')}!` : `[^${attribute(node, 'id')}]`;
    case 'inlineCard':
      return attribute(node, 'url');
    case 'wikiInline':
      return attribute(node, 'wiki');
    case 'wikiOpening':
      // An empty macro where it opens no block.
      return `${openingOf(node)}{${parseTag(openingOf(node)).name}}`;
    default:
      return escapeWiki(labelOf(node), { after });
  }
}

const effects: Readonly<Record<string, string>> = { strong: '*', em: '_', strike: '-', underline: '+' };

function effectOf({ type, attrs }: AdfMark): string {
  if (type === 'subsup') return attrs?.['type'] === 'sub' ? '~' : '^';
  return effects[type] ?? '';
}

function markStart(mark: AdfMark): string {
  if (mark.type === 'link') return '[';
  return mark.type === 'code' || mark.type === 'textColor' ? '{' : effectOf(mark);
}

/** Blanks at the ends of an effect or of monospaced text stand outside of it, or it would have no effect. */
function marked(text: string, marks: readonly AdfMark[], before: string, after: string): string {
  const [blanks, inside, trailing] = edgesOf(text);
  if (inside === '') return text;
  const [last, next] = [blanks || before, trailing || after];
  const link = marks.find(({ type }) => type === 'link');
  const href = hrefOf(link);
  if (href === '') return blanks + withMarks(inside, marks, last, next) + trailing;
  const title = titleOf(link);
  const isBare = marks.length === 1 && title === '' && canStandBare(inside, href, last, next);
  return blanks + (isBare ? href : linked(withMarks(inside, marks, '', ''), inside, href, title)) + trailing;
}

function has(marks: readonly AdfMark[], wanted: string): boolean {
  return marks.some(({ type }) => type === wanted);
}

function isWord(char = ''): boolean {
  return /[\p{L}\p{N}]/u.test(char);
}

function withMarks(text: string, marks: readonly AdfMark[], before: string, after: string): string {
  // Monospaced text that a word touches is none.
  if (has(marks, 'code') && (isWord(before.at(-1)) || isWord(after[0]))) {
    return withMarks(
      text,
      marks.filter(({ type }) => type !== 'code'),
      before,
      after,
    );
  }
  const named = (has(marks, 'link') ? '[]|' : '') + (has(marks, 'code') ? '{}' : '');
  const own = marks.map(effectOf).join('');
  if (marks.length === 0) return withHyphens(escapeWiki(text, { after }), before, after);
  const escaped = escapeWiki(text, { own, named });
  let written = has(marks, 'code') ? `{{${escaped}}}` : escaped;
  for (const mark of marks) {
    const effect = effectOf(mark);
    if (effect !== '') written = withEffect(written, effect, before, after);
    if (mark.type === 'textColor') written = `{color:${String(mark.attrs?.['color'])}}${written}{color}`;
  }
  return written;
}

/** Writes dashes between blanks as the hyphens that are read as dashes: most are written so. */
function withHyphens(text: string, before: string, after: string): string {
  if (!/[–—]/.test(text)) return text;
  return text.replace(/(?<=^|\s)[–—](?=\s|$)/g, (dash, at: number) => {
    const isTouched = (at === 0 && /\S$/.test(before)) || (at === text.length - 1 && /^\S/.test(after));
    if (isTouched) return dash;
    return dash === '–' ? '--' : '---';
  });
}

/** An effect stands in braces where a word or another of its kind touches it, and where it would be a list's marker. */
function withEffect(written: string, effect: string, before: string, after: string): string {
  const touches = (char: string | undefined) => isWord(char) || char === effect;
  const isTouched = touches(before.at(-1)) || touches(after[0]);
  const isMarker = /^$|\n$/.test(before) && /^[*#\\-]+$/.test(written);
  const tag = isTouched || isMarker ? `{${effect}}` : effect;
  return tag + written + tag;
}

/** Whether an address is read as a link by itself, and ends at its own end. */
function canStandBare(text: string, href: string, before: string, after: string): boolean {
  if (text !== href || /[\p{L}\p{N}]$/u.test(before) || !/^[.,;?)']*(?:[^\S\n]|$)/.test(after)) return false;
  addressPattern.lastIndex = 0;
  return addressPattern.exec(href)?.[0] === href;
}

function linked(written: string, text: string, href: string, title: string): string {
  const target = href.replaceAll('|', '%7C').replaceAll(']', '%5D');
  if (title !== '')
    return `[${written}|${target}|${title.replace(/[[\]{}|\\&]/g, char => `&#${char.charCodeAt(0)};`)}]`;
  return text === href || `mailto:${text}` === href ? `[${target}]` : `[${written}|${target}]`;
}

interface Escaping {
  /** Effects' characters in the text itself. */
  readonly own?: string;
  /** Characters to write as references, since a backslash has no effect there. */
  readonly named?: string;
  /** Text that follows. */
  readonly after?: string;
}

const emoticons = new RegExp(emoticonPattern, 'gu');

/** Escapes characters that would have a meaning there. */
export function escapeWiki(text: string, { own, named, after = '' }: Escaping = {}): string {
  if (!/[-\n&\\{}[\]|!*_+^~?:;(]/.test(text)) return text;
  const beginsEffect = /^\S/.test(after)
    ? /(?<![\p{L}\p{N}])(?:[*_+^~?]|(?<!-)-(?!-))(?=\S|$)/gu
    : /(?<![\p{L}\p{N}])(?:[*_+^~?]|(?<!-)-(?!-))(?=\S)/gu;
  return (
    withoutReferences(text)
      // A backslash means itself but before a sign, and two are a line end.
      .replace(/\\(?=[-\\#*_+?^~|%{}[\]()!@\n]|$)|(?<=\\)\\/g, '&#92;')
      .replace(/[{}[\]|!]/g, char => (named?.includes(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`))
      .replace(beginsEffect, char => `\\${char}`)
      // Between blanks they would be a dash.
      .replace(/(?<=^|\s)-{2,3}(?=\s|$)/g, hyphens => `\\${hyphens}`)
      .replace(/(?<!\\)[*_\-+^~]/g, char => (own?.includes(char) ? `\\${char}` : char))
      // Its last character, since `;)` could remain of an emoticon whose first is a reference.
      .replace(emoticons, emoticon => emoticon.replace(/(?=[()]$)/, '\\').replace(/^:(?=-?[PpD]$)/, '&#58;'))
      .replaceAll('\n', '\\\\\n')
  );
}

/** Escapes beginnings of lines that would begin a block. */
export function protectLines(text: string): string {
  return mayNeedProtection.test(text) ? protectedLines(text) : text;
}

const mayNeedProtection = /^[^\S\n]*(?:[*#-]|h[1-6]\.|bq\.)/m;

function protectedLines(text: string): string {
  return text
    .split('\n')
    .map(line =>
      line
        // A backslash before the dot would be shown.
        .replace(/^(\s*)(h[1-6]|bq)\./, '$1$2&#46;')
        .replace(/^(\s*)(?=-{4,}\s*$)/, '$1\\')
        .replace(
          /^(\s*)(?!--+\s)([*#-]+)(?=\s)/,
          (_, blanks: string, markers: string) => blanks + markers.replace(/./g, '\\$&'),
        ),
    )
    .join('\n');
}
