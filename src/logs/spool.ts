import { writeSync } from 'node:fs';
import { type FileHandle, open, rename } from 'node:fs/promises';
import { LineIndex } from './lineIndex.ts';

/** What may wait to be written; who brings more waits with it. */
const mostQueuedBytes = 4 * 1024 * 1024;
const pieceBytes = 1024 * 1024;

/**
 * A log's text in a file of the disk, with the index of its lines. Grows at its end; whoever looks at it sees what is
 * written. Nothing of it stays in memory.
 */
export class Spool {
  private path: string;
  private readonly handle: FileHandle;
  private readonly listeners = new Set<() => void>();
  private lineIndex: LineIndex;
  private queue: Uint8Array[] = [];
  private queuedBytes = 0;
  private underWay: readonly Uint8Array[] = [];
  private writing: Promise<void> | undefined;
  private failure: unknown;
  private turn = 0;

  private constructor(file: string, handle: FileHandle, index: LineIndex) {
    this.path = file;
    this.handle = handle;
    this.lineIndex = index;
  }

  /** Makes a new file, which nobody but the user may read. @throws the system's errors */
  static async create(file: string): Promise<Spool> {
    return new Spool(file, await open(file, 'wx+', 0o600), new LineIndex());
  }

  /**
   * Opens a file that is there.
   * @param index what was kept of it; read anew when it does not fit
   * @param size drops what is beyond
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

  /** Changes whenever something was taken back. */
  get generation(): number {
    return this.turn;
  }

  /** Told whenever there is more, or less. @returns ends it */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Adds bytes, which must not change any more. Settles when more can be taken. @throws what writing failed with */
  async append(bytes: Uint8Array): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (bytes.length === 0) return;
    this.queue.push(bytes);
    this.queuedBytes += bytes.length;
    this.writing ??= this.write();
    if (this.queuedBytes > mostQueuedBytes) await this.flush();
  }

  /** Settles when all that was added is written. */
  async flush(): Promise<void> {
    await this.writing;
    if (this.failure !== undefined) throw this.failure;
  }

  /** At most `length` bytes from `offset` on. */
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

  /** Takes back all beyond a size. */
  async truncate(size: number): Promise<void> {
    await this.flush();
    if (size >= this.written) return;
    await this.handle.truncate(size);
    this.turn++;
    await this.reindex(this.lineIndex.truncate(size), size);
    this.tell();
  }

  /** Gives the file another name. @throws the system's errors */
  async rename(file: string): Promise<void> {
    await rename(this.path, file);
    this.path = file;
  }

  /** Writes what is not written yet, before it returns: for the moment when the window closes. */
  flushNow(): void {
    // What is under way is written twice, to the same effect.
    let at = this.written;
    for (const piece of [...this.underWay, ...this.queue]) at += writeSync(this.handle.fd, piece, 0, piece.length, at);
  }

  /** Closes the file when all is written. */
  async close(): Promise<void> {
    this.listeners.clear();
    await this.writing;
    await this.handle.close();
  }

  private async write(): Promise<void> {
    try {
      while (this.queue.length > 0) {
        const pieces = this.queue;
        this.queue = [];
        this.underWay = pieces;
        await this.writeAll(pieces);
        this.underWay = [];
        for (const piece of pieces) this.lineIndex.append(piece);
        this.queuedBytes = this.queue.reduce((sum, { length }) => sum + length, 0);
        this.tell();
      }
    } catch (error) {
      this.failure = error;
    } finally {
      this.writing = undefined;
    }
  }

  private async writeAll(pieces: readonly Uint8Array[]): Promise<void> {
    const total = pieces.reduce((sum, { length }) => sum + length, 0);
    const { bytesWritten } = await this.handle.writev(pieces, this.written);
    if (bytesWritten === total) return;
    // A disk that took a part only takes the rest, or says why not.
    const all = Buffer.concat(pieces, total);
    for (let at = bytesWritten; at < total; ) {
      const rest = await this.handle.write(all, at, total - at, this.written + at);
      at += rest.bytesWritten;
    }
  }

  private async reindex(from: number, to: number): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, Math.max(0, to - from)));
    for (let at = from; at < to; ) {
      const { bytesRead } = await this.handle.read(buffer, 0, Math.min(buffer.length, to - at), at);
      if (bytesRead === 0) return;
      this.lineIndex.append(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
