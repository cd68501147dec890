import * as vscode from 'vscode';
import { MemoryTurns } from '../../../http/writeTurns.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import type { PageFile } from '../../shell/pages/pageMessages.ts';
import type { AttachPasted } from './attachmentFiles.ts';
import type { IssueRef } from './issueRef.ts';
import { pastedName, pictureText } from './pictureTexts.ts';

const { t } = vscode.l10n;

export interface PastedPicturesDeps {
  readonly files: Pick<TextFiles<unknown>, 'detailsOf' | 'keepDetails'>;
  readonly attach: AttachPasted;
  readonly background: Background;
  /** Issue that a text belongs to; undefined for that of a new issue, which has no place for files yet. */
  readonly issueOf: (uri: vscode.Uri) => IssueRef | undefined;
}

const mimeTypes = ['image/*'];
const kind = vscode.DocumentDropOrPasteEditKind.Empty.append('jenkinsJira', 'picture');

/** Pictures and the text that takes them. */
interface Pasted {
  readonly uri: vscode.Uri;
  readonly issue: IssueRef;
  readonly pictures: readonly PageFile[];
}

/** Edit that changes nothing by itself: the text comes when the pictures are attached. */
class PasteEdit extends vscode.DocumentPasteEdit {
  readonly pasted: Pasted;

  constructor(pasted: Pasted) {
    super('', t('Attach Picture'), kind);
    this.pasted = pasted;
  }
}

class DropEdit extends vscode.DocumentDropEdit {
  readonly pasted: Pasted;

  constructor(pasted: Pasted) {
    super('', t('Attach Picture'), kind);
    this.pasted = pasted;
  }
}

/** Pictures that are pasted or dropped into the text of an issue: they are attached to it, and shown by the text. */
export class PastedPictures
  implements vscode.DocumentPasteEditProvider<PasteEdit>, vscode.DocumentDropEditProvider<DropEdit>
{
  private readonly deps: PastedPicturesDeps;
  /** Texts change one after the other: each picture has a number of its own. */
  private readonly turns = new MemoryTurns();

  constructor(deps: PastedPicturesDeps) {
    this.deps = deps;
  }

  register(scheme: string): vscode.Disposable {
    const { languages } = vscode;
    return vscode.Disposable.from(
      languages.registerDocumentPasteEditProvider({ scheme }, this, {
        providedPasteEditKinds: [kind],
        pasteMimeTypes: mimeTypes,
      }),
      languages.registerDocumentDropEditProvider({ scheme }, this, {
        providedDropEditKinds: [kind],
        dropMimeTypes: mimeTypes,
      }),
    );
  }

  async provideDocumentPasteEdits(
    document: vscode.TextDocument,
    _ranges: readonly vscode.Range[],
    data: vscode.DataTransfer,
  ): Promise<PasteEdit[]> {
    const pasted = await this.pastedIn(document, data);
    return pasted ? [new PasteEdit(pasted)] : [];
  }

  resolveDocumentPasteEdit(edit: PasteEdit): PasteEdit {
    this.deps.background.run(() => this.attach(edit.pasted));
    return edit;
  }

  async provideDocumentDropEdits(
    document: vscode.TextDocument,
    _position: vscode.Position,
    data: vscode.DataTransfer,
  ): Promise<DropEdit[]> {
    const pasted = await this.pastedIn(document, data);
    return pasted ? [new DropEdit(pasted)] : [];
  }

  resolveDocumentDropEdit(edit: DropEdit): DropEdit {
    this.deps.background.run(() => this.attach(edit.pasted));
    return edit;
  }

  /** Reads the pictures at once: VS Code forgets them after it was told the edits. */
  private async pastedIn({ uri }: vscode.TextDocument, data: vscode.DataTransfer): Promise<Pasted | undefined> {
    const files = [...data].flatMap(([type, item]) => (type.startsWith('image/') ? (item.asFile() ?? []) : []));
    const issue = files.length > 0 ? this.deps.issueOf(uri) : undefined;
    if (!issue) return undefined;
    const read = files.map(async file => ({ name: pastedName(file.name), content: await file.data() }));
    return { uri, issue, pictures: await Promise.all(read) };
  }

  /** Attaches pictures, and puts them into the text where the cursor is then. */
  private async attach({ uri, issue, pictures }: Pasted): Promise<void> {
    const attached = await this.deps.attach(issue, pictures);
    const endTurn = await this.turns.take(uri.toString());
    try {
      const added = await pictureText(this.deps.files, uri, issue.connection, attached);
      if (!added || !(await insert(uri, added.text))) return;
      await this.deps.files.keepDetails(uri, added.details, false);
    } finally {
      await endTurn();
    }
  }
}

/** Puts a text where the cursor is; without an editor, at the end. @returns whether it was done */
async function insert(uri: vscode.Uri, text: string): Promise<boolean> {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = [...(activeTextEditor ? [activeTextEditor] : []), ...visibleTextEditors];
  const editor = editors.find(each => each.document.uri.toString() === uri.toString());
  if (editor) return editor.edit(edit => edit.replace(editor.selection, text));
  const document = await vscode.workspace.openTextDocument(uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.lineAt(document.lineCount - 1).range.end, text);
  return vscode.workspace.applyEdit(edit);
}
