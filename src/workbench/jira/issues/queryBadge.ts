import * as vscode from 'vscode';
import { countIssues } from '../../../jira/jql/queries.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { badgeQuery } from '../queries/queries.ts';

/** Least pause between two counts, in milliseconds. */
const leastMs = 60_000;

export interface QueryBadgeDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
  readonly view: Pick<vscode.TreeView<unknown>, 'badge'>;
  /** Pause of polling, in milliseconds; undefined for no polling. */
  readonly pauseMs: () => number | undefined;
}

/**
 * Badge of the view: how many issues a query has that the person chose for that, on all its sites together. Counts by a
 * request to each site, at most once a minute by itself, and only in the focused window.
 */
export class QueryBadge implements vscode.Disposable {
  private readonly deps: QueryBadgeDeps;
  private readonly parts: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private countedAt = 0;
  /** Query whose number is shown. */
  private shown: string | undefined;
  private abort = new AbortController();

  constructor(deps: QueryBadgeDeps) {
    this.deps = deps;
    this.parts = vscode.window.onDidChangeWindowState(({ focused }) => focused && this.schedule());
  }

  /** Counts now: the query, or an issue, has changed. */
  async draw(): Promise<void> {
    this.abort.abort();
    this.abort = new AbortController();
    const { signal } = this.abort;
    this.countedAt = Date.now();
    const query = badgeQuery();
    const { store, view } = this.deps;
    const sites = store.ofProduct(Product.jira).filter(({ id }) => [undefined, id].includes(query?.connection));
    const counts = query ? await Promise.all(sites.map(({ id }) => this.count(id, query.jql, signal))) : [];
    if (signal.aborted) return;
    const known = counts.filter(count => count !== undefined);
    const value = known.reduce((sum, count) => sum + count, 0);
    // VS Code draws no badge for 0. Where no site tells a number, the last one of the same query stays.
    if (query && known.length > 0) view.badge = value > 0 ? { value, tooltip: `${query.name}: ${value}` } : undefined;
    else if (query?.jql !== this.shown) view.badge = undefined;
    this.shown = query?.jql;
    this.schedule();
  }

  dispose(): void {
    this.abort.abort();
    clearTimeout(this.timer);
    this.parts.dispose();
  }

  private count(id: string, jql: string, signal: AbortSignal): Promise<number | undefined> {
    const { store, sessions, background } = this.deps;
    return background.optional('The issues of the badge could not be counted', () => {
      const connection = store.findJira(id);
      return connection && countIssues(sessions.jira(connection), jql, { signal, background: true });
    });
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const pause = this.deps.pauseMs();
    if (!badgeQuery() || pause === undefined || !vscode.window.state.focused) return;
    const left = Math.max(pause, leastMs) - (Date.now() - this.countedAt);
    this.timer = setTimeout(
      () => this.deps.background.quietly('The badge could not be drawn', () => this.draw()),
      Math.max(left, 0),
    );
  }
}
