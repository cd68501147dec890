import * as vscode from 'vscode';
import type { TreeLine } from '../../../shell/trees/drawnLines.ts';
import type { DroppedIssues } from './droppedIssues.ts';
import { issueMime } from './issueMime.ts';

/** Drag and drop: issues into editors, as links; files onto issues, as attachments. Loaded with the first of them. */
export class IssueDragAndDrop implements vscode.TreeDragAndDropController<TreeLine> {
  readonly dragMimeTypes = [issueMime];
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  private readonly load: () => Promise<DroppedIssues>;

  constructor(load: () => Promise<DroppedIssues>) {
    this.load = load;
  }

  async handleDrag(lines: readonly TreeLine[], data: vscode.DataTransfer): Promise<void> {
    (await this.load()).begin(lines, data);
  }

  async handleDrop(line: TreeLine | undefined, data: vscode.DataTransfer): Promise<void> {
    await (await this.load()).attach(line?.node, data);
  }

  /** Makes links of issues that are dropped into editors. */
  register(): vscode.Disposable {
    return vscode.languages.registerDocumentDropEditProvider(
      '*',
      { provideDocumentDropEdits: async (document, _, data) => (await this.load()).links(document, data) },
      { dropMimeTypes: [issueMime] },
    );
  }
}
