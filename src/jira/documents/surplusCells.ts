/**
 * Finds the texts of the cells of a row that are more than its head has, which Markdown-it leaves out.
 * @param line of the row, as it is written
 * @param cells texts of the cells that are there
 */
export function surplusCells(line: string, cells: readonly string[]): readonly string[] {
  const parts = line.split('|');
  const isWhole = parts.length === cells.length + 2 && parts[0] === '' && (parts.at(-1) ?? '').trim() === '';
  return isWhole || parts.length <= cells.length ? [] : surplusIn(line.split(/(?<!\\)\|/), cells);
}

function surplusIn(parts: readonly string[], cells: readonly string[]): readonly string[] {
  // Before the first bar stands nothing, or the mark of a list or quotation; or it is the first cell.
  const [first = ''] = cells;
  const from = first === '' || parts[1]?.trim() === first.replaceAll('|', '\\|') ? 1 : 0;
  const surplus = parts.slice(from + cells.length).map(part => part.trim().replaceAll('\\|', '|'));
  if (surplus.at(-1) === '') surplus.pop();
  return surplus;
}
