import * as vscode from 'vscode';
import { FlatFiles } from './flatFiles.ts';

/** Number of files to keep in memory: editors ask for size and content separately. */
const maxKept = 4;

/** Files of a server, read-only, so that the editor shows them like any other: text, pictures, and so on. */
export abstract class RemoteFiles extends FlatFiles {
  private readonly kept = new Map<string, Promise<Uint8Array>>();

  /** Reads a file from its server. */
  protected abstract read(uri: vscode.Uri): Promise<Uint8Array>;

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: (await this.readFile(uri)).length };
  }

  override readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const key = uri.toString();
    const known = this.kept.get(key);
    if (known) return known;
    const reading = this.read(uri);
    this.kept.set(key, reading);
    reading.catch(() => this.kept.delete(key));
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size > maxKept) this.kept.delete(oldest);
    return reading;
  }
}
