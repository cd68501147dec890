import * as vscode from 'vscode';
import { pageHtml, pageOptions } from '../../shell/pages/page.ts';
import type { LogDocumentPool, LogHandle } from './logDocumentPool.ts';
import { logPage } from './logPage.ts';
import { addressOf, logViewType } from './logUri.ts';
import { LogView, type LogViewDeps } from './logView.ts';
import type { ViewState } from './page/protocol.ts';
import type { ViewStates } from './viewStates.ts';

const { t } = vscode.l10n;

export interface LogEditorDeps extends Omit<LogViewDeps, 'keep'> {
  readonly pool: LogDocumentPool;
  readonly states: ViewStates;
  readonly extension: vscode.Uri;
}

/** Log as a document of editors; without a handle when its connection is gone. */
class LogEditorDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly borrowed: LogHandle | undefined;

  constructor(uri: vscode.Uri, borrowed: LogHandle | undefined) {
    this.uri = uri;
    this.borrowed = borrowed;
  }

  dispose(): void {
    this.borrowed?.dispose();
  }
}

/** Read-only editors that show logs. */
export class LogEditors implements vscode.CustomReadonlyEditorProvider<LogEditorDocument>, vscode.Disposable {
  private readonly deps: LogEditorDeps;
  private readonly views = new Map<vscode.WebviewPanel, LogView>();

  constructor(deps: LogEditorDeps) {
    this.deps = deps;
  }

  openCustomDocument(uri: vscode.Uri): LogEditorDocument {
    return new LogEditorDocument(uri, this.deps.pool.acquireAt(uri));
  }

  resolveCustomEditor({ uri, borrowed }: LogEditorDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const { extension, states } = this.deps;
    webview.options = pageOptions(extension);
    if (!borrowed) {
      webview.html = pageHtml(webview, extension, {
        title: t('Log'),
        body: `<p>${t('The connection of this log was removed.')}</p>`,
      });
      return;
    }
    const keep = (state: ViewState) => states.set(uri, state);
    const view = new LogView(borrowed.document, panel, states.get(uri), { ...this.deps, keep });
    this.views.set(panel, view);
    panel.onDidDispose(() => {
      view.dispose();
      this.views.delete(panel);
    });
    webview.html = logPage(webview, extension);
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
