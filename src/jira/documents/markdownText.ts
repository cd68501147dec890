import { type AdfMark, type AdfNode, hrefOf } from './adf.ts';
import { edgesOf, longestTicks } from './edges.ts';

/** Whether Markdown can say a mark. */
export function isWritable({ type, attrs }: AdfMark): boolean {
  if (type === 'link') return Object.keys(attrs ?? {}).every(name => name === 'href');
  return type === 'strong' || type === 'em' || type === 'code' || type === 'strike';
}

/** Blanks at the ends of an emphasis stand outside of it, or Markdown would not recognize it. */
export function marked(text: string, marks: readonly AdfMark[]): string {
  if (marks.length === 0) return escaped(text);
  const has = (type: string) => marks.some(mark => mark.type === type);
  const link = marks.find(({ type }) => type === 'link');
  // Code keeps its own blanks.
  const [before, inside, after] = has('code') ? ['', text, ''] : edgesOf(text);
  if (inside === '') return escaped(text);
  let written = has('code') ? codeSpan(inside) : escaped(inside);
  if (has('strike')) written = `~~${written}~~`;
  if (has('em')) written = `*${written}*`;
  if (has('strong')) written = `**${written}**`;
  if (link) written = `[${written}](${linkTarget(hrefOf(link))})`;
  return before + written + after;
}

/** Address that is a link by itself where it stands; undefined for any other node. */
export function bareAddress({ text = '', marks = [] }: AdfNode, before: string, after: string): string | undefined {
  const [mark, ...others] = marks;
  if (mark?.type !== 'link' || others.length > 0 || mark.attrs?.['href'] !== text || !isWritable(mark))
    return undefined;
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

function linkTarget(href: string): string {
  return /[\s()<>]/.test(href) ? `<${href.replace(/[<>\n]/g, encodeURIComponent)}>` : href;
}

/** Escapes characters with a meaning in Markdown. */
export function escaped(text: string): string {
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
