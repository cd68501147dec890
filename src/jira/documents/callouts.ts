import { type AdfNode, textNodes, textOf } from './adf.ts';
import { panelWords } from './panels.ts';
import { openingOf } from './wikiSource.ts';

/** Box that a quotation stands for. */
interface Callout extends AdfNode {
  readonly type: 'panel' | 'expand';
  readonly content: readonly AdfNode[];
}

/** Word of Markdown for an expand; its title is behind it. */
export const expandWord = 'EXPAND';

const types = new Map(Object.entries(panelWords).map(([type, word]) => [word, type]));

/** Finds `[!NOTE]`, or `[!EXPAND] Title`, on the first line of a quotation. */
export function calloutOf(content: readonly AdfNode[]): Callout | undefined {
  const text = beginningOf(content[0]);
  if (!text.startsWith('[!')) return undefined;
  const [first, ...rest] = content;
  const [, ...tail] = first?.content ?? [];
  const [mark = '', word = ''] = /^\[!(\w+)\]\s*/.exec(text) ?? [];
  const line = [...textNodes(text.slice(mark.length)), ...tail];
  if (word.toUpperCase() === expandWord) return expandOf(line, rest);
  const panelType = types.get(word.toUpperCase());
  if (!panelType) return undefined;
  const tag = line[0]?.type === 'wikiOpening' ? line.shift() : undefined;
  const attrs = { panelType, ...(tag ? { opening: openingOf(tag) } : {}) };
  return { type: 'panel', attrs, content: [...paragraphOf(line), ...rest] };
}

/** The title is text up to the end of the line; a line with more in it is content. */
function expandOf(line: readonly AdfNode[], rest: readonly AdfNode[]): Callout {
  const end = line.findIndex(({ type }) => type === 'hardBreak');
  const words = line.slice(0, end < 0 ? line.length : end);
  if (!words.every(({ type }) => type === 'text')) return { type: 'expand', content: [...paragraphOf(line), ...rest] };
  const title = words.map(textOf).join('').trim();
  const content = [...paragraphOf(line.slice(words.length)), ...rest];
  return { type: 'expand', ...(title && { attrs: { title } }), content };
}

/** Rest of the first line, and those below it; the line end behind the word belongs to that. */
function paragraphOf(line: readonly AdfNode[]): AdfNode[] {
  const content = line[0]?.type === 'hardBreak' ? line.slice(1) : line;
  return content.length > 0 ? [{ type: 'paragraph', content }] : [];
}

/** Text that a paragraph begins with, where it has no marks. */
export function beginningOf(block: AdfNode | undefined): string {
  const first = block?.type === 'paragraph' ? block.content?.[0] : undefined;
  return first?.marks ? '' : textOf(first);
}
