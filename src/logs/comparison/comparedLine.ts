import type { Steps } from '../../base/cooperatively.ts';
import { lineText } from '../rows.ts';
import { stampOf } from '../timestamps.ts';
import { agentOf, comparableText, ownNames } from './comparableText.ts';
import type { ShownLine } from './logDifference.ts';

/** Lines of each log in which a place is looked for where they are the same again. */
export const windowLines = 4000;
/** Lines between two yields. */
export const stride = 100;
const maxShownCharacters = 500;

const namesAgent = /(?:Running|Building remotely) on /;

/** Line that waits for its like in the other log. Its texts are made when they are asked for: most lines are equal. */
export class ComparedLine {
  readonly line: number;
  readonly raw: string;
  private readonly side: ComparedSide;
  private compared: string | undefined;
  private own: string | undefined;

  constructor(line: number, raw: string, side: ComparedSide) {
    this.line = line;
    this.raw = raw;
    this.side = side;
  }

  /** Empty for a line that is not compared. */
  get text(): string {
    this.compared ??= comparableText(this.raw) ?? '';
    return this.compared;
  }

  /** Text without the build's own number and its agents. */
  get anonymous(): string {
    this.own ??= this.side.names.without(this.text);
    return this.own;
  }

  get shown(): ShownLine {
    const text = lineText(this.raw.slice(stampOf(this.raw)?.length ?? 0)).trimEnd();
    return { line: this.line, text: text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text };
  }

  isLike(other: ComparedLine): boolean {
    return this.raw === other.raw || this.text === other.text || this.anonymous === other.anonymous;
  }
}

/** Log of the two: its lines that wait, and the names that only it has. */
export class ComparedSide {
  readonly names: ReturnType<typeof ownNames>;
  readonly waiting: ComparedLine[] = [];
  isEnded = false;
  /** Lines that were taken. */
  count = 0;

  constructor(number: number) {
    this.names = ownNames(number);
  }

  take(raw: string): void {
    const line = new ComparedLine(this.count++, raw, this);
    const agent = namesAgent.test(raw) ? agentOf(line.shown.text) : undefined;
    if (agent) this.names.agents.add(agent);
    this.waiting.push(line);
  }

  /** The next lines that are compared; the others among them are dropped. */
  *ahead(): Steps<ComparedLine[]> {
    const ahead: ComparedLine[] = [];
    let count = 0;
    for (const line of this.waiting) {
      if (ahead.length >= windowLines) break;
      if (++count % stride === 0) yield;
      if (line.text !== '') ahead.push(line);
    }
    this.waiting.splice(0, count, ...ahead);
    return ahead;
  }

  /** Number of the next line. */
  get next(): number {
    return this.waiting[0]?.line ?? this.count;
  }

  get isOver(): boolean {
    return this.isEnded && this.waiting.length === 0;
  }
}
