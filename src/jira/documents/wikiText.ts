import { Budget } from '../../base/budget.ts';
import { Ahead } from './ahead.ts';
import { isBlank, trimmedEnd } from './blanks.ts';
import { firstFrom } from './firstFrom.ts';
import { findMacros, type Macro } from './wikiMacros.ts';

/** A text of wiki markup with its lines and its macros. Line ends are `\n`. */
export class WikiText {
  readonly text: string;
  readonly budget: Budget;
  readonly ahead: Ahead;
  private readonly macros: readonly Macro[];

  constructor(text: string, budget = new Budget()) {
    this.text = text;
    this.budget = budget;
    this.ahead = new Ahead(text);
    this.macros = findMacros(text, this.ahead);
  }

  get length(): number {
    return this.text.length;
  }

  get hasMacros(): boolean {
    return this.macros.length > 0;
  }

  /** Matches a sticky pattern right at a place. */
  match(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  /** End of the line, without its line end. */
  lineEnd(at: number): number {
    return Math.min(this.text.length, this.ahead.next('\n', at));
  }

  /** The same, but including the lines inside of macros. */
  lineEndPastMacros(at: number): number {
    let end = this.lineEnd(at);
    for (let macro = this.nextMacro(at); macro && macro.from < end; macro = this.nextMacro(macro.end)) {
      end = Math.max(end, this.lineEnd(macro.end));
    }
    return end;
  }

  isBlankLine(at: number): boolean {
    return this.match(/[ \t\v\f\r]*(?:\n|$)/y, at) !== null;
  }

  /** Macro that begins at a place, past blanks. */
  macroAt(at: number): Macro | undefined {
    const macro = this.nextMacro(at);
    return macro?.from === this.pastBlanks(at) ? macro : undefined;
  }

  /** A place without the blanks behind it, on its line. */
  pastBlanks(at: number): number {
    let place = at;
    while (this.text[place] !== '\n' && isBlank(this.text.charAt(place))) place++;
    return place;
  }

  /** First macro from a place on. */
  nextMacro(from: number): Macro | undefined {
    return firstFrom(this.macros, macro => macro.from < from);
  }

  /** A place without the blanks before it. */
  trimmedEnd(from: number, end: number): number {
    return from + trimmedEnd(this.text.slice(from, end)).length;
  }
}
