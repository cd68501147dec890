import { withoutEscapes } from './plainText.ts';

/** The readable end of a log: whole lines, at most so many characters, without what steers a terminal. */
export class LogText {
  private readonly limit: number;
  private readonly decoder = new TextDecoder();
  private lines: string[] = [];
  private size = 0;
  private unfinished = '';
  private cut = false;
  /** Whether the line that is coming in is one whose beginning was never seen. */
  private dropRest = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Whether the beginning is missing. */
  get isCut(): boolean {
    return this.cut;
  }

  /** In characters. */
  get length(): number {
    return this.size + this.unfinished.length;
  }

  /** The log was entered in its middle: what comes first is the rest of a line. */
  skipToNextLine(): void {
    this.cut = true;
    this.dropRest = true;
  }

  add(bytes: Uint8Array): void {
    const text = this.unfinished + this.decoder.decode(bytes, { stream: true });
    const end = text.lastIndexOf('\n') + 1;
    this.unfinished = text.slice(end);
    let whole = text.slice(0, end);
    if (this.dropRest && end > 0) {
      whole = whole.slice(whole.indexOf('\n') + 1);
      this.dropRest = false;
    }
    if (whole !== '') this.push(withoutEscapes(whole));
  }

  /** Takes the place of all that was told. */
  replace(text: string): void {
    this.lines = [];
    this.size = 0;
    this.unfinished = '';
    this.cut = false;
    this.push(withoutEscapes(text));
  }

  toString(): string {
    return this.lines.join('') + (this.dropRest ? '' : withoutEscapes(this.unfinished));
  }

  private push(text: string): void {
    this.lines.push(text);
    this.size += text.length;
    while (this.size > this.limit && this.lines.length > 1) this.dropFirst();
    if (this.size > this.limit) this.shortenOnly();
  }

  private dropFirst(): void {
    this.size -= this.lines.shift()?.length ?? 0;
    this.cut = true;
  }

  private shortenOnly(): void {
    const text = this.lines[0] ?? '';
    const from = text.indexOf('\n', text.length - this.limit) + 1;
    this.lines = [text.slice(from)];
    this.size = text.length - from;
    this.cut = true;
  }
}
