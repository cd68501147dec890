import * as vscode from 'vscode';
import type { Background } from '../commands/background.ts';
import { isCanceled } from '../messages/canceled.ts';
import type { TreeLine } from './drawnLines.ts';
import type { NodeTree } from './nodeTree.ts';

const atOnce = 4;
/** The pause grows up to this multiple of the least pause while nothing changes. */
const maxPatience = 8;
/** A long round means a strained server: the next pause is at least this many times its duration. */
const restPerWork = 10;
/** Several changes in a row start a single round. */
const soonestMs = 300;
/** Interval at which relative times such as "12 min ago" are redrawn. */
const clockMs = 60_000;

export interface TreePollerOptions {
  readonly tree: NodeTree;
  readonly view: vscode.TreeView<TreeLine>;
  /** Least pause between two rounds, in milliseconds; undefined for no polling at all. */
  readonly pauseMs: () => number | undefined;
  /** Whether a visible node is changing, so that polling more often is worth it. */
  readonly isLively: () => boolean;
  readonly background: Background;
}

/**
 * Polls the open levels of a tree: one request for each level and round, four at once; less often while nothing
 * changes; not at all while the view is hidden.
 */
export class TreePoller implements vscode.Disposable {
  private readonly options: TreePollerOptions;
  private readonly parts: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private patience = 1;
  private running = false;
  private hurryUntil = 0;
  /** End of the last round; at the beginning the visible levels have just been read. */
  private lastRound = Date.now();
  private disposed = false;

  constructor(options: TreePollerOptions) {
    this.options = options;
    const { tree, view } = options;
    const clock = setInterval(() => {
      if (view.visible) tree.redraw();
    }, clockMs);
    this.parts = vscode.Disposable.from(
      { dispose: () => clearInterval(clock) },
      view.onDidChangeVisibility(({ visible }) => (visible ? this.soon() : this.stop())),
      view.onDidExpandElement(({ element }) => this.opened(element.id)),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && this.soon()),
    );
    this.schedule();
  }

  /** Polls soon after an action of the person. */
  soon(): void {
    this.patience = 1;
    this.schedule();
  }

  /** Polls often for a while, since a change is expected. */
  hurry(milliseconds: number): void {
    this.hurryUntil = Date.now() + milliseconds;
    this.soon();
  }

  dispose(): void {
    this.disposed = true;
    this.stop();
    this.parts.dispose();
  }

  /** A level that is opened again may be old. */
  private opened(id: string): void {
    const age = Date.now() - this.options.tree.readAt(id);
    const pause = this.options.pauseMs();
    if (pause !== undefined && age > pause && this.options.tree.readAt(id) > 0)
      this.options.background.run(() => this.lookAt(id), 'opened level');
    this.soon();
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private schedule(atLeastMs = 0): void {
    this.stop();
    const pause = this.options.pauseMs();
    if (this.disposed || this.running || pause === undefined || !this.options.view.visible) return;
    const lively = Date.now() < this.hurryUntil || this.options.isLively();
    // A window in the background is polled slowly.
    const factor = vscode.window.state.focused ? (lively ? 1 / 3 : this.patience) : maxPatience;
    const waited = Date.now() - this.lastRound;
    const round = () => this.options.background.run(() => this.round(), 'polling');
    this.timer = setTimeout(round, Math.max(pause * factor - waited, atLeastMs, soonestMs));
  }

  private async round(): Promise<void> {
    this.running = true;
    const began = Date.now();
    const outcomes = await this.pollAll();
    this.running = false;
    this.lastRound = Date.now();
    if (outcomes.includes('news')) this.patience = 1;
    else this.patience = Math.min(this.patience * (outcomes.includes('failure') ? 2 : 1.4), maxPatience);
    this.schedule((Date.now() - began) * restPerWork);
  }

  private async pollAll(): Promise<Outcome[]> {
    const waiting = this.options.tree.openLevels();
    const outcomes: Outcome[] = [];
    const work = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) outcomes.push(await this.lookAt(id));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return outcomes;
  }

  /** A failure stays silent: the tree has a line about it. */
  private async lookAt(id: string): Promise<Outcome> {
    try {
      return (await this.options.tree.look(id)) ? 'news' : 'nothing';
    } catch (error) {
      return isCanceled(error) ? 'nothing' : 'failure';
    }
  }
}

type Outcome = 'news' | 'nothing' | 'failure';
