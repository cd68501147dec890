/**
 * Writes a variable of the environment into a script of PowerShell. Linear in the text.
 * @returns undefined in a text that takes none, and where it would have to be an expression
 */
export function inPowershell(text: string, offset: number, variable: string): string | undefined {
  const place = placeAt(text, offset);
  if (place === 'none') return undefined;
  const isArgument = /\b(?:curl|wget)(?:\.exe)?\s[^\n]*$/.test(text.slice(Math.max(0, offset - 1000), offset));
  return place === 'double' || isArgument ? written(variable) : undefined;
}

function placeAt(text: string, offset: number): 'bare' | 'double' | 'none' {
  const next = /@(["'])[ \t\r]*\n|<#|#[^\n]*|'|"|`/g;
  let isDouble = false;
  for (let match = next.exec(text); match && match.index < offset; match = next.exec(text)) {
    const [mark] = match;
    const end = isDouble && mark !== '`' ? match.index + 1 : endOf(text, mark, next.lastIndex);
    if (mark === '"') isDouble = !isDouble;
    else if (end > offset) return placeIn(mark);
    next.lastIndex = end;
  }
  return isDouble ? 'double' : 'bare';
}

/** A here-string in double quotes takes values; other texts and comments do not. */
function placeIn(mark: string): 'double' | 'none' {
  return mark.startsWith('@"') ? 'double' : 'none';
}

const written = (variable: string) => `\${env:${variable}}`;

/** Offset behind a text or a comment. */
function endOf(text: string, mark: string, from: number): number {
  if (mark === '"') return from;
  if (mark === '`') return from + 1;
  const close = mark === "'" ? "'" : mark === '<#' ? '#>' : mark.startsWith('@') ? `\n${mark[1]}@` : '\n';
  const end = text.indexOf(close, mark.startsWith('#') || mark.startsWith('@') ? from - 1 : from);
  return end < 0 ? text.length + 1 : end + close.length;
}
