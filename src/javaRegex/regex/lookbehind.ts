import { lengthsOf } from '../matching/compile.ts';
import type { Alternation } from './ast.ts';

/**
 * Whether Java finds a greatest length for the body of a lookbehind. Java adds and multiplies in 32 bits, and checks
 * for overflow in some places only: `(?<=a*)` is accepted, `(?<=(?:ab)*)` is not.
 */
export function hasGreatestLength(body: Alternation): boolean {
  return lengthsOf(body).maxIsKnown;
}
