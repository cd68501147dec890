// Page of a log: draws the rows that the extension sends, and reports the person's actions.
import { element } from './dom.ts';
import { FindBar } from './findBar.ts';
import { Grid } from './grid.ts';
import { HitList } from './hitList.ts';
import { Keys } from './keys.ts';
import { Outline } from './outline.ts';
import { Overview } from './overview.ts';
import { paint } from './paint.ts';
import {
  type Go,
  type Handlers,
  handle,
  type PageAction,
  type Place,
  type Search,
  type ShownRow,
  type ToHost,
  type ToPage,
  type ViewState,
  type Words,
} from './protocol.ts';
import { rangeIn } from './rowElement.ts';
import { lineEnd, Selection } from './selection.ts';
import { StatusBar } from './statusBar.ts';

declare function acquireVsCodeApi(): { postMessage(message: ToHost): void };

const keepMs = 300;

class Page {
  private readonly api = acquireVsCodeApi();
  private readonly words = JSON.parse(document.getElementById('words')?.dataset['words'] ?? '{}') as Words;
  private readonly grid: Grid;
  private readonly selection: Selection;
  private readonly find: FindBar;
  private readonly hits: HitList;
  private readonly outline: Outline;
  private readonly status: StatusBar;
  private readonly overview: Overview;
  private readonly keys: Keys;
  private stamps = true;
  /** Number of rows that the person has seen; -1: a new page. */
  private seenRows = -1;
  /** Highlighted line; -1: none. */
  private marked = -1;
  private revealing: { place: Place; length: number } | undefined;
  private keeping: ReturnType<typeof setTimeout> | undefined;
  private readonly handlers: Handlers<ToPage, void> = {
    begin: ({ state }) => this.begin(state),
    rows: ({ top, rows, totals, ahead }) => this.grid.takeRows(top, rows, totals, ahead),
    totals: ({ totals }) => this.grid.takeTotals(totals),
    status: ({ status }) => this.status.take(status),
    outline: ({ entries }) => this.outline.take(entries),
    found: ({ found }) => {
      this.find.show(found);
      this.hits.takeCount(found.count, found.current);
    },
    hits: ({ hits }) => this.hits.takeHits(hits),
    errors: ({ errors }) => {
      this.status.showErrors(errors);
      this.overview.show(errors.marks);
    },
    only: ({ stage }) => this.status.showStage(stage),
    go: message => this.go(message),
    note: ({ text }) => this.status.note(text),
    do: ({ action }) => this.actions[action](),
  };
  private readonly actions: Readonly<Record<PageAction, () => void>> = {
    find: () => this.openFind(),
    next: () => this.find.step(1),
    previous: () => this.find.step(-1),
    follow: () => this.grid.follow(),
    stamps: () => this.toggleStamps(),
    wrap: () => this.toggleWrap(),
    outline: () => this.toggleOutline(),
    copy: () => this.copy(),
    only: () => this.find.toggleOnly(),
    stage: () => this.api.postMessage({ kind: 'stageAt', line: this.selection.cursor.line, isStep: false }),
    step: () => this.api.postMessage({ kind: 'stageAt', line: this.selection.cursor.line, isStep: true }),
  };

  constructor() {
    const { words } = this;
    const post = (message: ToHost) => this.api.postMessage(message);
    // Other events of this kind are no failures, such as a notification of sizes that comes a frame later.
    window.addEventListener('error', ({ error }: ErrorEvent) => {
      if (error instanceof Error) post({ kind: 'broken', text: error.message });
    });
    this.grid = new Grid({
      words,
      ask: window => post({ kind: 'show', window }),
      drawn: () => post({ kind: 'drawn' }),
      changed: () => this.drawn(),
    });
    this.selection = new Selection(
      this.grid,
      () => this.grid.redraw(),
      line => post({ kind: 'cursor', line }),
    );
    this.hits = new HitList({
      words,
      ask: (from, count) => post({ kind: 'list', from, count }),
      choose: index => post({ kind: 'choose', index }),
    });
    this.find = new FindBar({
      words,
      search: search => this.search(search),
      step: by => post({ kind: 'step', by, from: this.searchFrom() }),
      list: on => this.hits.show(on),
      closed: () => this.grid.scroller.focus(),
    });
    this.outline = new Outline(words, line => post({ kind: 'reveal', place: { line, column: 0 } }));
    this.status = new StatusBar({
      words,
      retry: () => post({ kind: 'retry' }),
      follow: () => this.grid.follow(),
      wholeLog: () => post({ kind: 'wholeLog' }),
      nextError: () => post({ kind: 'error', by: 1 }),
    });
    this.overview = new Overview(share => {
      post({ kind: 'errorNear', row: Math.floor(share * this.grid.totals.rows) });
    });
    const main = element('main', {}, this.grid.scroller, this.overview.element, this.find.element);
    document.body.dataset['vscodeContext'] = JSON.stringify({
      webviewSection: 'log',
      preventDefaultContextMenuItems: true,
    });
    document.body.replaceChildren(this.outline.element, main, this.hits.element, this.status.element, this.status.live);
    this.keys = new Keys(this.grid, this.selection, {
      copy: () => this.copy(),
      enter: row => this.enter(row),
      fold: row => this.fold(row),
    });
    this.listen();
    post({ kind: 'ready' });
  }

  private listen(): void {
    window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => handle(this.handlers, data.kind, data));
    this.grid.scroller.addEventListener('click', event => this.click(event));
    // Keys work as soon as the editor has the focus.
    window.addEventListener('focus', () => {
      if (document.activeElement === document.body) this.grid.scroller.focus();
    });
    document.addEventListener('copy', event => {
      if (event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      this.copy();
    });
  }

  private go({ row, place, length, marked }: Go): void {
    this.revealing = { place, length };
    this.marked = marked ? place.line : -1;
    this.selection.moveTo(place);
    this.grid.reveal(row);
  }

  private begin({ line, follow, stamps, outline, wrap }: ViewState): void {
    this.stamps = stamps;
    this.grid.wrap(wrap);
    document.body.classList.toggle('no-stamps', !stamps);
    this.outline.show(outline);
    this.seenRows = -1;
    this.grid.begin(line, follow);
    if (document.hasFocus()) this.grid.scroller.focus();
    this.find.again();
  }

  private search(search: Search): void {
    this.api.postMessage({ kind: 'search', search, from: this.searchFrom() });
  }

  /** Place where a search begins: the cursor, or the first visible row. */
  private searchFrom(): Place {
    const { cursor } = this.selection;
    const drawn = [...this.grid.drawnRows].map(({ row }) => row.line).filter(line => line >= 0);
    if (drawn.includes(cursor.line) || drawn.length === 0) return cursor;
    return { line: Math.min(...drawn), column: 0 };
  }

  private openFind(): void {
    const { from, to } = this.selection.range;
    const row = from.line === to.line && to.column < lineEnd ? this.grid.rowOfLine(from.line)?.row : undefined;
    const text = row?.runs.map(([part]) => part).join('') ?? '';
    this.find.open(text.slice(from.column - (row?.skipped ?? 0), to.column - (row?.skipped ?? 0)));
  }

  private toggleStamps(): void {
    this.stamps = !this.stamps;
    document.body.classList.toggle('no-stamps', !this.stamps);
    this.grid.restyled();
    this.keepSoon();
  }

  private toggleWrap(): void {
    this.grid.wrap(!this.grid.wraps);
    this.keepSoon();
  }

  private toggleOutline(): void {
    this.outline.show(!this.outline.isOpen);
    this.keepSoon();
  }

  private copy(): void {
    const { from, to } = this.selection.range;
    // Without a selection: the line of the cursor.
    const range = this.selection.isEmpty
      ? { from: { line: from.line, column: 0 }, to: { line: from.line, column: lineEnd } }
      : { from, to };
    this.api.postMessage({ kind: 'copy', ...range, stamps: this.stamps });
  }

  private click(event: MouseEvent): void {
    const target = event.target as HTMLElement;
    const index = Number(target.closest<HTMLElement>('.row')?.dataset['index'] ?? Number.NaN);
    const row = this.grid.rowAt(index);
    if (!row) return;
    const link = target.closest<HTMLElement>('.link');
    if (target.dataset['fold'] !== undefined) {
      this.fold(row);
    } else if (target.dataset['whole'] !== undefined) {
      this.api.postMessage({ kind: 'whole', line: row.line });
    } else if (link && this.selection.isEmpty) {
      const column = row.skipped + Number(link.dataset['start']);
      this.api.postMessage({ kind: 'link', line: row.line, column });
    }
  }

  private fold(row: ShownRow): void {
    if (row.fold) this.api.postMessage({ kind: 'fold', line: row.line, folded: !row.fold.folded });
  }

  /** Follows a line's first link, or opens all of a line that is shown in part. */
  private enter(row: ShownRow): void {
    const [link] = row.links ?? [];
    if (link) this.api.postMessage({ kind: 'link', line: row.line, column: row.skipped + link.start });
    else if (row.more || row.overwritten) this.api.postMessage({ kind: 'whole', line: row.line });
    else this.fold(row);
  }

  /** Updates all that depends on the drawn rows. */
  private drawn(): void {
    const { grid } = this;
    const { totals } = grid;
    if (this.seenRows < 0 && totals.rows > 0) this.seenRows = totals.rows;
    if (grid.follows) {
      if (this.status.isRunning && totals.rows > this.seenRows) this.sayLast();
      this.seenRows = Math.max(totals.rows, this.seenRows);
    }
    const top = grid.rowAt(Math.ceil(grid.top))?.line ?? 0;
    const line = grid.follows ? Math.max(0, totals.lines - 1) : this.selection.cursor.line;
    this.keys.settle();
    this.overview.fit(grid.filled);
    this.status.show(totals, line, grid.follows, totals.rows > this.seenRows, grid.ahead);
    this.outline.mark(grid.follows ? (grid.rowAt(totals.rows - 1)?.line ?? top) : top + 1);
    paint(this.grid, this.selection, this.marked);
    this.finishReveal();
    this.keepSoon();
  }

  private sayLast(): void {
    const last = this.grid.rowAt(this.grid.totals.rows - 1);
    if (last) this.status.say(last.runs.map(([text]) => text).join(''));
  }

  /** Scrolls sideways to a requested place, once its row is there. */
  private finishReveal(): void {
    const wanted = this.revealing;
    if (!wanted) return;
    for (const { row, element: drawn } of this.grid.drawnRows) {
      if (row.line !== wanted.place.line) continue;
      this.revealing = undefined;
      const start = Math.max(0, wanted.place.column - row.skipped);
      this.grid.revealRange(rangeIn(drawn, start, start + wanted.length));
      return;
    }
  }

  private keepSoon(): void {
    this.keeping ??= setTimeout(() => {
      this.keeping = undefined;
      const line = this.grid.rowAt(Math.ceil(this.grid.top))?.line ?? 0;
      const state = {
        line: Math.max(0, line),
        follow: this.grid.follows,
        stamps: this.stamps,
        outline: this.outline.isOpen,
        wrap: this.grid.wraps,
      };
      this.api.postMessage({ kind: 'keep', state });
    }, keepMs);
  }
}

new Page();
