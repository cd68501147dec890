import { trimmed } from './blanks.ts';
import type { MarkdownBlock } from './markdownToAdf.ts';
import type { Origin } from './origin.ts';

/** Blank line between two blocks. */
const between = '\n\n';
/** The address of a link may stand anywhere in Markdown. */
const reference = /^ {0,3}\[[^\]\n]+\]:/m;

/** Block of an edited text; one that was not read has no nodes, but its place in the origin. */
export interface EditedBlock extends MarkdownBlock {
  readonly place?: number;
}

/**
 * Reads the blocks of an edited text, but for those far from any change: they are as they were.
 * @param read reads all blocks of a text
 */
export function editedBlocks(
  markdown: string,
  { blocks }: Origin,
  read: (markdown: string) => readonly MarkdownBlock[],
): readonly EditedBlock[] {
  const texts = blocks.map(block => block.markdown);
  if (texts.includes('') || reference.test(markdown)) return read(markdown);
  const first = Math.max(0, sameAtStart(markdown, texts) - 1);
  const last = texts.length - Math.max(0, sameAtEnd(markdown, texts.slice(first + 1)) - 1);
  const start = lengthOf(texts.slice(0, first));
  const near = read(markdown.slice(start, markdown.length - lengthOf(texts.slice(last))));
  // A block at each side is read, too: it is as it was if all that is opened between them ends there.
  const isApart = isSame(near[0], first > 0, texts[first]) && isSame(near.at(-1), last < texts.length, texts[last - 1]);
  if (!isApart) return read(markdown);
  const far = texts.map((source, place) => ({ source, nodes: [], place }));
  return [...far.slice(0, first), ...near, ...far.slice(last)];
}

function isSame(block: MarkdownBlock | undefined, isNeeded: boolean, text: string | undefined): boolean {
  return !isNeeded || (block !== undefined && trimmed(block.source) === trimmed(text ?? ''));
}

/** Length of blocks with the blank line on one side of each. */
function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length + between.length, 0);
}

/** Number of blocks that a text begins with. */
function sameAtStart(markdown: string, texts: readonly string[]): number {
  let place = 0;
  const changed = texts.findIndex(text => {
    const isThere = markdown.startsWith(text, place) && markdown.startsWith(between, place + text.length);
    place += text.length + between.length;
    return !isThere;
  });
  return changed < 0 ? texts.length : changed;
}

/** Number of blocks that a text ends with. */
function sameAtEnd(markdown: string, texts: readonly string[]): number {
  let end = markdown.length;
  const changed = texts.toReversed().findIndex(text => {
    const isThere =
      markdown.endsWith(text, Math.max(0, end)) && markdown.endsWith(between, Math.max(0, end - text.length));
    end -= text.length + between.length;
    return !isThere;
  });
  return changed < 0 ? texts.length : changed;
}
