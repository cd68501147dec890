/** Stage or branch of a Pipeline, as its log begins it. */
export interface LogBlock {
  /** Id of its node in the flow graph, which Pipeline Graph View gives its stages too. */
  readonly id: string;
  readonly name: string;
  readonly isBranch: boolean;
  /** Line that begins it. */
  readonly line: number;
  /** Number of stages and branches around it. */
  readonly depth: number;
}

interface FlowNode {
  readonly parent: number | undefined;
  /** Of a stage or a branch; the label of a step is none. */
  readonly label: string | undefined;
  readonly line: number;
  readonly isStep: boolean;
}

/** Limit of a tag, in characters; a longer one is text. */
const maxTag = 64 * 1024;
const branchPrefix = 'Branch: ';

/**
 * Knows which node of a Pipeline printed each line of its log, out of the HTML of `logText/progressiveHtml`: the only
 * answer that tells it. Takes the pieces of all answers in order.
 */
export class LineNodes {
  private readonly nodes = new Map<number, FlowNode>();
  /** Node by line, -1 for none. */
  private readonly nodeOfLine: number[] = [];
  /** Nodes of the open spans; undefined for a span of another meaning. */
  private readonly open: (number | undefined)[] = [];
  /** Node of text outside spans at the beginning of an answer: the last one of the answer before. */
  private carried: number | undefined;
  private rest = '';
  private lineNode: number | undefined;
  private hasText = false;
  /** State before the answer that is taken. */
  private before: { readonly lines: number; readonly lineNode: number | undefined; readonly hasText: boolean } = {
    lines: 0,
    lineNode: undefined,
    hasText: false,
  };

  /** Number of lines that are whole. */
  get lines(): number {
    return this.nodeOfLine.length;
  }

  /** Begins the next answer: its text goes on without the span around it, which may be closed once more. */
  beginAnswer(): void {
    this.before = { lines: this.lines, lineNode: this.lineNode, hasText: this.hasText };
    this.carried = this.hasText ? this.lineNode : this.lastNode();
    this.open.length = 0;
    this.rest = '';
  }

  /** Forgets the lines of an answer that broke off: they come again. */
  dropAnswer(): void {
    const { lines, lineNode, hasText } = this.before;
    this.nodeOfLine.length = lines;
    this.lineNode = lineNode;
    this.hasText = hasText;
    for (const [id, { line }] of this.nodes) if (line > lines) this.nodes.delete(id);
  }

  /** Takes the next piece of an answer. */
  take(html: string): void {
    const text = this.rest + html;
    let at = 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      this.takeText(text.slice(at, tag < 0 ? text.length : tag));
      at = tag < 0 ? text.length : tag;
      if (tag < 0) break;
      const end = endOfTag(text, tag);
      if (end === 'unfinished') break;
      if (end === undefined) this.takeText('<');
      else this.takeTag(text.slice(tag, end));
      at = end ?? tag + 1;
    }
    this.rest = text.slice(at);
  }

  /** Lines that a node and all nodes inside of it have printed, in order, with those that begin and end it. */
  linesOf(id: string): number[] {
    const wanted = Number(id);
    const belongs = new Map<number, boolean>();
    const isInside = (node: number): boolean => {
      const known = belongs.get(node);
      if (known !== undefined) return known;
      // Against a circle in an odd answer.
      belongs.set(node, false);
      const parent = this.nodes.get(node)?.parent;
      const inside = node === wanted || (parent !== undefined && isInside(parent));
      belongs.set(node, inside);
      return inside;
    };
    const lines: number[] = [];
    for (const [line, node] of this.nodeOfLine.entries()) if (node >= 0 && isInside(node)) lines.push(line);
    return lines;
  }

  /** Stages and branches, each before those inside of it; beside each other in the order of the log. */
  blocks(): LogBlock[] {
    const inside = new Map<number | undefined, number[]>();
    const around = new Map<number, number | undefined>();
    for (const [id, { parent, label }] of this.nodes) {
      // Parents are told before their children.
      const named = this.nodes.get(parent ?? -1)?.label === undefined ? around.get(parent ?? -1) : parent;
      const owner = named === id ? undefined : named;
      around.set(id, owner);
      if (label === undefined) continue;
      const beside = inside.get(owner) ?? [];
      beside.push(id);
      inside.set(owner, beside);
    }
    const blocks: LogBlock[] = [];
    const stack = [...(inside.get(undefined) ?? [])].reverse().map(id => ({ id, depth: 0 }));
    for (let next = stack.pop(); next; next = stack.pop()) {
      const { id, depth } = next;
      blocks.push(this.blockOf(id, depth));
      for (const each of [...(inside.get(id) ?? [])].reverse()) stack.push({ id: each, depth: depth + 1 });
    }
    return blocks;
  }

  /** Lines that begin a stage or branch among whose lines are those of others. */
  scattered(): Set<number> {
    const around = new Map<number, readonly number[]>();
    const extents = new Map<number, { first: number; last: number; count: number }>();
    // Lines of no node are of no other stage either.
    let nodeLines = 0;
    for (let line = 0, end = 1; line < this.lines; line = end, end++) {
      const node = this.nodeOfLine[line] ?? -1;
      while (end < this.lines && this.nodeOfLine[end] === node) end++;
      if (node < 0) continue;
      const last = nodeLines + end - line - 1;
      for (const block of this.blocksAround(node, around)) {
        const { first, count } = extents.get(block) ?? { first: nodeLines, count: 0 };
        extents.set(block, { first, last, count: count + end - line });
      }
      nodeLines = last + 1;
    }
    const isScattered = ({ first, last, count }: { first: number; last: number; count: number }) =>
      last - first >= count;
    return new Set(
      [...extents].flatMap(([id, extent]) => (isScattered(extent) ? (this.nodes.get(id)?.line ?? []) : [])),
    );
  }

  /** Innermost stage or branch around a line. */
  blockAt(line: number): LogBlock | undefined {
    const blocks = new Map(this.blocks().map(block => [Number(block.id), block]));
    const seen = new Set<number>();
    for (let node = this.nodeOfLine[line]; node !== undefined && !seen.has(node); node = this.nodes.get(node)?.parent) {
      const block = blocks.get(node);
      if (block) return block;
      seen.add(node);
    }
    return undefined;
  }

  /** Step that printed a line, and the line that begins it; undefined for a line that begins or ends a block. */
  stepAt(line: number): { readonly id: string; readonly line: number } | undefined {
    const id = this.nodeOfLine[line] ?? -1;
    const node = this.nodes.get(id);
    return node?.isStep ? { id: String(id), line: node.line } : undefined;
  }

  /** Stages and branches around a node, itself included. */
  private blocksAround(node: number, known: Map<number, readonly number[]>): readonly number[] {
    const before = known.get(node);
    if (before) return before;
    // Against a circle in an odd answer.
    known.set(node, []);
    const { parent, label } = this.nodes.get(node) ?? {};
    const outer = parent === undefined ? [] : this.blocksAround(parent, known);
    const blocks = label === undefined ? outer : [...outer, node];
    known.set(node, blocks);
    return blocks;
  }

  private blockOf(id: number, depth: number): LogBlock {
    const { label = '', line = 0 } = this.nodes.get(id) ?? {};
    const isBranch = label.startsWith(branchPrefix);
    return { id: String(id), name: isBranch ? label.slice(branchPrefix.length) : label, isBranch, line, depth };
  }

  private lastNode(): number | undefined {
    const last = this.nodeOfLine.at(-1) ?? -1;
    return last < 0 ? undefined : last;
  }

  private takeText(text: string): void {
    if (text === '') return;
    const pieces = text.split('\n');
    for (const [at, piece] of pieces.entries()) {
      if (!this.hasText && (piece !== '' || at < pieces.length - 1)) {
        this.lineNode = this.current();
        this.hasText = true;
      }
      if (at === pieces.length - 1) break;
      this.nodeOfLine.push(this.lineNode ?? -1);
      this.hasText = false;
    }
  }

  private current(): number | undefined {
    return this.open.findLast(node => node !== undefined) ?? this.carried;
  }

  private takeTag(tag: string): void {
    if (/^<\/span\b/i.test(tag)) {
      // An end without its beginning ends the span of the answer before.
      if (this.open.length === 0) this.carried = undefined;
      this.open.pop();
      return;
    }
    if (!/^<span\b/i.test(tag)) return;
    const kind = attribute(tag, 'class') ?? '';
    if (kind === 'pipeline-new-node') this.open.push(this.takeNode(tag));
    else this.open.push(numberOf(/^pipeline-node-(\d+)$/.exec(kind)?.[1]));
    if (this.open.at(-1) !== undefined) this.carried = undefined;
  }

  private takeNode(tag: string): number | undefined {
    const id = numberOf(attribute(tag, 'nodeId'));
    const start = numberOf(attribute(tag, 'startId'));
    if (id === undefined) return undefined;
    if (start !== undefined && start !== id) {
      // An end may print, too: "Failed in branch Windows".
      this.nodes.set(id, { parent: start, label: undefined, line: this.lines, isStep: false });
    } else if (!this.nodes.has(id)) {
      const isStep = start === undefined;
      const label = isStep ? undefined : attribute(tag, 'label');
      this.nodes.set(id, { parent: numberOf(attribute(tag, 'enclosingId')), label, line: this.lines, isStep });
    }
    return id;
  }
}

const wholeTag = /<\/?[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>/iy;

/** Index behind a tag; undefined where there is none. */
function endOfTag(text: string, start: number): number | 'unfinished' | undefined {
  wholeTag.lastIndex = start;
  if (wholeTag.test(text)) return wholeTag.lastIndex;
  const isBegun = start + 1 === text.length || /[a-z/]/i.test(text[start + 1] ?? '');
  return isBegun && text.length - start <= maxTag ? 'unfinished' : undefined;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#039': "'", '#39': "'" };

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return value?.replace(/&(#?\w+);/g, (all, entity: string) => entities[entity] ?? all);
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && Number.isSafeInteger(number) ? number : undefined;
}
