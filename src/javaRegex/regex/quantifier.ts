import { type Node, type QuantifierMode, unlimited } from './ast.ts';
import type { Scanner } from './scanner.ts';

interface Count {
  readonly min: number;
  readonly max: number;
}

/** Reads the quantifier after a node, if there is any. At most one is taken: `a{2}{3}` repeats an empty node next. */
export function quantified(scanner: Scanner, body: Node, from: number): Node {
  const at = scanner.cursor;
  const code = scanner.peek();
  const count = simpleCount(code) ?? (code === 0x7b ? counted(scanner) : undefined);
  if (count === undefined) return body;
  const mode = modeAt(scanner);
  return {
    type: 'quantified',
    body,
    ...count,
    mode,
    quantifier: scanner.span(at),
    counted: code === 0x7b,
    ...scanner.span(from),
  };
}

function simpleCount(code: number): Count | undefined {
  switch (code) {
    case 0x3f:
      return { min: 0, max: 1 };
    case 0x2a:
      return { min: 0, max: unlimited };
    case 0x2b:
      return { min: 1, max: unlimited };
    default:
      return undefined;
  }
}

/** Passes the quantifier's last character and the `?` or `+` that may follow. */
function modeAt(scanner: Scanner): QuantifierMode {
  const code = scanner.next();
  if (code !== 0x3f && code !== 0x2b) return 'greedy';
  scanner.next();
  return code === 0x3f ? 'lazy' : 'possessive';
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Reads `{2`, `{2,` or `{2,3`; the cursor is left on the brace that closes it. */
function counted(scanner: Scanner): Count {
  const from = scanner.cursor;
  if (!isDigit(scanner.codeAt(from + 1))) {
    scanner.cursor += 2;
    throw scanner.error('repetition', from);
  }
  scanner.cursor++;
  const min = wholeNumber(scanner, from);
  let max = min;
  if (scanner.peek() === 0x2c) {
    scanner.next();
    max = scanner.peek() === 0x7d ? unlimited : wholeNumber(scanner, from);
  }
  if (scanner.peek() !== 0x7d) {
    scanner.cursor++;
    throw scanner.error('unclosedRepetition', from);
  }
  if (max < min) {
    scanner.cursor++;
    throw scanner.error('repetitionRange', from);
  }
  return { min, max };
}

function wholeNumber(scanner: Scanner, from: number): number {
  let value = 0;
  for (let code = scanner.peek(); isDigit(code); code = scanner.peek()) {
    value = value * 10 + code - 0x30;
    scanner.cursor++;
    if (value > unlimited) throw scanner.error('repetitionRange', from);
  }
  return value;
}
