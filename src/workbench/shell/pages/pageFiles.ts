import * as vscode from 'vscode';
import { FlatFiles } from '../files/flatFiles.ts';

/** Pages exist by their URIs alone; as files they have no content. */
export class PageFiles extends FlatFiles {
  override stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
  }

  override readFile(): Uint8Array {
    return new Uint8Array();
  }
}
