import * as vscode from 'vscode';
import { Lru } from '../../../base/lru.ts';
import { FlatFiles } from './flatFiles.ts';

/** Number of files to keep in memory: editors ask for size and content separately. */
const maxKept = 4;

/** Files of a server, read-only, so that the editor shows them like any other: text, pictures, and so on. */
export abstract class RemoteFiles extends FlatFiles {
  private readonly kept = new Lru<string, Promise<Uint8Array>>(maxKept);

  /** Reads a file from its server. */
  protected abstract read(uri: vscode.Uri): Promise<Uint8Array>;

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: (await this.readFile(uri)).length };
  }

  override readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const key = uri.toString();
    return this.kept.getOrMake(key, () => {
      const reading = this.read(uri);
      reading.catch(() => this.kept.delete(key));
      return reading;
    });
  }
}
