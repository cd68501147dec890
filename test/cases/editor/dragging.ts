import type { Line } from './treeView.ts';

interface DroppedFile {
  readonly name: string;
  data(): Promise<Uint8Array>;
}

export class DataTransferItem {
  readonly value: unknown;
  private readonly file: DroppedFile | undefined;

  constructor(value: unknown, file?: DroppedFile) {
    this.value = value;
    this.file = file;
  }

  async asString(): Promise<string> {
    return String(this.value);
  }

  asFile(): DroppedFile | undefined {
    return this.file;
  }
}

/** What is dragged, by kind. */
export class DataTransfer extends Map<string, DataTransferItem> {}

export class DocumentDropEdit {
  readonly insertText: string;

  constructor(insertText: string) {
    this.insertText = insertText;
  }
}

export interface DropProvider {
  provideDocumentDropEdits(
    document: { readonly languageId: string },
    position: undefined,
    data: DataTransfer,
  ): Promise<DocumentDropEdit | undefined>;
}

export interface DragAndDropController {
  handleDrag(lines: readonly Line[], data: DataTransfer): Promise<void>;
  handleDrop(line: Line | undefined, data: DataTransfer): Promise<void>;
}
