import * as vscode from 'vscode';
import type { JsonObject } from '../../../base/json.ts';
import { MemoryTurns } from '../../../http/writeTurns.ts';
import type { Background } from '../commands/background.ts';
import { UnderWay } from '../commands/underWay.ts';
import { FlatFiles } from '../files/flatFiles.ts';
import { SaveReasons } from '../files/saveReasons.ts';
import { AutoSave } from './autoSave.ts';
import { Comparing } from './comparing.ts';
import { isServerText, wantsDiscard } from './comparison.ts';
import type { KeptText } from './draftBook.ts';
import type { Drafts } from './drafts.ts';
import { closeTabs, isLoaded, isOpen, OpenTexts } from './openTexts.ts';
import { ServerTexts } from './serverTexts.ts';
import type { EditedText, ServerText, TextKind } from './textKind.ts';

const { t } = vscode.l10n;

/**
 * VS Code does not save over a file that is newer than the text that it read. Here versions are compared, and a draft
 * is saved in any case: so times run backwards.
 */
const backwards = (time: number) => 2 ** 43 - time;

interface ChangedDetails {
  readonly details: JsonObject;
  readonly isChosen: boolean;
}

export interface TextFilesDeps {
  readonly drafts: Drafts;
  readonly background: Background;
}

/**
 * Texts under edit that belong to a server, as files: the draft of a text, or the server's. Each save writes a draft to
 * the disk; sending it is a person's act. Closing an editor asks nothing and sends nothing.
 */
export class TextFiles<Ref> extends FlatFiles implements vscode.Disposable {
  private readonly kind: TextKind<Ref>;
  private readonly drafts: Drafts;
  private readonly background: Background;
  private readonly reasons: SaveReasons;
  private readonly underWay = new UnderWay();
  /** Changes of a draft, which read it first, follow each other: a save could undo values that are being kept. */
  private readonly turns = new MemoryTurns();
  private readonly servers: ServerTexts<Ref>;
  private readonly comparing: Comparing<Ref>;
  private readonly editors: OpenTexts;
  private readonly parts: vscode.Disposable;
  /** Fires when the last editor of a text was closed. */
  readonly onDidClose: vscode.Event<vscode.Uri>;

  constructor(kind: TextKind<Ref>, { drafts, background }: TextFilesDeps) {
    super();
    this.kind = kind;
    this.drafts = drafts;
    this.background = background;
    this.servers = new ServerTexts(kind);
    this.comparing = new Comparing(kind, this.servers, drafts, uri => this.fire(uri));
    this.reasons = new SaveReasons(kind.scheme);
    this.editors = new OpenTexts(kind.scheme, background);
    this.onDidClose = this.editors.onDidClose;
    this.parts = vscode.Disposable.from(
      this.reasons,
      this.editors,
      new AutoSave(kind.scheme, this.reasons, background),
      // While VS Code has the document, what was typed into it began with the text that was read then.
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.servers.forget(uri)),
      this.editors.onDidOpenAgain(uri =>
        background.quietly('A text could not be read again', () => this.comparing.lookAgain(uri)),
      ),
      drafts.onDidChange(() => this.notify()),
    );
  }

  /**
   * Asks for a text in an editor, for a form: applying it answers, closing the editor does not.
   * @param begin text that the editor begins with, unless there is a draft
   * @returns undefined when the editor was closed; the draft stays
   */
  async ask(uri: vscode.Uri, begin: ServerText): Promise<EditedText | undefined> {
    const answer = this.editors.wait(uri);
    await this.open(uri, begin);
    return answer;
  }

  /** Begins a draft with a text, unless there is a draft. */
  async begin(uri: vscode.Uri, server: ServerText, text: string): Promise<void> {
    if (await this.draftOf(uri)) return;
    this.servers.set(uri, server);
    await this.keep(uri, text);
  }

  /** Opens the draft of a text, or else the server's text as it was just read. */
  async open(uri: vscode.Uri, server: ServerText): Promise<void> {
    this.servers.set(uri, server);
    await this.show(uri);
  }

  async show(uri: vscode.Uri): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    return (await vscode.window.showTextDocument(document, { preview: false })).document;
  }

  get verb(): string {
    return this.kind.verb ?? t('Apply');
  }

  refOf(uri: vscode.Uri): Ref {
    return this.kind.refOf(uri);
  }

  /** Brings the text that a form waits for to the front. */
  showWaiting(isWanted: (uri: vscode.Uri) => boolean): void {
    const uri = this.editors.waiting().find(isWanted);
    if (uri) this.background.run(() => this.show(uri));
  }

  override async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, mtime } = await this.at(uri, 'next');
    const permissions = isServerText(uri) ? { permissions: vscode.FilePermission.Readonly } : {};
    const size = Buffer.byteLength(text);
    return { type: vscode.FileType.File, ctime: 0, mtime: backwards(mtime), size, ...permissions };
  }

  override async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return Buffer.from((await this.at(uri, 'take')).text, 'utf8');
  }

  override createDirectory(): void {
    // Each path above a text is a folder already.
  }

  /** Keeps the text as a draft; a save by hand applies it, where the kind of text says so. */
  override async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    if (isServerText(uri)) throw vscode.FileSystemError.NoPermissions(uri);
    const isByHand = this.reasons.takeByHand(uri);
    await this.keep(uri, Buffer.from(content).toString('utf8'));
    if (isByHand && !this.kind.savingKeeps) this.background.run(() => this.apply(uri));
  }

  /** Removes the draft, when it was sent or is not wanted. */
  override async delete(uri: vscode.Uri): Promise<void> {
    await this.inTurn(uri, async () => {
      await (await this.drafts.open()).remove(this.placeOf(uri));
      this.servers.forget(uri);
    });
    this.fire(uri);
    await this.kind.removed?.(this.refOf(uri));
  }

  /** Removes the draft and closes its editors. */
  async close(uri: vscode.Uri): Promise<void> {
    // A text that is not open is not opened for it: it would be compared, and checked.
    if (isLoaded(uri)) await this.saved(uri);
    await this.delete(uri);
    await closeTabs(uri);
  }

  /** Removes the draft of a text that was sent; a draft of other words stays. */
  async drop(uri: vscode.Uri, sent: string): Promise<void> {
    if ((await this.draftOf(uri))?.text === sent) await this.delete(uri);
  }

  /** Removes the draft of a text that is to begin anew, with its editors. */
  async startOver(uri: vscode.Uri): Promise<void> {
    if (await this.draftOf(uri)) await this.close(uri);
  }

  async draftOf(uri: vscode.Uri): Promise<KeptText | undefined> {
    return (await this.drafts.open()).read(this.placeOf(uri));
  }

  /** Keeps a text with its values; an open editor shows it. */
  private async keep(uri: vscode.Uri, text: string, changed?: ChangedDetails): Promise<void> {
    await this.inTurn(uri, () => this.keepInTurn(uri, text, changed));
  }

  private async inTurn(uri: vscode.Uri, change: () => Promise<void>): Promise<void> {
    const endTurn = await this.turns.take(uri.toString());
    try {
      await change();
    } finally {
      await endTurn();
    }
  }

  private async keepInTurn(uri: vscode.Uri, text: string, changed: ChangedDetails | undefined): Promise<void> {
    const book = await this.drafts.open();
    const draft = await this.draftOf(uri);
    const base = draft?.base ?? (await this.servers.of(uri)).server;
    const details = changed?.details ?? draft?.details ?? base.details ?? {};
    const isChosen = changed?.isChosen === true || draft?.isChosen === true;
    // Values that were lost stay so until a person chooses others.
    const isWhole = changed?.isChosen === true || draft?.isWhole !== false;
    if (text === base.text && !isChosen) {
      if (draft) await book.remove(this.placeOf(uri));
      this.servers.set(uri, base);
    } else {
      await book.write(this.placeOf(uri), uri.toString(), { text, base, details, isChosen, isWhole });
    }
    this.fire(uri);
  }

  /**
   * Keeps other values beside the text in the editor.
   * @param isChosen whether a person chose them, which is an edit of its own
   * @param text of a page, which an editor may not show yet
   */
  async keepDetails(uri: vscode.Uri, details: JsonObject, isChosen: boolean, text?: string): Promise<void> {
    await this.keep(uri, text ?? (await this.textOf(uri)), { details, isChosen });
  }

  /** Applies the text in the editor, or in a page: answers the form that waits for it, else sends it. */
  async apply(uri: vscode.Uri, text?: string): Promise<void> {
    const words = t('{0} is being sent.', this.placeOf(uri).title);
    await this.underWay.once(['apply', uri.toString()], { words }, () => this.applyOnce(uri, text));
  }

  /** Removes the draft, after a question where there is a text to lose, and closes its editors. */
  async discard(uri: vscode.Uri): Promise<void> {
    const [text, draft] = [await this.textOf(uri), await this.draftOf(uri)];
    if (draft && text.trim() !== '' && !(await wantsDiscard(this.placeOf(uri).title))) return;
    await this.close(uri);
  }

  /** Text in the editor, saved as a draft; else the draft. */
  private async textOf(uri: vscode.Uri): Promise<string> {
    const draft = isOpen(uri) ? undefined : await this.draftOf(uri);
    return draft?.text ?? (await this.saved(uri)).getText();
  }

  /** Document of the text, saved as a draft first. */
  async saved(uri: vscode.Uri): Promise<vscode.TextDocument> {
    const document = await vscode.workspace.openTextDocument(uri);
    await this.reasons.quietly(uri, () => document.save());
    return document;
  }

  /**
   * Reads the values that belong to the text.
   * @throws where those of its draft are lost: they can say who may see it
   */
  async detailsOf(uri: vscode.Uri): Promise<JsonObject> {
    const draft = await this.draftOf(uri);
    if (draft && !draft.isWhole)
      throw new Error(t('The values of this draft, such as who may see it, cannot be read.'));
    return draft?.details ?? (await this.servers.of(uri)).server.details ?? {};
  }

  dispose(): void {
    this.parts.dispose();
    this.changed.dispose();
  }

  private async applyOnce(uri: vscode.Uri, given: string | undefined): Promise<true | undefined> {
    const text = given ?? (await this.textOf(uri));
    const details = await this.detailsOf(uri);
    const base = ((await this.draftOf(uri))?.base ?? this.servers.seen(uri))?.text ?? '';
    if (this.editors.answer(uri, { text, details, base })) {
      await closeTabs(uri);
      return undefined;
    }
    if (!(await this.comparing.mayReplace(uri))) return undefined;
    if (!(await this.kind.apply(this.kind.refOf(uri), { text, details, base }, uri))) return undefined;
    // Words that were added meanwhile were not sent: they stay.
    if ((given === undefined ? await this.textOf(uri) : (await this.draftOf(uri))?.text) !== text) return true;
    await this.delete(uri);
    if (this.kind.closes) await closeTabs(uri);
    // Read at once: what is typed from now on begins with it.
    else await this.servers.of(uri);
    return true;
  }

  private async at(uri: vscode.Uri, how: 'next' | 'take'): Promise<{ readonly text: string; readonly mtime: number }> {
    const ofServer = () => this.servers[how](uri).then(({ server, mtime }) => ({ text: server.text, mtime }));
    if (isServerText(uri)) return ofServer();
    const isFirstLook = this.editors.isFirstLook(uri);
    const draft = await this.draftOf(uri);
    if (!draft) return ofServer();
    if (isFirstLook)
      this.background.quietly('A draft could not be compared', () => this.comparing.compareIfChanged(uri));
    return draft;
  }

  private placeOf(uri: vscode.Uri) {
    return this.kind.placeOf(this.kind.refOf(uri));
  }

  private fire(uri: vscode.Uri): void {
    this.changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** Open editors show what another window wrote. */
  private notify(): void {
    for (const document of vscode.workspace.textDocuments)
      if (document.uri.scheme === this.kind.scheme && !isServerText(document.uri)) this.fire(document.uri);
  }
}
