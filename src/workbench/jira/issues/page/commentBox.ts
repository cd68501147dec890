import * as vscode from 'vscode';
import { escapeHtml } from '../../../../base/escapeHtml.ts';
import { asObject, type JsonObject, parseJson } from '../../../../base/json.ts';
import { MemoryTurns } from '../../../../http/writeTurns.ts';
import type { Sessions } from '../../../connections/sessions/sessions.ts';
import type { Background } from '../../../shell/commands/background.ts';
import type { Drafts } from '../../../shell/drafts/drafts.ts';
import type { ContentPage } from '../../../shell/pages/contentPage.ts';
import type { PageFile, Part } from '../../../shell/pages/pageMessages.ts';
import { button, muted } from '../../../shell/pages/pageParts.ts';
import type { AttachPasted } from '../attachmentFiles.ts';
import { visibilityIn } from '../chooseVisibility.ts';
import { loadDocuments, type Origin, originIn, previewHtml } from '../documents.ts';
import { draftUri } from '../draftUri.ts';
import type { IssueRef } from '../issueRef.ts';
import { findMentionable, keepName, type Mentionable } from '../mentions.ts';
import { pastedName, pictureText } from '../pictureTexts.ts';
import { BoxCommand, BoxId, type BoxMessage } from './boxMessages.ts';

const { t } = vscode.l10n;

export interface CommentBoxDeps {
  readonly sessions: Sessions;
  readonly drafts: Drafts;
  readonly background: Background;
  readonly attach: AttachPasted;
}

/** Text that the page is to insert, with what keeps the values that it stands for. */
interface Inserted {
  readonly text: string;
  readonly keep: () => Promise<void>;
  /** Values of the draft with those that it stands for. */
  readonly details?: JsonObject;
}

/**
 * Box on the page of an issue in which a comment is written. Its text is the draft of the new comment, which an editor
 * can show, too: each key is kept, and a change from elsewhere comes back.
 */
export class CommentBox {
  private readonly deps: CommentBoxDeps;
  readonly issue: IssueRef;
  private readonly post: (message: BoxMessage) => void;
  private readonly redraw: () => void;
  readonly uri: vscode.Uri;
  /** Changes of the draft follow each other. */
  private readonly turns = new MemoryTurns();
  /** Text that the page has; undefined before it was told. */
  private text: string | undefined;
  /** Number of that text, see `BoxText`. */
  private turn = 0;
  /** Values of the draft; undefined where they cannot be read. */
  private details: JsonObject | undefined = {};
  private found: readonly Mentionable[] = [];
  private finding = new AbortController();
  /** Parts put into the text, until the page has sent a text with them: a draft has no values without its text. */
  private inserted: Inserted[] = [];

  /** @param redraw shows the parts again */
  constructor(deps: CommentBoxDeps, view: ContentPage, issue: IssueRef, redraw: () => void) {
    this.deps = deps;
    this.issue = issue;
    this.post = message => view.post(message);
    this.redraw = redraw;
    this.uri = draftUri(issue);
  }

  /** The text stands in a part that never changes: what is being typed stays. */
  parts(): Part[] {
    return [
      { id: 'comment-box', html: boxHtml() },
      { id: 'comment-tools', html: this.toolsHtml() },
      { id: 'comment-draft', html: this.draftHtml() },
    ];
  }

  /** Gives the page the draft's text, after the page began anew. */
  begin(): void {
    this.text = undefined;
    this.turn = 0;
    this.sync();
  }

  /** Takes over what was changed elsewhere. */
  sync(): void {
    this.deps.background.quietly('The draft of a comment could not be read', () =>
      this.inTurn(async () => {
        const text = await this.draftText();
        const { background } = this.deps;
        const read = async () => (await this.files()).detailsOf(this.uri);
        this.details = await background.optional('The audience of a draft could not be read', read);
        if (text !== this.text) this.post({ box: { text, turn: this.turn } });
        // A page that was hidden has not heard of them.
        if (this.text === undefined) for (const each of this.inserted) this.post({ insert: each.text });
        this.text = text;
        this.redraw();
      }),
    );
  }

  /** Runs a command of the box. @returns whether it was one */
  async take(command: string, argument = '', files: readonly PageFile[] = []): Promise<boolean> {
    const acts: Readonly<Record<string, () => unknown>> = {
      [BoxCommand.write]: () => this.write(argument),
      [BoxCommand.post]: () => this.afterTyping(async () => (await this.files()).apply(this.uri, this.text)),
      [BoxCommand.discard]: () => this.afterTyping(() => this.discard()),
      [BoxCommand.chooseAudience]: () =>
        this.afterTyping(() => vscode.commands.executeCommand('jenkinsJira.chooseCommentVisibility', this.uri)),
      [BoxCommand.preview]: () => this.preview(argument),
      [BoxCommand.findPeople]: () => this.findPeople(argument),
      [BoxCommand.mention]: () => this.mention(argument),
      [BoxCommand.attach]: () => this.attach(files),
    };
    const act = Object.hasOwn(acts, command) ? acts[command] : undefined;
    await act?.();
    return act !== undefined;
  }

  private async discard(): Promise<void> {
    await (await this.files()).discard(this.uri);
    if (!(await this.draftText())) this.inserted = [];
  }

  private write(message: string): Promise<void> {
    const { text, turn } = asObject(parseJson(message));
    if (typeof text !== 'string' || typeof turn !== 'number') return Promise.resolve();
    return this.inTurn(async () => {
      this.text = text;
      this.turn = turn;
      const files = await this.files();
      await files.writeFile(this.uri, Buffer.from(text), { create: true, overwrite: true });
      for (const each of this.inserted.filter(({ text: part }) => text.includes(part.trim()))) {
        await each.keep();
        this.inserted = this.inserted.filter(other => other !== each);
      }
    });
  }

  private async preview(text: string): Promise<void> {
    let origin: Origin | undefined;
    // After what the text stands for is kept.
    await this.inTurn(async () => {
      origin = originIn(await (await this.files()).detailsOf(this.uri));
    });
    const html = await previewHtml(this.issue.connection, text, origin);
    this.post({ preview: html || `<p>${muted(t('Nothing to preview yet.'))}</p>` });
  }

  private async findPeople(typed: string): Promise<void> {
    this.finding.abort();
    this.finding = new AbortController();
    const { signal } = this.finding;
    const { sessions, background } = this.deps;
    const place = { connection: this.issue.connection, where: { issue: this.issue.key } };
    const found = await background.optional('People to mention could not be read', () =>
      findMentionable(sessions, place, typed, signal),
    );
    if (signal.aborted) return;
    this.found = found ?? [];
    this.post({ people: this.found.map(({ label }) => label), typed });
  }

  private async mention(label: string): Promise<void> {
    const person = this.found.find(each => each.label === label);
    if (!person) return;
    const { name, text } = person;
    if (name) this.insert({ text, keep: () => keepName(this.deps.drafts, this.uri, name, this.text) });
    else this.post({ insert: text });
  }

  /** Attaches files, and puts those that are pictures into the text. */
  private async attach(files: readonly PageFile[]): Promise<void> {
    const named = files.map(({ name, content }) => ({ name: pastedName(name), content }));
    const attached = await this.deps.attach(this.issue, named);
    const texts = await this.files();
    const detailsOf = async () => this.inserted.findLast(each => each.details)?.details ?? texts.detailsOf(this.uri);
    await this.inTurn(async () => {
      const added = await pictureText({ detailsOf }, this.uri, this.issue.connection, attached);
      if (added) this.insert({ ...added, keep: () => this.keepPictures(originIn(added.details)) });
    });
  }

  private insert(inserted: Inserted): void {
    this.inserted.push(inserted);
    this.post({ insert: inserted.text });
  }

  /** Adds pictures to the values of the draft, of which the others may have changed meanwhile. */
  private async keepPictures(pictures: Origin | undefined): Promise<void> {
    const texts = await this.files();
    const details = await texts.detailsOf(this.uri);
    const { noOrigin } = await loadDocuments();
    const origin = originIn(details) ?? noOrigin;
    const { preserved } = pictures ?? noOrigin;
    if (preserved.length <= origin.preserved.length) return;
    await texts.keepDetails(this.uri, { ...details, origin: { ...origin, preserved } }, false, this.text);
  }

  private async draftText(): Promise<string> {
    return Buffer.from(await (await this.files()).readFile(this.uri)).toString('utf8');
  }

  private async files() {
    const files = await this.deps.drafts.filesOf(this.uri.scheme)?.();
    if (!files) throw new Error('The texts of comments are not registered.');
    return files;
  }

  /** Runs an act once what was typed is kept; what is typed meanwhile does not wait for its end. */
  private async afterTyping(act: () => Thenable<unknown>): Promise<void> {
    await this.inTurn(async () => undefined);
    await act();
  }

  private async inTurn(work: () => Thenable<unknown>): Promise<void> {
    const endTurn = await this.turns.take('draft');
    try {
      await work();
    } finally {
      await endTurn();
    }
  }

  private toolsHtml(): string {
    const words = this.audienceWords();
    const tools = [
      button(t('Post Comment'), BoxCommand.post, '', 'primary'),
      button(words, BoxCommand.chooseAudience, '', '', t('{0}, choose who sees it', words)),
      button(t('Open in Editor'), 'addComment'),
    ];
    return `<div class="actions" role="group" aria-label="${escapeHtml(t('New comment'))}">${tools.join('')}</div>`;
  }

  private draftHtml(): string {
    if (!this.text?.trim()) return '';
    const discard = button(t('Discard'), BoxCommand.discard, '', 'link', t('Discard the Draft'));
    return `<div class="actions">${muted(t('Kept as a draft'))} ${discard}</div>`;
  }

  private audienceWords(): string {
    if (!this.details) return t('Audience not known');
    const { visibility, internal } = visibilityIn(this.details);
    if (internal) return t('Internal');
    return visibility ? t('Visible to {0}', visibility.value) : t('Visible to all users');
  }
}

function boxHtml(): string {
  const label = escapeHtml(t('New comment'));
  const words = escapeHtml(t('Write a comment in Markdown; @ mentions people, pictures can be pasted.'));
  const toggle = `<button type="button" class="link" id="${BoxId.toggle}" aria-pressed="false">${escapeHtml(t('Preview'))}</button>`;
  return `<div class="box"><textarea id="${BoxId.input}" rows="3" spellcheck="true" aria-label="${label}" placeholder="${words}" aria-autocomplete="list" aria-controls="${BoxId.people}"></textarea>
<ul id="${BoxId.people}" role="listbox" aria-label="${escapeHtml(t('People'))}" hidden></ul>
<div id="${BoxId.preview}" hidden></div>${toggle}</div>`;
}
