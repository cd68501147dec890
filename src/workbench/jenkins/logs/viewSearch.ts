import type * as vscode from 'vscode';
import type { Scanner } from '../../../logs/scanner.ts';
import type { LogDocument } from './logDocument.ts';
import { LogSearch } from './logSearch.ts';
import type { Place, Search, ToPage } from './page/protocol.ts';

export interface ViewSearchDeps {
  readonly document: LogDocument;
  readonly scanner: Scanner;
  readonly post: (message: ToPage) => Thenable<boolean>;
  readonly postSoon: (message: ToPage) => void;
  readonly go: (place: Place, length: number) => Promise<void>;
  /** Lines that are searched; undefined: all. */
  readonly within: () => readonly number[] | undefined;
  /** Called when other lines may have to be shown. */
  readonly changed: () => void;
}

/** Search of a log's view: tells its page of hits and goes to them. */
export class ViewSearch implements vscode.Disposable {
  private readonly deps: ViewSearchDeps;
  private search: LogSearch | undefined;

  constructor(deps: ViewSearchDeps) {
    this.deps = deps;
  }

  get current(): LogSearch | undefined {
    return this.search;
  }

  async start(search: Search, from: Place): Promise<void> {
    const { document, scanner } = this.deps;
    const { spool } = document;
    this.search?.dispose();
    this.search = undefined;
    if (search.text !== '' && spool) {
      this.search = new LogSearch(spool, scanner, search, () => this.changed());
      this.search.searchWithin(this.deps.within());
    }
    const { search: started } = this;
    this.deps.changed();
    if (!started) {
      const found = { count: 0, current: -1, isFull: false, isBusy: false, problem: '' };
      return this.deps.postSoon({ kind: 'found', found });
    }
    await started.advance(true);
    if (this.search === started) await this.step(from, 1);
  }

  /** Searches other lines from now on. */
  restrict(): void {
    this.search?.searchWithin(this.deps.within());
    this.changed();
  }

  async step(from: Place, by: 1 | -1): Promise<void> {
    const hit = this.search?.step(from, by);
    if (!this.search) return;
    await this.deps.post({ kind: 'found', found: this.search.found });
    if (hit) await this.deps.go({ line: hit.line, column: hit.column }, hit.length);
  }

  async choose(index: number): Promise<void> {
    const hit = this.search?.choose(index);
    if (!hit || !this.search) return;
    await this.deps.post({ kind: 'found', found: this.search.found });
    await this.deps.go({ line: hit.line, column: hit.column }, hit.length);
  }

  async list(from: number, count: number): Promise<void> {
    const hits = (await this.search?.list(from, count)) ?? [];
    await this.deps.post({ kind: 'hits', from, hits });
  }

  dispose(): void {
    this.search?.dispose();
  }

  private changed(): void {
    if (this.search) this.deps.postSoon({ kind: 'found', found: this.search.found });
    this.deps.changed();
  }
}
