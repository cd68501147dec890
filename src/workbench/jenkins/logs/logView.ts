import * as vscode from 'vscode';
import { RowMap } from '../../../logs/rowMap.ts';
import type { Scanner } from '../../../logs/scanner.ts';
import { SectionKind } from '../../../logs/sections.ts';
import type { Background } from '../../shell/commands/background.ts';
import { copyToClipboard } from './copyToClipboard.ts';
import type { LogDocument } from './logDocument.ts';
import { LogErrors } from './logErrors.ts';
import { LogMarks } from './logMarks.ts';
import { hasEnded } from './logPhase.ts';
import { LogStages } from './logStages.ts';
import { hasStampsIn } from './logStamps.ts';
import { entriesOfSections } from './outlineEntries.ts';
import {
  type Handlers,
  handle,
  type PageAction,
  type Place,
  type ToHost,
  type ToPage,
  type ViewState,
} from './page/protocol.ts';
import { PageListening } from './pageListening.ts';
import { RowFeed } from './rowFeed.ts';
import { StageFilter } from './stageFilter.ts';
import { statusOf } from './statusWords.ts';
import { ViewSearch } from './viewSearch.ts';

const { t } = vscode.l10n;

export interface LogViewDeps {
  readonly scanner: Scanner;
  readonly openLink: (document: LogDocument, line: number, column: number) => Promise<void>;
  readonly openLine: (document: LogDocument, line: number) => Promise<void>;
  readonly keep: (state: ViewState) => void;
  readonly background: Background;
  /** Shows a problem in place of the page, whose script has failed. */
  readonly onBroken: (error: Error) => void;
}

/** Editor of a log: answers its page's messages and sends it rows. */
export class LogView implements vscode.Disposable {
  readonly document: LogDocument;
  private readonly panel: vscode.WebviewPanel;
  private readonly deps: LogViewDeps;
  private readonly rowMap = new RowMap();
  private readonly feed: RowFeed;
  private readonly filter: StageFilter;
  /** Stages and branches in the log, for commands. */
  readonly stages: LogStages;
  private readonly search: ViewSearch;
  private marks: LogMarks | undefined;
  private errors: LogErrors | undefined;
  private state: ViewState;
  private readonly listening: PageListening;
  private stopListening: (() => void) | undefined;
  private readonly disposables: vscode.Disposable[] = [];
  private disposed = false;
  private readonly handlers: Handlers<ToHost, void | Promise<void>> = {
    ready: () => this.begin(),
    drawn: () => this.feed.drawn(),
    show: ({ window }) => this.feed.show(window),
    search: ({ search, from }) => this.search.start(search, from),
    step: ({ from, by }) => this.search.step(from, by),
    list: ({ from, count }) => this.search.list(from, count),
    choose: ({ index }) => this.search.choose(index),
    reveal: ({ place }) => this.go(place, 0),
    fold: ({ line, folded }) => {
      this.rowMap.fold(line, folded);
      this.rowsChanged();
    },
    copy: ({ from, to, stamps }) => this.copy(from, to, stamps),
    link: ({ line, column }) => this.deps.openLink(this.document, line, column),
    whole: ({ line }) => this.deps.openLine(this.document, line),
    retry: () => {
      this.document.retry();
      this.feed.refresh();
    },
    broken: ({ text }) => this.deps.onBroken(new Error(text)),
    keep: ({ state }) => {
      const opened = state.outline && !this.state.outline;
      this.state = state;
      this.deps.keep(state);
      if (opened) this.postOutline(true);
    },
    stageAt: ({ line, isStep }) => this.stages.showAt(line, isStep),
    wholeLog: () => this.filter.showAll(),
    cursor: ({ line }) => this.errors?.goOnFrom(line),
    error: ({ by }) => this.goToError(by),
    errorNear: ({ row }) => {
      const hit = this.errors?.near(row);
      return hit && this.go(hit, hit.length, true);
    },
  };

  constructor(document: LogDocument, panel: vscode.WebviewPanel, state: ViewState, deps: LogViewDeps) {
    this.document = document;
    this.panel = panel;
    this.state = state;
    this.deps = deps;
    this.listening = new PageListening(panel);
    this.feed = new RowFeed({
      document,
      rowMap: this.rowMap,
      post: message => this.post(message),
      search: () => this.search.current,
      errorIn: line => this.errors?.markOf(line),
      background: deps.background,
      showProblem: problem => {
        if (problem) deps.background.note('The rows of a log could not be read', problem.error);
        const phase = problem ? ({ kind: 'failed', ...problem } as const) : document.phase;
        this.postSoon({ kind: 'status', status: statusOf(phase) });
      },
    });
    this.filter = new StageFilter({ document, background: deps.background, changed: () => this.stagesChanged() });
    this.stages = new LogStages({
      document,
      filter: this.filter,
      connection: document.build.connection,
      note: text => this.note(text),
      go: line => this.go({ line, column: 0 }, 0, true),
      sections: async () => (await this.marks?.complete()) ?? [],
    });
    this.search = new ViewSearch({
      document,
      scanner: deps.scanner,
      post: message => this.post(message),
      postSoon: message => this.postSoon(message),
      go: (place, length) => this.go(place, length),
      within: () => this.filter.lines,
      changed: () => this.filterRows(),
    });
    this.disposables.push(
      ...[this.filter, this.search, this.listening],
      panel.webview.onDidReceiveMessage((message: ToHost) =>
        deps.background.run(() => handle(this.handlers, message.kind, message)),
      ),
      panel.onDidChangeViewState(() => document.setWatched(this, panel.visible)),
      document.onDidChange(() => this.phaseChanged()),
    );
    document.setWatched(this, panel.visible);
    this.attach();
  }

  /** Runs a command of the editor on the page. */
  async do(action: PageAction): Promise<void> {
    await this.post({ kind: 'do', action });
  }

  /** Shows or hides time stamps, if there are any. */
  async toggleStamps(): Promise<void> {
    const { spool } = this.document;
    const hasStamps = this.feed.totals.hasStamps || (spool && (await hasStampsIn(spool, this.deps.scanner)));
    if (hasStamps) await this.do('stamps');
    else await this.note(this.isEnded ? t('This log has no timestamps') : t('This log has no timestamps so far'));
  }

  /** Goes to the first error, and from there to the next or previous one. */
  async goToError(by: 1 | -1, first = false): Promise<void> {
    const found = await this.errors?.find(by, first);
    if (found?.hit) await this.go(found.hit, found.hit.length, true);
    if (found) await this.note(found.note);
  }

  private stagesChanged(): void {
    this.search.restrict();
    this.postSoon({ kind: 'only', stage: this.filter.name ?? '' });
    this.postOutline();
  }

  /** Shows the lines that both the stage and the search admit. */
  private filterRows(): void {
    const search = this.search.current;
    const found = search?.search.only ? search.lines : undefined;
    const { lines } = this.filter;
    const inStage = found && lines ? new Set(lines) : undefined;
    this.rowMap.filter(inStage ? found?.filter(line => inStage.has(line)) : (found ?? lines));
    this.rowsChanged();
  }

  foldAll(folded: boolean): void {
    this.rowMap.foldAll(folded);
    this.rowsChanged();
  }

  private rowsChanged(): void {
    this.feed.refresh();
    this.errors?.rowsChanged();
  }

  dispose(): void {
    this.disposed = true;
    this.document.setWatched(this, false);
    this.feed.end();
    this.stopListening?.();
    this.marks?.dispose();
    this.errors?.dispose();
    for (const each of this.disposables) each.dispose();
  }

  private post(message: ToPage): Thenable<boolean> {
    return this.disposed ? Promise.resolve(false) : this.panel.webview.postMessage(message);
  }

  private postSoon(message: ToPage): void {
    this.deps.background.quietly('The page of a log took no message', () => this.post(message));
  }

  /** Listens to the spool, once there is one, and to its replacement. */
  private attach(): void {
    const { spool } = this.document;
    if (!spool || this.marks?.spool === spool) return;
    this.stopListening?.();
    this.marks?.dispose();
    this.errors?.dispose();
    this.stopListening = spool.onChange(() => this.grown());
    const { scanner, background } = this.deps;
    this.marks = new LogMarks(spool, scanner, background);
    this.marks.onDidChange(() => this.sectionsChanged());
    this.errors = new LogErrors({
      ...{ spool, scanner, background, rowMap: this.rowMap },
      phase: () => this.document.phase,
      found: () => this.feed.refresh(),
      changed: () => this.postErrors(),
    });
    this.scanSoon();
  }

  private scanSoon(): void {
    this.marks?.refreshSoon(this.isEnded);
    this.errors?.refreshSoon(this.isEnded);
  }

  private get isEnded(): boolean {
    return hasEnded(this.document.phase);
  }

  private grown(): void {
    this.feed.grown();
    this.filter.grown();
    this.scanSoon();
    const { current: search } = this.search;
    if (search) this.deps.background.run(() => search.advance(this.isEnded), 'search in a log');
  }

  private phaseChanged(): void {
    this.attach();
    if (this.listening.isNow) this.postSoon({ kind: 'status', status: statusOf(this.document.phase) });
    this.feed.refresh();
    if (this.isEnded) this.grown();
  }

  private sectionsChanged(): void {
    this.postOutline();
    this.rowsChanged();
  }

  private postErrors(): void {
    if (this.listening.isNow && this.errors) this.postSoon({ kind: 'errors', errors: this.errors.shown });
  }

  private postOutline(isOpened = false): void {
    const sections = this.marks?.sections ?? [];
    this.rowMap.setSections(this.filter.foldable(sections));
    // Where branches print at the same time, the text alone does not tell which of them printed a line.
    if (this.state.outline && sections.some(({ kind }) => kind === SectionKind.branch))
      this.filter.wantOutline(isOpened);
    const entries = this.filter.outline ?? entriesOfSections(sections);
    if (this.listening.isNow) this.postSoon({ kind: 'outline', entries });
  }

  /** A page that was hidden starts again, with the state kept here. */
  private async begin(): Promise<void> {
    await this.post({ kind: 'begin', state: this.state });
    this.listening.begin();
    this.postSoon({ kind: 'status', status: statusOf(this.document.phase) });
    this.postOutline();
    this.postSoon({ kind: 'only', stage: this.filter.name ?? '' });
    this.postErrors();
    this.feed.begin();
  }

  private async note(text: string): Promise<void> {
    await this.listening.wait();
    await this.post({ kind: 'note', text });
  }

  async go(place: Place, length: number, marked = false): Promise<void> {
    await this.listening.wait();
    this.rowMap.reveal(place.line);
    this.feed.revealPlace(place);
    await this.post({ kind: 'go', row: this.rowMap.rowOf(place.line), place, length, marked });
  }

  private async copy(from: Place, to: Place, stamps: boolean): Promise<void> {
    const { spool } = this.document;
    const runs = this.rowMap.runs(from.line, to.line);
    if (spool) await this.note(await copyToClipboard(spool, runs, { from, to, stamps }));
  }
}
