import type MarkdownIt from 'markdown-it';
import type { StateCore, Token } from 'markdown-it';

/** Keeps the cells of a row that are more than its head has, which Markdown would drop: all rows become as wide. */
export function surplusCells(parser: InstanceType<typeof MarkdownIt>): void {
  parser.core.ruler.after('block', 'surplus_cells', state => {
    const lines = state.src.split('\n');
    state.tokens = tablesIn(state.tokens).flatMap(part =>
      part[0]?.type === 'table_open' ? wide(part, lines, state) : part,
    );
  });
}

/** Tokens in order: those of each table together, and those between. */
function tablesIn(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'table_open') parts.push([]);
    parts.at(-1)?.push(token);
    if (token.type === 'table_close') parts.push([]);
  }
  return parts;
}

/** Empty cells that are added at most, as many as Markdown-it adds: a wide row among many would be a page of them. */
const mostAdded = 65_536;

function wide(table: Token[], lines: readonly string[], { Token }: StateCore): Token[] {
  const parts = rowsIn(table);
  const rows = parts.map(part => rowOf(part, lines));
  const width = rows.reduce((most, { cells, surplus }) => Math.max(most, cells + surplus.length), 0);
  if (rows.every(({ cells }) => cells === width || cells === 0)) return table;
  let left = mostAdded;
  return parts.flatMap((part, at) => {
    const { cells = 0, surplus = [], tag = 'td' } = rows[at] ?? {};
    const missing = cells === 0 ? 0 : Math.min(left, width - cells - surplus.length);
    left -= missing;
    const added = [...surplus, ...Array.from({ length: missing }, () => '')].flatMap(text => cellOf(text, tag, Token));
    return part.flatMap(token => (token.type === 'tr_close' ? [...added, token] : [token]));
  });
}

/** Tokens of a table in order: those of each row together, up to its end. */
function rowsIn(table: readonly Token[]): Token[][] {
  const rows: Token[][] = [[]];
  for (const token of table) {
    rows.at(-1)?.push(token);
    if (token.type === 'tr_close') rows.push([]);
  }
  return rows;
}

interface Row {
  readonly cells: number;
  readonly tag: string;
  /** Texts of the cells that were left out. */
  readonly surplus: readonly string[];
}

function rowOf(part: readonly Token[], lines: readonly string[]): Row {
  const begin = part.findIndex(({ type }) => type === 'tr_open');
  const texts = part.filter(({ type }) => type === 'inline');
  const tag = part[begin + 1]?.tag ?? 'td';
  const parts = (lines[part[begin]?.map?.[0] ?? -1] ?? '').split(/(?<!\\)\|/);
  // Before the first bar stands nothing, or the mark of a list or quotation; or it is the first cell.
  const first = texts[0]?.content ?? '';
  const from = parts[1]?.trim() === cellText(first) || first === '' ? 1 : 0;
  const surplus = parts.slice(from + texts.length).map(part => part.trim().replaceAll('\\|', '|'));
  if (surplus.at(-1) === '') surplus.pop();
  return { cells: texts.length, tag, surplus };
}

function cellText(content: string): string {
  return content.replaceAll('|', '\\|');
}

function cellOf(text: string, tag: string, Cell: StateCore['Token']): Token[] {
  const inline = new Cell('inline', '', 0);
  Object.assign(inline, { content: text, children: [] });
  return [new Cell(`${tag}_open`, tag, 1), inline, new Cell(`${tag}_close`, tag, -1)];
}
