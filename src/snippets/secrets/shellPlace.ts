/** Quotes of a shell around a place, which decide how a variable is put in there. */
export type ShellPlace = 'bare' | 'single' | 'double' | 'hereDocument';

/** Quoting that holds at an offset; each substitution has its own. */
type Context = "'" | '"' | '$(' | '`';

/**
 * Reads a script of a POSIX shell up to an offset. Linear in the text.
 * @returns undefined where no variable can be put in: a quoted here-document, a text with escapes, another program's
 * own text
 */
export function shellPlace(text: string, offset: number): ShellPlace | undefined {
  return new ShellReader(text, offset).read();
}

/** Variable, as it is written in a place; `single` quotes end for it. */
export function shellVariable(place: ShellPlace, variable: string): string {
  const value = `\${${variable}}`;
  if (place === 'single') return `'"${value}"'`;
  return place === 'bare' ? `"${value}"` : value;
}

class ShellReader {
  private readonly text: string;
  private readonly offset: number;
  private readonly contexts: Context[] = [];
  /** Words that end the here-documents whose texts begin with the next line. */
  private awaited: { readonly word: string; readonly isQuoted: boolean }[] = [];
  private at = 0;

  constructor(text: string, offset: number) {
    this.text = text;
    this.offset = offset;
  }

  read(): ShellPlace | undefined {
    while (this.at < this.offset) {
      const passed = this.pass();
      if (passed !== undefined) return passed === 'none' ? undefined : passed;
    }
    const context = this.contexts.at(-1);
    if (context === "'") return this.isProgram() ? undefined : 'single';
    return context === '"' ? 'double' : 'bare';
  }

  /** Passes a sign, or a text as a whole; tells the place where the offset is in such a text. */
  private pass(): ShellPlace | 'none' | undefined {
    const context = this.contexts.at(-1);
    if (context === "'") return this.passSingle();
    const sign = this.text[this.at];
    if (sign === '\\') this.at += 2;
    else if (context === '"') this.passDouble(sign);
    else return this.passBare(sign);
    return undefined;
  }

  private passSingle(): undefined {
    const end = this.text.indexOf("'", this.at);
    if (end < 0 || end >= this.offset) {
      this.at = this.offset;
      return;
    }
    this.contexts.pop();
    this.at = end + 1;
  }

  private passDouble(sign: string | undefined): void {
    if (sign === '"') this.contexts.pop();
    else if (sign === '`') this.toggleBacktick();
    else if (this.text.startsWith('$(', this.at)) {
      this.contexts.push('$(');
      this.at++;
    }
    this.at++;
  }

  private passBare(sign: string | undefined): ShellPlace | 'none' | undefined {
    if (sign === '\n' && this.awaited.length > 0) return this.passDocuments();
    if (sign === '#' && /\s/.test(this.text[this.at - 1] ?? '\n')) return this.passComment();
    if (this.text.startsWith("$'", this.at)) return this.passAnsi();
    if (this.text.startsWith('<<', this.at) && this.text[this.at + 2] !== '<') this.passDocumentStart();
    else if (sign === '`') this.toggleBacktick();
    else if (sign === "'" || sign === '"') this.contexts.push(sign);
    else if (sign === '(') this.contexts.push('$(');
    else if (sign === ')' && this.contexts.at(-1) === '$(') this.contexts.pop();
    this.at++;
    return undefined;
  }

  private toggleBacktick(): void {
    if (this.contexts.at(-1) === '`') this.contexts.pop();
    else this.contexts.push('`');
  }

  private passComment(): ShellPlace | undefined {
    this.at = this.lineEnd(this.at);
    return this.at >= this.offset ? 'double' : undefined;
  }

  /** `$'…'` puts no variable in. */
  private passAnsi(): 'none' | undefined {
    const body = /(?:[^\\']|\\[\s\S])*/y;
    body.lastIndex = this.at + 2;
    this.at = body.lastIndex + (body.exec(this.text)?.[0].length ?? 0) + 1;
    return this.at > this.offset ? 'none' : undefined;
  }

  private passDocumentStart(): void {
    const start = /<<-?[ \t]{0,20}(['"\\]?)([\w.-]{1,100})/y;
    start.lastIndex = this.at;
    const match = start.exec(this.text);
    if (match) this.awaited.push({ word: match[2] ?? '', isQuoted: match[1] !== '' });
    this.at += match ? match[0].length : 1;
    if (match && /['"]/.test(match[1] ?? '') && this.text[this.at] === match[1]) this.at++;
    this.at--;
  }

  private passDocuments(): ShellPlace | 'none' | undefined {
    for (const { word, isQuoted } of this.awaited) {
      this.passDocument(word);
      if (this.at >= this.offset) return isQuoted ? 'none' : 'hereDocument';
    }
    this.awaited = [];
    return undefined;
  }

  /** Passes the lines up to the word, or to the offset. */
  private passDocument(word: string): void {
    while (this.at < this.offset) {
      const start = this.at + 1;
      this.at = this.lineEnd(start);
      if (this.text.slice(start, this.at).trim() === word) return;
    }
  }

  private lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  /** `sh -c '…'`, `awk '…'`: what is put in there would be read as a program. */
  private isProgram(): boolean {
    const quote = this.text.lastIndexOf("'", this.offset - 1);
    return /(?:\s-\w{0,10}[ce]|\b(?:awk|sed|perl|jq|eval|ssh\s\S{1,100}))\s{1,10}$/.test(
      this.text.slice(Math.max(0, quote - 150), quote),
    );
  }
}
