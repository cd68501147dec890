import * as vscode from 'vscode';
import { type Draft, DraftFolder, type DraftName } from '../../../base/draftFolder.ts';
import { asObject, asString, asText, type JsonObject, parseJson } from '../../../base/json.ts';
import type { Background } from '../commands/background.ts';
import type { ServerText, TextPlace } from './textKind.ts';
import type { Unsent } from './unsent.ts';

/** A draft that nobody has written to for this long is removed. */
const maxAgeMs = 90 * 24 * 3_600_000;
/** Answers of a form that was left are offered for this long. */
const maxFormAgeMs = 24 * 3_600_000;
/** Pause after a change of another window. */
const pauseMs = 100;

/** Text under edit that was not sent yet. */
export interface KeptText {
  readonly text: string;
  /** Server's text that the editing began with. */
  readonly base: ServerText;
  /** Values that belong to the text, such as who may see a comment. */
  readonly details: JsonObject;
  /** Whether a person chose values of their own. */
  readonly isChosen: boolean;
  /** Whether the values could be read. */
  readonly isWhole: boolean;
  readonly since: number;
  readonly mtime: number;
}

/** Answers of a form that was left. */
export interface KeptAnswers {
  readonly answers: JsonObject;
  /** Time of the last answer, in milliseconds since 1970. */
  readonly since: number;
}

/** Drafts on the disk, with their marks. */
export class DraftBook implements vscode.Disposable {
  private readonly folder: DraftFolder;
  private readonly show: (known: readonly Unsent[]) => void;
  private readonly background: Background;
  private readonly others = new vscode.EventEmitter<void>();
  /** Fires when files changed, in this window or another. */
  readonly onDidChangeFiles = this.others.event;
  private readonly watcher: vscode.FileSystemWatcher;
  private timer: NodeJS.Timeout | undefined;

  private constructor(folder: string, show: DraftBook['show'], background: Background) {
    this.folder = new DraftFolder(folder);
    this.show = show;
    this.background = background;
    const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), '**/*.txt');
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.watcher.onDidCreate(() => this.refreshSoon());
    this.watcher.onDidChange(() => this.refreshSoon());
    this.watcher.onDidDelete(() => this.refreshSoon());
  }

  /** @param show called with the marks, whenever they changed */
  static async open(folder: string, show: DraftBook['show'], background: Background): Promise<DraftBook> {
    const book = new DraftBook(folder, show, background);
    await book.folder.removeBefore(Date.now() - maxAgeMs);
    await book.refresh();
    return book;
  }

  async read(name: DraftName): Promise<KeptText | undefined> {
    const draft = await this.folder.read(name);
    return draft && keptText(draft);
  }

  async write(
    place: TextPlace,
    uri: string,
    { text, base, details, isChosen, isWhole }: Omit<KeptText, 'since' | 'mtime'>,
  ) {
    const { place: line, title } = place;
    const lost = isWhole ? {} : { isWhole };
    await this.folder.write(place, text, { place: line, title, uri, base, details, isChosen, ...lost });
    await this.refresh();
  }

  async remove(name: DraftName): Promise<void> {
    await this.folder.remove(name);
    await this.refresh();
  }

  async removeAllOf(connection: string): Promise<void> {
    await this.folder.removeAllOf(connection);
    await this.refresh();
  }

  /** Reads the answers of a form that was left within a day. */
  async readForm(name: DraftName): Promise<KeptAnswers | undefined> {
    const draft = await this.folder.read(name);
    if (!draft) return undefined;
    if (draft.mtime > Date.now() - maxFormAgeMs)
      return { answers: asObject(parseJson(draft.text)), since: draft.mtime };
    await this.folder.remove(name);
    return undefined;
  }

  /** Keeps the answers of a form; none remove it. */
  async writeForm(name: DraftName, answers: JsonObject): Promise<void> {
    if (Object.keys(answers).length === 0) await this.folder.remove(name);
    else await this.folder.write(name, JSON.stringify(answers), {});
  }

  /** Lists what was not sent yet, the newest first. */
  async list(): Promise<Unsent[]> {
    const drafts = await this.folder.list();
    return drafts.flatMap(draft => unsentOf(draft) ?? []).sort((a, b) => b.since - a.since);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.watcher.dispose();
    this.others.dispose();
  }

  private async refresh(): Promise<void> {
    this.show(await this.list());
  }

  private refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.others.fire();
      this.background.quietly('The drafts could not be read', () => this.refresh());
    }, pauseMs);
  }
}

function keptText({ text, details, isWhole, since, mtime }: Draft): KeptText {
  const base = asObject(details['base']);
  return {
    ...{ text, isWhole: isWhole && details['isWhole'] !== false, since, mtime },
    base: {
      text: asText(base['text']),
      version: asString(base['version']),
      details: asObject(base['details']),
    },
    // Drafts of the first versions had the values of a comment beside the text.
    details: details['details'] === undefined ? details : asObject(details['details']),
    isChosen: details['isChosen'] === true,
  };
}

/** @returns undefined where nothing was changed */
function unsentOf(draft: Draft): Unsent | undefined {
  const { connection, name, details, since } = draft;
  const place = asString(details['place']);
  const title = asString(details['title']);
  const uri = asString(details['uri']);
  const isChanged = draft.text !== asString(asObject(details['base'])['text']);
  return place !== undefined && title && uri && isChanged ? { connection, name, place, title, uri, since } : undefined;
}
