import { type AdfNode, childrenOf } from './adf.ts';
import type { Names } from './names.ts';

/** Words in which no character means anything to Markdown. */
const inert = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ,.;()'"!?%–—-]*[\p{L}\p{M}\p{N},.;()'"!?%])?$/u;
/** A line that begins with a number could be an item. */
const beginsWithNumber = /^\p{N}/u;

/**
 * Blocks of plain words, which Markdown says beyond doubt: most of a usual text, and not worth to be read back. A block
 * is none of them if it has anything that Markdown does not say.
 */
export class PlainBlocks {
  private readonly names: Names;

  constructor(names: Names) {
    this.names = names;
  }

  /**
   * @param before the block before it
   * @param behind the block behind it
   */
  has(node: AdfNode, before: AdfNode | undefined, behind: AdfNode | undefined): boolean {
    switch (node.type) {
      case 'paragraph':
        return this.isLine(node);
      case 'heading':
        return this.isHeading(node);
      case 'rule':
        return hasOnly(node);
      case 'codeBlock':
        return isCode(node);
      case 'blockquote':
        return this.isFilled(node, child => this.isLine(child));
      case 'bulletList':
      case 'orderedList':
        // Lists beside each other could be one.
        return !isList(before) && !isList(behind) && this.isPlainList(node);
      case 'table':
        return this.isTable(node);
      default:
        return false;
    }
  }

  private isFilled(node: AdfNode, isPlain: (child: AdfNode, at: number) => boolean): boolean {
    const children = childrenOf(node);
    return hasOnly(node) && children.length > 0 && children.every(isPlain);
  }

  private isLine(node: AdfNode): boolean {
    return this.isCellLine(node) && !beginsWithNumber.test(node.content?.[0]?.text ?? '');
  }

  private isCellLine(node: AdfNode): boolean {
    return node.type === 'paragraph' && hasOnly(node) && this.isText(node);
  }

  private isText(node: AdfNode): boolean {
    const [text, ...others] = childrenOf(node);
    if (others.length > 0 || text?.text === undefined || text.marks || text.type !== 'text') return false;
    return inert.test(text.text) && this.names.in(text.text).length === 0;
  }

  private isHeading(node: AdfNode): boolean {
    const level = node.attrs?.['level'];
    return hasOnly(node, 'level') && levels.includes(level) && this.isText(node);
  }

  /** Items of a line each, with one list below at most. */
  private isPlainList(node: AdfNode): boolean {
    return this.isFilled(node, ({ type, attrs, marks, content = [] }) => {
      const [line, list, ...others] = content;
      if (type !== 'listItem' || !hasOnly({ type, ...(attrs && { attrs }), ...(marks && { marks }) })) return false;
      return line !== undefined && this.isLine(line) && others.length === 0 && (!list || this.isListBelow(list));
    });
  }

  private isListBelow(node: AdfNode): boolean {
    return isList(node) && this.isPlainList(node);
  }

  /** Cells of a line each; headers are those of the first row. */
  private isTable(node: AdfNode): boolean {
    const width = childrenOf(childrenOf(node)[0] ?? node).length;
    return this.isFilled(node, (row, at) => {
      const type = at === 0 ? 'tableHeader' : 'tableCell';
      const isCell = (cell: AdfNode) =>
        cell.type === type && childrenOf(cell).length === 1 && this.isFilled(cell, child => this.isCellLine(child));
      return row.type === 'tableRow' && childrenOf(row).length === width && this.isFilled(row, isCell);
    });
  }
}

const levels: readonly unknown[] = [1, 2, 3, 4, 5, 6];

/** Whether a node has no marks, and no attributes but an id and a certain one. */
function hasOnly({ attrs, marks }: AdfNode, name = 'localId'): boolean {
  if (marks) return false;
  for (const each in attrs) if (each !== name && each !== 'localId') return false;
  return true;
}

function isList(node: AdfNode | undefined): boolean {
  return node?.type === 'bulletList' || node?.type === 'orderedList' || node?.type === 'taskList';
}

function isCode(node: AdfNode): boolean {
  const language = node.attrs?.['language'] ?? '';
  if (!hasOnly(node, 'language') || typeof language !== 'string' || !/^[\w+-]*$/.test(language)) return false;
  return childrenOf(node).every(
    ({ type, text = '', marks }) => type === 'text' && !marks && text !== '' && !/[\r\0]/.test(text),
  );
}
