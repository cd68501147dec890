import { decode } from '../rows.ts';
import type { Spool } from '../spool.ts';

/** Bytes read at a time. */
const blockBytes = 64 * 1024;
/** Bytes to keep of a line: thousands of lines wait for their like. */
const maxLineBytes = 4 * 1024;
const newline = 0x0a;

/** Reads the lines of a growing log, block by block; of long lines only their beginnings. */
export class LineReader {
  private at = 0;
  private rest: Buffer = Buffer.alloc(0);

  /** Bytes that were read. */
  get offset(): number {
    return this.at;
  }

  /** Reads the lines that end in the next block; none also where a line does not end there. */
  async read(spool: Spool): Promise<string[]> {
    const block = await spool.read(this.at, blockBytes);
    this.at += block.length;
    const lines: string[] = [];
    let from = 0;
    for (let end = block.indexOf(newline); end >= 0; end = block.indexOf(newline, from)) {
      lines.push(decode(this.joined(block.subarray(from, end))));
      this.rest = Buffer.alloc(0);
      from = end + 1;
    }
    this.rest = Buffer.from(this.joined(block.subarray(from)));
    return lines;
  }

  /** Takes the line without an end, where the log ends with it. */
  end(): string[] {
    const last = decode(this.rest);
    this.rest = Buffer.alloc(0);
    return last === '' ? [] : [last];
  }

  private joined(piece: Buffer): Buffer {
    if (this.rest.length === 0) return piece.subarray(0, maxLineBytes);
    return Buffer.concat([this.rest, piece.subarray(0, Math.max(0, maxLineBytes - this.rest.length))]);
  }
}
