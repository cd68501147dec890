import { flag, Scanner } from './scanner.ts';

/** State of the parser of a pattern. */
export interface ParserState {
  readonly scanner: Scanner;
  /** Number of capturing groups opened so far. */
  groups: number;
  readonly names: Map<string, number>;
  hasBackReference: boolean;
  /** Whether Java searches by code points rather than by UTF-16 units. */
  supplementary: boolean;
  depth: number;
  /** Number of parts so far that are not plain characters. */
  parts: number;
}

export function newParserState(source: string): ParserState {
  return {
    scanner: new Scanner(source),
    groups: 0,
    names: new Map(),
    hasBackReference: false,
    supplementary: false,
    depth: 0,
    parts: 0,
  };
}

/** Case folding under the current flags. */
export function foldingOf(scanner: Scanner): 'none' | 'ascii' | 'unicode' {
  if (!scanner.has(flag.i)) return 'none';
  return scanner.has(flag.u) ? 'unicode' : 'ascii';
}

/** Limit of nesting: beyond it Java's own stack is in danger, too. */
const deepest = 500;

/** Runs a step of the parser a level deeper. */
export function nested<T>(state: ParserState, step: () => T): T {
  if (++state.depth > deepest) throw state.scanner.error('tooDeep', state.scanner.cursor);
  const result = step();
  state.depth--;
  return result;
}

/** Limit of parts: more would endanger the stack; Java's own overflows not much later. */
const maxParts = 2000;

/** Counts a part of the pattern that is not a plain character. */
export function countPart(state: ParserState): void {
  if (++state.parts > maxParts) throw state.scanner.error('tooDeep', state.scanner.cursor);
}
