const todo = /\b(?:TODO|FIXME|HACK|XXX)\b(?:\([^)]{0,80}\))?[\s:.-]*(.*)$/;
/** Marks that end a comment. */
const end = /\s*(?:\*\/|-->|"""|''').*$/;
/** Characters of a line that are looked at, and of a summary. */
const [longestLine, longestSummary] = [1000, 255];

/** Remark in a line that says what is to be done. */
interface Todo {
  /** Place of its mark in the line. */
  readonly at: number;
  /** Its words, without the mark. */
  readonly text: string;
}

/** Finds such a remark; undefined where the line has none. */
export function todoIn(line: string): Todo | undefined {
  const found = todo.exec(line.slice(0, longestLine));
  return found
    ? { at: found.index, text: (found[1] ?? '').replace(end, '').trim().slice(0, longestSummary) }
    : undefined;
}
