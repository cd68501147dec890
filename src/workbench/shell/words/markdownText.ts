/** Writes lines as a list below a title. */
export function listOf(title: string, lines: readonly string[]): string {
  return `${plain(title)}:\n\n${lines.map(line => `- ${line}`).join('\n')}`;
}

/** Writes a text on one line, in which no sign is syntax. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~&!]|#(?=[#\s]|$)/g, '\\$&');
}

/** Writes a text on one line, between as many backquotes as it needs. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const quotes = '`'.repeat(longestRun(line) + 1);
  const space = quotes.length > 1 || line === '' ? ' ' : '';
  return `${quotes}${space}${line}${space}${quotes}`;
}

/** Writes lines as a block of code. */
export function codeBlock(text: string, language = 'text'): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** Writes a link to a page. */
export function link(words: string, address: string): string {
  return `[${plain(words)}](${address.replaceAll(')', '%29')})`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
