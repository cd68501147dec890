import { append } from '../../base/append.ts';
import { type AdfNode, attribute, childrenOf, textNodes, textOf } from './adf.ts';
import { isInline } from './preserved.ts';

/** Containers of blocks, of all that Markdown can write. */
export type Container = 'doc' | 'listItem' | 'blockquote' | 'panel' | 'expand' | 'tableCell';

const everywhere = ['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'extension'];
const inPanels = ['heading', 'rule', 'taskList', 'mediaGroup', 'decisionList', 'blockCard'];

/** Children that Atlassian's schema allows in each; a document takes all that it had. */
const allowed: Readonly<Record<Exclude<Container, 'doc'>, ReadonlySet<string>>> = {
  listItem: new Set([...everywhere, 'taskList']),
  blockquote: new Set([...everywhere, 'mediaGroup']),
  panel: new Set([...everywhere, ...inPanels]),
  expand: new Set([...everywhere, ...inPanels, 'panel', 'blockquote', 'table', 'embedCard', 'nestedExpand']),
  tableCell: new Set([...everywhere, ...inPanels, 'panel', 'blockquote', 'embedCard', 'nestedExpand']),
};

/** Blocks that their container takes, and those to stand behind it. */
export interface Placed {
  readonly inside: readonly AdfNode[];
  readonly behind: readonly AdfNode[];
}

/**
 * Finds a place for each block. A typed block that may not stand there becomes text; a kept block of an earlier
 * document is never changed for it, but moves behind the container.
 * @param blocks as they were read: their lines may hold kept blocks
 */
export function place(container: Container, blocks: readonly AdfNode[], isKept: (node: AdfNode) => boolean): Placed {
  if (blocks.every(block => !isKept(block) && isInPlace(container, block))) return { inside: blocks, behind: none };
  const inside: AdfNode[] = [];
  const behind: AdfNode[] = [];
  for (const block of blocks) {
    if (isKept(block)) (fits(container, block) ? inside : behind).push(asKept(container, block));
    else if (!fits(container, block)) {
      const text = place(container, [{ type: 'paragraph', content: flatten(block, isKept) }], isKept);
      append(inside, text.inside.length > 0 ? text.inside : [{ type: 'paragraph' }]);
      append(behind, text.behind);
    } else if (!isInPlace(container, block)) {
      const pieces = place(container, apart(block), isKept);
      append(inside, pieces.inside);
      append(behind, pieces.behind);
    } else inside.push(block);
  }
  return { inside, behind };
}

const none: readonly AdfNode[] = [];

function isInPlace(container: Container, block: AdfNode): boolean {
  return fits(container, block) && !(holdsLines(block) && block.content?.some(child => !isInline(child)));
}

function fits(container: Container, { type, marks }: AdfNode): boolean {
  if (container === 'doc') return true;
  return allowed[container].has(type) && (marks ?? []).every(mark => isMarkAllowed(container, type, mark.type));
}

/** Whether a block inside of another one may have a mark. */
function isMarkAllowed(container: Container, type: string, mark: string): boolean {
  if (type === 'mediaSingle' || type === 'extension') return true;
  if (mark === 'fontSize') return type === 'paragraph' && container !== 'blockquote' && container !== 'tableCell';
  if (container !== 'tableCell') return false;
  return mark === 'alignment' || (mark === 'indentation' && type === 'heading');
}

/** Small text exists in items and panels only; elsewhere it becomes plain text. */
function asKept(container: Container, block: AdfNode): AdfNode {
  const isSmall = block.type === 'paragraph' && (block.marks ?? []).some(({ type }) => type === 'fontSize');
  if (container !== 'doc' || !isSmall) return block;
  const { marks: _marks, ...plain } = block;
  return plain;
}

function holdsLines({ type }: AdfNode): boolean {
  return type === 'paragraph' || type === 'heading';
}

/** Splits text with blocks in it into text and blocks; a heading stays whole before its blocks. */
function apart(block: AdfNode): AdfNode[] {
  const runs = block.type === 'heading' ? headingRuns(childrenOf(block)) : runsOf(childrenOf(block));
  return runs.flatMap((run): AdfNode[] => {
    if (!Array.isArray(run)) return [run];
    const content = trimmed(run);
    return content.length > 0 ? [{ ...block, content }] : [];
  });
}

type Run = AdfNode | AdfNode[];

function headingRuns(content: readonly AdfNode[]): Run[] {
  return [content.filter(isInline), ...content.filter(node => !isInline(node))];
}

function runsOf(content: readonly AdfNode[]): Run[] {
  const runs: Run[] = [];
  for (const node of content) {
    const last = runs.at(-1);
    if (!isInline(node)) runs.push(node);
    else if (Array.isArray(last)) last.push(node);
    else runs.push([node]);
  }
  return runs;
}

/** Drops the blanks and line ends between the text and a block. */
function trimmed(run: readonly AdfNode[]): AdfNode[] {
  const isBlank = (node?: AdfNode) => node?.type === 'hardBreak' || (node?.type === 'text' && !node.text?.trim());
  const first = run.findIndex(node => !isBlank(node));
  if (first < 0) return [];
  const content = run.slice(first, run.findLastIndex(node => !isBlank(node)) + 1);
  const shorten = (at: number, cut: (text: string) => string) => {
    const node = content.at(at);
    if (node?.type === 'text') content.splice(at, 1, { ...node, text: cut(textOf(node)) });
  };
  shorten(0, text => text.trimStart());
  shorten(-1, text => text.trimEnd());
  return content;
}

/** All text of a node and the nodes kept in it, its blocks separated by line ends. */
function flatten(node: AdfNode, isKept: (node: AdfNode) => boolean): AdfNode[] {
  if (isInline(node) || isKept(node)) return [node];
  const title = node.type === 'expand' ? textNodes(attribute(node, 'title')) : [];
  const lines = childrenOf(node).map((child, index) => [
    ...(index + title.length > 0 && !isInline(child) ? [{ type: 'hardBreak' }] : []),
    ...flatten(child, isKept),
  ]);
  return [title, ...lines].flat();
}
