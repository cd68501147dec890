import * as vscode from 'vscode';
import { explanationText } from '../../connections/words/explain.ts';
import { pageOptions } from '../../shell/pages/page.ts';
import { showProblem } from '../../shell/pages/problemPage.ts';
import type { LogDocument } from './logDocument.ts';
import type { LogDocumentPool, LogHandle } from './logDocumentPool.ts';
import { logPage } from './logPage.ts';
import type { LogToolbar } from './logToolbar.ts';
import { addressOf, logUri, logViewType } from './logUri.ts';
import { LogView, type LogViewDeps } from './logView.ts';
import type { ViewState } from './page/protocol.ts';
import type { ViewStates } from './viewStates.ts';

const { t } = vscode.l10n;

export interface LogEditorDeps extends Omit<LogViewDeps, 'keep' | 'onBroken'> {
  readonly pool: LogDocumentPool;
  readonly states: ViewStates;
  readonly toolbar: LogToolbar;
  readonly extension: vscode.Uri;
}

/** Log as a document of editors. */
class LogEditorDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  private readonly pool: LogDocumentPool;
  private borrowed: LogHandle | undefined;

  constructor(uri: vscode.Uri, pool: LogDocumentPool) {
    this.uri = uri;
    this.pool = pool;
  }

  /** Undefined while its connection is gone. */
  get log(): LogDocument | undefined {
    this.borrowed ??= this.pool.acquireAt(this.uri);
    return this.borrowed?.document;
  }

  dispose(): void {
    this.borrowed?.dispose();
  }
}

/** The connection of a log is gone. */
class RemovedError extends Error {
  constructor() {
    super('its connection was removed');
  }
}

/** Read-only editors that show logs. */
export class LogEditors implements vscode.CustomReadonlyEditorProvider<LogEditorDocument>, vscode.Disposable {
  private readonly deps: LogEditorDeps;
  private readonly views = new Map<vscode.WebviewPanel, LogView>();
  /** Actions for logs that are not shown yet, by their URIs. */
  private readonly awaited = new Map<string, (view: LogView) => Promise<void>>();

  constructor(deps: LogEditorDeps) {
    this.deps = deps;
  }

  openCustomDocument(uri: vscode.Uri): LogEditorDocument {
    return new LogEditorDocument(uri, this.deps.pool);
  }

  resolveCustomEditor(document: LogEditorDocument, panel: vscode.WebviewPanel): void {
    let shown: vscode.Disposable | undefined;
    const draw = () => {
      shown?.dispose();
      shown = undefined;
      try {
        shown = this.draw(document, panel, fail);
      } catch (error) {
        fail(error);
      }
    };
    const fail = (error: unknown) => {
      this.deps.background.note('A log could not be shown', error);
      shown?.dispose();
      const reason =
        error instanceof RemovedError
          ? t('The connection of this log was removed.')
          : t('Could not show the log. {0}', explanationText(error));
      shown = showProblem(panel.webview, this.deps.extension, { title: t('Log'), reason, tryAgain: draw });
    };
    panel.onDidDispose(() => shown?.dispose());
    draw();
  }

  private draw(
    { uri, log }: LogEditorDocument,
    panel: vscode.WebviewPanel,
    onBroken: (error: unknown) => void,
  ): vscode.Disposable {
    if (!log) throw new RemovedError();
    const { extension, states, toolbar } = this.deps;
    const { webview } = panel;
    const keep = (state: ViewState) => states.set(uri, state);
    const view = new LogView(log, panel, states.get(uri), { ...this.deps, keep, onBroken });
    const shown = toolbar.add(uri, log);
    this.views.set(panel, view);
    webview.options = pageOptions(extension);
    webview.html = logPage(webview, extension);
    const action = this.awaited.get(uri.toString());
    this.awaited.delete(uri.toString());
    if (action) this.deps.background.run(() => action(view));
    return {
      dispose: () => {
        shown.dispose();
        view.dispose();
        this.views.delete(panel);
      },
    };
  }

  /** Does something with the view of a log, now or as soon as it is shown. */
  whenShown(uri: vscode.Uri, action: (view: LogView) => Promise<void>): void {
    const views = [...this.views].filter(([, view]) => logUri(view.document.build).toString() === uri.toString());
    const [, view] = views.find(([panel]) => panel.active) ?? views[0] ?? [];
    if (view) this.deps.background.run(() => action(view));
    else this.awaited.set(uri.toString(), action);
  }

  /** View in the active editor. */
  get active(): LogView | undefined {
    for (const [panel, view] of this.views) if (panel.active) return view;
    return undefined;
  }

  dispose(): void {
    for (const view of this.views.values()) view.dispose();
    this.views.clear();
  }
}

/** Address of the active log editor, restored or not. */
export function activeLogAddress(): ReturnType<typeof addressOf> {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.viewType === logViewType ? addressOf(input.uri) : undefined;
}
