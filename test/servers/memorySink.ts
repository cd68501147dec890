import type { LogSink } from '../../src/jenkins/index.ts';

/** A sink in memory. */
export class MemorySink implements LogSink {
  private pieces: Buffer[] = [];
  size = 0;
  /** The most bytes that came in one piece. */
  largest = 0;
  truncations = 0;

  append(bytes: Uint8Array): void {
    this.pieces.push(Buffer.from(bytes));
    this.size += bytes.length;
    this.largest = Math.max(this.largest, bytes.length);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    return this.bytes.subarray(offset, offset + length);
  }

  async truncate(size: number): Promise<void> {
    this.truncations++;
    this.pieces = [Buffer.from(this.bytes.subarray(0, size))];
    this.size = size;
  }

  get bytes(): Buffer {
    if (this.pieces.length !== 1) this.pieces = [Buffer.concat(this.pieces)];
    return this.pieces[0] ?? Buffer.alloc(0);
  }
}
