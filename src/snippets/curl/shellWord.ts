import type { Variable } from '../call.ts';
import { groovyDollar } from '../groovyStrings.ts';

/** Output of a command, which only a shell can know. */
interface Computed {
  readonly computed: string;
}

export type WordPart = string | Variable | Computed;

/** Word of a shell's command, without its quotes. */
export type ShellWord = readonly WordPart[];

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** Offset behind the command. */
  readonly end: number;
}

/** Characters that end a command where they are not quoted. */
const ends = new Set(['\n', ';', '|', '&', ')']);

/**
 * Reads a simple command as a POSIX shell does (with `$'…'` of its successors), from an offset to where it ends.
 * Redirections are left out. Linear in the text.
 */
export function readCommand(text: string, start = 0): ShellCommand {
  const reader = new WordReader(text, start);
  const words: ShellWord[] = [];
  for (;;) {
    reader.skipBlanks();
    const sign = reader.sign;
    if (sign === undefined || ends.has(sign)) break;
    if (sign === '#') {
      reader.skipLine();
      break;
    }
    if (sign === '<' || sign === '>') reader.skipRedirection();
    else words.push(...reader.readWord());
  }
  return { words, end: reader.at };
}

class WordReader {
  at: number;
  private readonly text: string;
  private parts: WordPart[] = [];
  private literal = '';

  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }

  get sign(): string | undefined {
    return this.text[this.at];
  }

  skipBlanks(): void {
    this.skip(/(?:[ \t\r]|\\\r?\n)*/y);
  }

  skipLine(): void {
    this.skip(/[^\n]*/y);
  }

  /** `> file`, `>&2`, `< file`, `<<< text`. */
  skipRedirection(): void {
    this.skip(/[<>]+[&|]?/y);
    this.skipBlanks();
    this.readWord();
  }

  /** @returns no word for the digits before a redirection */
  readWord(): ShellWord[] {
    this.parts = [];
    this.literal = '';
    const start = this.at;
    while (this.at < this.text.length && !/[\s;|&)<>]/.test(this.text[this.at] ?? '')) this.readPart();
    const written = this.text.slice(start, this.at);
    if (/^\d$/.test(written) && (this.sign === '<' || this.sign === '>')) return [];
    this.flush();
    return [this.parts.length > 0 ? this.parts : ['']];
  }

  private readPart(): void {
    const sign = this.text[this.at++] ?? '';
    if (sign === "'") this.readSingle();
    else if (sign === '"') this.readQuoted();
    else if (sign === '\\') this.readEscaped();
    else if (sign === '$' && this.sign === "'") this.readAnsi();
    else if (sign === '$' || sign === groovyDollar) this.readDollar();
    else if (sign === '`') this.push({ computed: this.upTo('`') });
    else this.literal += sign;
  }

  /** A shell puts nothing in; Groovy has done so before it. */
  private readSingle(): void {
    while (this.at < this.text.length) {
      const sign = this.text[this.at++] ?? '';
      if (sign === "'") return;
      if (sign === groovyDollar) this.readDollar();
      else this.literal += sign;
    }
  }

  private readEscaped(): void {
    const next = this.text[this.at++] ?? '\\';
    if (next !== '\n') this.literal += next;
  }

  private readQuoted(): void {
    while (this.at < this.text.length) {
      const sign = this.text[this.at++] ?? '';
      if (sign === '"') return;
      if (sign === '\\' && /["\\$`\n]/.test(this.sign ?? '')) this.readEscaped();
      else if (sign === '$' || sign === groovyDollar) this.readDollar();
      else if (sign === '`') this.push({ computed: this.upTo('`') });
      else this.literal += sign;
    }
  }

  private readDollar(): void {
    const variable = this.match(/\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*|\d)/y);
    const name = variable?.[1] ?? variable?.[2];
    if (name !== undefined) this.push({ variable: name });
    else if (this.sign === '(') this.push({ computed: this.balanced('(', ')') });
    else if (this.sign === '{') this.push({ computed: this.balanced('{', '}') });
    else if (/[@*#?!$]/.test(this.sign ?? '')) this.push({ computed: this.text[this.at++] ?? '' });
    else this.literal += '$';
  }

  private readAnsi(): void {
    this.at++;
    const body = this.match(/(?:[^\\']|\\[\s\S])*/y)?.[0] ?? '';
    this.at++;
    if (body.includes(groovyDollar)) {
      this.push({ computed: body });
      return;
    }
    this.literal += body.replace(
      /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|([0-7]{1,3})|([\s\S]))/g,
      (_, hex?: string, unit?: string, octal?: string, sign = '') => {
        const code = hex ?? unit ?? (octal === undefined ? undefined : Number.parseInt(octal, 8).toString(16));
        return code === undefined ? (ansiSigns[sign] ?? `\\${sign}`) : String.fromCharCode(Number.parseInt(code, 16));
      },
    );
  }

  private balanced(open: string, close: string): string {
    const start = this.at;
    let depth = 0;
    while (this.at < this.text.length) {
      const sign = this.text[this.at++];
      if (sign === open) depth++;
      if (sign === close && --depth === 0) break;
    }
    return this.text.slice(start, this.at);
  }

  private upTo(sign: string): string {
    const found = this.text.indexOf(sign, this.at);
    const end = found < 0 ? this.text.length : found;
    const inner = this.text.slice(this.at, end);
    this.at = end + 1;
    return inner;
  }

  private push(part: WordPart): void {
    this.flush();
    this.parts.push(part);
  }

  private flush(): void {
    if (this.literal !== '') this.parts.push(this.literal);
    this.literal = '';
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match) this.at += match[0].length;
    return match;
  }

  private skip(pattern: RegExp): void {
    this.match(pattern);
  }
}

const ansiSigns: Readonly<Record<string, string>> = {
  ...{ n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', e: '\x1b' },
  ...{ '\\': '\\', "'": "'", '"': '"', '?': '?' },
};
