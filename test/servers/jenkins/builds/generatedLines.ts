/** Every generated line has this many bytes, its line feed included. */
export const generatedLineBytes = 110;

const linesAtOnce = 2000;
const numberDigits = 9;
const zero = 0x30;

const plainBody = ' INFO  payments.ledger.Writer   batch entry written, checksum verified, waiting for the next one';
const colored = ' \x1b[33mWARN\x1b[0m  payments.ledger.Writer   the queue is \x1b[1mlong\x1b[0m, entries will be late';

/**
 * The lines of a log that is too large to be held: made when they are read, and the same each time. Numbered from 1, a
 * fifth of them with colors.
 */
export class GeneratedLines {
  count: number;

  constructor(count: number) {
    this.count = count;
  }

  get length(): number {
    return this.count * generatedLineBytes;
  }

  /** The bytes from `start` to `end`, piece by piece. */
  *read(start: number, end: number): Generator<Buffer> {
    let line = Math.floor(start / generatedLineBytes);
    for (let at = line * generatedLineBytes; at < end; at = line * generatedLineBytes) {
      const block = linesFrom(line, Math.min(linesAtOnce, this.count - line));
      yield block.subarray(Math.max(0, start - at), Math.min(block.length, end - at));
      line += linesAtOnce;
    }
  }
}

const templates = [plainBody, colored].map(body => {
  const text = `${'0'.repeat(numberDigits)}${body}`;
  return Buffer.from(`${text.padEnd(generatedLineBytes - 1, '.').slice(0, generatedLineBytes - 1)}\n`, 'latin1');
});

function linesFrom(first: number, count: number): Buffer {
  const block = Buffer.allocUnsafe(count * generatedLineBytes);
  for (let index = 0; index < count; index++) {
    const number = first + index + 1;
    const at = index * generatedLineBytes;
    block.set(templates[number % 5 === 0 ? 1 : 0] ?? Buffer.alloc(0), at);
    for (let rest = number, digit = at + numberDigits - 1; rest > 0; rest = Math.floor(rest / 10), digit--) {
      block[digit] = zero + (rest % 10);
    }
  }
  return block;
}
