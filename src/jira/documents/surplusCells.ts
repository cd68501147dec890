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

function wide(table: Token[], lines: readonly string[], { Token }: StateCore): Token[] {
  const rows = table.flatMap((token, at) => (token.type === 'tr_open' ? [rowAt(table, at, lines)] : []));
  const width = Math.max(...rows.map(({ cells, surplus }) => cells + surplus.length));
  if (rows.every(({ cells }) => cells === width)) return table;
  return table.flatMap(token => {
    const row = token.type === 'tr_close' ? rows.shift() : undefined;
    if (!row) return [token];
    const missing = Array.from({ length: width - row.cells - row.surplus.length }, () => '');
    return [...[...row.surplus, ...missing].flatMap(text => cellOf(text, row.tag, Token)), token];
  });
}

interface Row {
  readonly cells: number;
  readonly tag: string;
  /** Texts of the cells that were left out. */
  readonly surplus: readonly string[];
}

function rowAt(table: readonly Token[], at: number, lines: readonly string[]): Row {
  const end = table.findIndex((token, index) => index > at && token.type === 'tr_close');
  const texts = table.slice(at, end).filter(({ type }) => type === 'inline');
  const tag = table[at + 1]?.tag ?? 'td';
  const parts = (lines[table[at]?.map?.[0] ?? -1] ?? '').split(/(?<!\\)\|/);
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
