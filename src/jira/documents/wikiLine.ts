import { type AdfMark, type AdfNode, attribute, hrefOf, labelOf, textOf } from './adf.ts';
import { edgesOf } from './edges.ts';
import { emoticonPattern } from './emoticons.ts';
import { addressPattern } from './wikiInline.ts';
import { openingOf, parseTag } from './wikiSource.ts';

/** Writes the nodes of a line as wiki markup; a line end in it stays a line end. */
export function lineToWiki(nodes: readonly AdfNode[]): string {
  const written: string[] = [];
  // Two units are a character, at most.
  let last = '';
  for (const { node, after } of withTextsAfter(nodes)) {
    const text = inlineToWiki(node, last, after);
    written.push(text);
    last = (last + text).slice(-2);
  }
  return written.join('');
}

/** Each node, with the beginning of the text after it. */
function withTextsAfter(nodes: readonly AdfNode[]): { readonly node: AdfNode; readonly after: string }[] {
  let after = '';
  const pairs = nodes.toReversed().map(node => {
    const pair = { node, after };
    after = beginningOf(node) || after;
    return pair;
  });
  return pairs.toReversed();
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
      return '\n';
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

/** Blanks at the ends of an effect stand outside of it, or it would have no effect; monospaced text keeps its own. */
function marked(text: string, marks: readonly AdfMark[], before: string, after: string): string {
  const isCode = marks.some(({ type }) => type === 'code');
  const [blanks, inside, trailing] = isCode ? ['', text, ''] : edgesOf(text);
  if (inside === '') return text;
  const [last, next] = [blanks || before, trailing || after];
  const link = marks.find(({ type }) => type === 'link');
  const href = hrefOf(link);
  if (href === '') return blanks + withMarks(inside, marks, last, next) + trailing;
  const isBare = marks.length === 1 && canStandBare(inside, href, last, next);
  return blanks + (isBare ? href : linked(withMarks(inside, marks, '', ''), inside, href)) + trailing;
}

function withMarks(text: string, marks: readonly AdfMark[], before: string, after: string): string {
  const has = (wanted: string) => marks.some(({ type }) => type === wanted);
  const named = (has('link') ? '[]|' : '') + (has('code') ? '{}' : '');
  const own = marks.map(effectOf).join('');
  if (marks.length === 0) return withHyphens(escapeWiki(text, { after }), before, after);
  const escaped = escapeWiki(text, { own, named });
  let written = has('code') ? `{{${escaped}}}` : escaped;
  for (const mark of marks) {
    const effect = effectOf(mark);
    if (effect !== '') written = withEffect(written, effect, before, after);
    if (mark.type === 'textColor') written = `{color:${String(mark.attrs?.['color'])}}${written}{color}`;
  }
  return written;
}

/** Writes dashes between blanks as the hyphens that are read as dashes: most are written so. */
function withHyphens(text: string, before: string, after: string): string {
  return text.replace(/(?<=^|\s)[–—](?=\s|$)/g, (dash, at: number) => {
    const isTouched = (at === 0 && /\S$/.test(before)) || (at === text.length - 1 && /^\S/.test(after));
    if (isTouched) return dash;
    return dash === '–' ? '--' : '---';
  });
}

/** An effect stands in braces where a word or another effect of its kind touches it. */
function withEffect(written: string, effect: string, before: string, after: string): string {
  const touches = (char: string) => /[\p{L}\p{N}]/u.test(char) || char === effect;
  const isTouched = touches(before.at(-1) ?? '') || touches(after[0] ?? '');
  const tag = isTouched ? `{${effect}}` : effect;
  return tag + written + tag;
}

/** Whether an address is read as a link by itself, and ends at its own end. */
function canStandBare(text: string, href: string, before: string, after: string): boolean {
  if (text !== href || /[\p{L}\p{N}]$/u.test(before) || !/^[.,;:!?)']*(?:\s|$)/.test(after)) return false;
  addressPattern.lastIndex = 0;
  return addressPattern.exec(href)?.[0] === href;
}

function linked(written: string, text: string, href: string): string {
  const target = href.replaceAll('|', '%7C').replaceAll(']', '%5D');
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
  const beginsEffect = /^\S/.test(after)
    ? /(?<![\p{L}\p{N}])[*_\-+^~?](?=\S|$)/gu
    : /(?<![\p{L}\p{N}])[*_\-+^~?](?=\S)/gu;
  return (
    text
      .replace(/&(?=#\d+;)/g, '&#38;')
      // Two backslashes are a line end, so a backslash of the text becomes a reference.
      .replaceAll('\\', '&#92;')
      .replace(/[{}[\]|!]/g, char => (named?.includes(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`))
      .replace(beginsEffect, char => `\\${char}`)
      .replace(/(?<!\\)[*_\-+^~]/g, char => (own?.includes(char) ? `\\${char}` : char))
      // Its last character, since `;)` could remain of an emoticon whose first is a reference.
      .replace(emoticons, emoticon => emoticon.replace(/(?=[()]$)|^(?=:[PD]$)/, '\\'))
      .replaceAll('\n', '\\\\\n')
  );
}

/** Escapes beginnings of lines that would begin a block. */
export function protectLines(text: string): string {
  return text
    .split('\n')
    .map(line =>
      line
        .replace(/^(\s*)(h[1-6]|bq)\.(?=\s)/, '$1$2\\.')
        .replace(
          /^(\s*)(?!--+\s)([*#-]+)(?=\s)/,
          (_, blanks: string, markers: string) => blanks + markers.replace(/./g, '\\$&'),
        ),
    )
    .join('\n');
}
