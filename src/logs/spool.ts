import { writeSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { LineIndex } from './lineIndex.ts';

/** Maximum bytes of a write. */
const blockBytes = 512 * 1024;
/** Blocks that may wait to be written; an append beyond them waits. */
const maxBlocks = 6;

/** Bytes on their way to the disk. Memory is reused: fresh memory for each piece would keep the collector busy. */
interface Block {
  readonly memory: Buffer;
  length: number;
}

/**
 * Text of a log in a file, with the index of its lines. Grows at its end; readers see what is written. None of the text
 * stays in memory.
 */
export class Spool {
  private path: string;
  private readonly handle: FileHandle;
  private readonly listeners = new Set<() => void>();
  private lineIndex: LineIndex;
  /** To be written in this order; the last one is still being filled. */
  private readonly queue: Block[] = [];
  private queuedBytes = 0;
  private readonly spare: Block[] = [];
  private writing: Promise<void> | undefined;
  private ease: PromiseWithResolvers<void> | undefined;
  private failure: unknown;
  private turn = 0;

  private constructor(file: string, handle: FileHandle, index: LineIndex) {
    this.path = file;
    this.handle = handle;
    this.lineIndex = index;
  }

  /**
   * Creates a file that only the user may read.
   * @throws the system's errors
   */
  static async create(file: string): Promise<Spool> {
    return new Spool(file, await open(file, 'wx+', 0o600), new LineIndex());
  }

  /**
   * Opens an existing file.
   * @param index as it was stored; rebuilt when it does not fit
   * @param size drops all bytes beyond
   */
  static async open(file: string, index: Buffer | undefined, size?: number): Promise<Spool> {
    const handle = await open(file, size === undefined ? 'r' : 'r+');
    try {
      if (size !== undefined) await handle.truncate(size);
      const { size: bytes } = await handle.stat();
      const known = index && LineIndex.fromBytes(index, bytes);
      const spool = new Spool(file, handle, known ?? new LineIndex());
      if (!known) await spool.reindex(0, bytes);
      return spool;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  get file(): string {
    return this.path;
  }

  get index(): LineIndex {
    return this.lineIndex;
  }

  /** Bytes that can be read. */
  get written(): number {
    return this.lineIndex.size;
  }

  /** Bytes that were added, whether or not they are written already. */
  get size(): number {
    return this.written + this.queuedBytes;
  }

  /** Changes at each truncation. */
  get generation(): number {
    return this.turn;
  }

  /**
   * Calls the listener whenever the text grows or shrinks.
   * @returns a function that removes it
   */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Appends bytes. Settles when more can be taken.
   * @throws the failure of an earlier write
   */
  async append(bytes: Uint8Array): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    for (let at = 0; at < bytes.length; ) at += this.fill(bytes, at);
    this.queuedBytes += bytes.length;
    if (this.queue.length > 0) this.writing ??= this.write();
    if (this.queue.length > maxBlocks) await this.eased();
  }

  /** Settles when all appended bytes are written. */
  async flush(): Promise<void> {
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
  }

  /** Reads at most `length` bytes from `offset` on. */
  async read(offset: number, length: number): Promise<Buffer> {
    if (offset + length > this.written) await this.flush();
    const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.written - offset)));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await this.handle.read(buffer, filled, buffer.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  /** Drops all bytes beyond a size. */
  async truncate(size: number): Promise<void> {
    await this.flush();
    if (size >= this.written) return;
    await this.handle.truncate(size);
    this.turn++;
    await this.reindex(this.lineIndex.truncate(size), size);
    this.notify();
  }

  /**
   * Renames the file.
   * @throws the system's errors
   */
  async rename(file: string): Promise<void> {
    await rename(this.path, file);
    this.path = file;
  }

  /** Writes the queued bytes synchronously: for the moment when the window closes. */
  flushNow(): void {
    // A write that is under way is done twice, to the same effect.
    let at = this.written;
    for (const { memory, length } of this.queue) at += writeSync(this.handle.fd, memory, 0, length, at);
  }

  /** Closes the file when all is written. */
  async close(): Promise<void> {
    this.listeners.clear();
    await this.writing;
    await this.handle.close();
  }

  /** Settles when half of the waiting blocks are written: by then the next pieces are here. */
  private async eased(): Promise<void> {
    this.ease ??= Promise.withResolvers<void>();
    await this.ease.promise;
    if (this.failure !== undefined) throw this.failure;
  }

  private notifyEased(): void {
    this.ease?.resolve();
    this.ease = undefined;
  }

  /**
   * Copies as much as fits into the last block.
   * @returns the number of copied bytes
   */
  private fill(bytes: Uint8Array, from: number): number {
    let block = this.queue.at(-1);
    // The first block is being written already.
    if (!block || this.queue.length === 1 || block.length === blockBytes) {
      block = this.spare.pop() ?? { memory: Buffer.allocUnsafeSlow(blockBytes), length: 0 };
      block.length = 0;
      this.queue.push(block);
    }
    const length = Math.min(bytes.length - from, blockBytes - block.length);
    block.memory.set(bytes.subarray(from, from + length), block.length);
    block.length += length;
    return length;
  }

  private async write(): Promise<void> {
    try {
      // Waits a turn, so that appends made together join a block.
      await Promise.resolve();
      for (let block = this.queue[0]; block; block = this.queue[0]) {
        for (let at = 0; at < block.length; ) {
          const { bytesWritten } = await this.handle.write(block.memory, at, block.length - at, this.written + at);
          at += bytesWritten;
        }
        this.queue.shift();
        this.queuedBytes -= block.length;
        this.lineIndex.append(block.memory.subarray(0, block.length));
        this.spare.push(block);
        if (this.queue.length <= maxBlocks / 2) this.notifyEased();
        this.notify();
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.writing = undefined;
      this.notifyEased();
      // Waiting for more costs no memory.
      this.spare.length = Math.min(1, this.spare.length);
    }
  }

  private async reindex(from: number, to: number): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(blockBytes, Math.max(0, to - from)));
    for (let at = from; at < to; ) {
      const { bytesRead } = await this.handle.read(buffer, 0, Math.min(buffer.length, to - at), at);
      if (bytesRead === 0) return;
      this.lineIndex.append(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
