import { flag, type Scanner } from './scanner.ts';

/** Flags that each letter sets, and clears after a minus. */
const letters: Readonly<Record<string, number>> = {
  i: flag.i,
  m: flag.m,
  s: flag.s,
  d: flag.d,
  u: flag.u,
  c: flag.c,
  x: flag.x,
  U: flag.U | flag.u,
};

/** Reads flags such as `im-x` and applies them; stops at the first other character. */
export function inlineFlags(scanner: Scanner): { readonly on: string; readonly off: string } {
  const on = run(scanner, bits => {
    scanner.flags |= bits;
  });
  if (scanner.peek() !== 0x2d) return { on, off: '' };
  scanner.next();
  const off = run(scanner, bits => {
    scanner.flags &= ~bits;
  });
  return { on, off };
}

function run(scanner: Scanner, apply: (bits: number) => void): string {
  let read = '';
  for (;;) {
    const letter = String.fromCodePoint(scanner.peek());
    const bits = letters[letter];
    if (bits === undefined) return read;
    apply(bits);
    read += letter;
    scanner.next();
  }
}
