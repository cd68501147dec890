/** What a `tree=` or `depth=` lets through of one exported object. */
export interface Pruner {
  /** The pruner for the values of that field, or undefined when the field stays away. */
  enter(field: string, visibility: number, inline: boolean): { pruner: Pruner; range: Range | undefined } | undefined;
}

export interface Range {
  from: number;
  to: number;
}

/** `depth=n`: a field is shown while its visibility outweighs how deep it lies. */
export function byDepth(depth: number, level = 0): Pruner {
  return {
    enter: (_field, visibility, inline) =>
      visibility > level - depth ? { pruner: byDepth(depth, inline ? level : level + 1), range: undefined } : undefined,
  };
}

interface TreeNode {
  children: Map<string, TreeNode>;
  range: Range | undefined;
}

/** A `tree=` that Jenkins cannot read: it answers 500. */
export class TreeSyntaxError extends Error {}

/** `tree=a[b,c]{0,20},*` */
export function byTree(expression: string): Pruner {
  const reader = new TreeReader(expression);
  return prunerOf({ children: reader.fields(), range: undefined });
}

function prunerOf(node: TreeNode): Pruner {
  return {
    enter(field) {
      const child = node.children.get(field) ?? node.children.get('*');
      return child && { pruner: prunerOf(child), range: child.range };
    },
  };
}

class TreeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  fields(): Map<string, TreeNode> {
    const fields = this.#list();
    if (this.#at < this.#text.length) throw new TreeSyntaxError(`unexpected ${this.#text[this.#at]}`);
    return fields;
  }

  #list(): Map<string, TreeNode> {
    const fields = new Map<string, TreeNode>();
    do {
      const name = this.#take(/[^,[\]{}]*/y).trim();
      const children = this.#skip('[') ? this.#bracketed() : new Map<string, TreeNode>();
      const range = this.#skip('{') ? this.#range() : undefined;
      if (name !== '') fields.set(name, { children, range });
    } while (this.#skip(','));
    return fields;
  }

  #bracketed(): Map<string, TreeNode> {
    const inner = this.#list();
    if (!this.#skip(']')) throw new TreeSyntaxError('] expected');
    return inner;
  }

  #range(): Range {
    const text = this.#take(/[^}]*/y);
    if (!this.#skip('}')) throw new TreeSyntaxError('} expected');
    const [, from = '', comma = '', to = ''] = /^\s*(\d*)\s*(,?)\s*(\d*)\s*$/.exec(text) ?? [];
    if (from === '' && comma === '') throw new TreeSyntaxError(`bad range ${text}`);
    if (comma === '') return { from: Number(from), to: Number(from) + 1 };
    return { from: Number(from || 0), to: to === '' ? Number.MAX_SAFE_INTEGER : Number(to) };
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skip(char: string): boolean {
    if (this.#text[this.#at] !== char) return false;
    this.#at++;
    return true;
  }
}
