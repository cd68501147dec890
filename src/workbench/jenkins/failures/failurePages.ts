import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { ContentPage } from '../../shell/pages/contentPage.ts';
import { muted } from '../../shell/pages/pageParts.ts';
import { problemHtml } from '../../shell/pages/problemPage.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { readBranches, readHistory } from './checks.ts';
import type { KeyInText } from './commitHtml.ts';
import { type FailureFacts, type FailureReader, partValue } from './failureFacts.ts';
import { failureHtml } from './failureHtml.ts';
import { buildOfFailure } from './failureUri.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

export interface FailurePageDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly extension: vscode.Uri;
  readonly reader: FailureReader;
  /** Finds issue keys in a text; fires when new projects are known. */
  readonly projectKeys: {
    keysIn(text: string): readonly KeyInText[];
    readonly onDidChange: vscode.Event<void>;
  };
  readonly background: Background;
  /** Runs the command of a button for a build. */
  readonly act: (build: BuildRef, facts: FailureFacts, command: string, argument: string | undefined) => unknown;
}

interface OpenPage {
  readonly uri: vscode.Uri;
  readonly view: ContentPage;
  /** Ends the page's requests. */
  reading: AbortController;
  facts: FailureFacts | undefined;
  /** HTML of the histories that were asked for, by the places of the tests in the list. */
  readonly histories: Map<number, string>;
  branches: string | undefined;
}

/** Pages that explain why builds failed. */
export class FailurePages implements vscode.CustomReadonlyEditorProvider, vscode.Disposable {
  private readonly deps: FailurePageDeps;
  private readonly pages = new Set<OpenPage>();
  private readonly listening: vscode.Disposable;

  constructor(deps: FailurePageDeps) {
    this.deps = deps;
    this.listening = deps.projectKeys.onDidChange(() => {
      for (const page of this.pages) this.show(page);
    });
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** Does not wait for the facts: VS Code shows the page only when this has returned. */
  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { extension, background } = this.deps;
    const view = new ContentPage({
      ...{ webview: panel.webview, extension, background },
      waiting: `<p>${muted(t('Reading why the build failed…'))}</p>`,
      act: (command, argument) => this.take(page, command, argument),
    });
    const page: OpenPage = {
      ...{ uri, view, reading: new AbortController(), facts: undefined },
      ...{ histories: new Map(), branches: undefined },
    };
    this.pages.add(page);
    panel.onDidDispose(() => {
      page.reading.abort();
      this.pages.delete(page);
    });
    this.readSoon(page);
  }

  dispose(): void {
    this.listening.dispose();
    for (const { reading } of this.pages) reading.abort();
  }

  private readSoon(page: OpenPage): void {
    this.deps.background.run(() => this.read(page));
  }

  private async read(page: OpenPage): Promise<void> {
    page.reading.abort();
    page.reading = new AbortController();
    // Checks that were under way have ended with it.
    page.histories.clear();
    page.branches = undefined;
    const { signal } = page.reading;
    const ref = this.buildOf(page);
    if (!ref) return this.showRemoved(page);
    try {
      const facts = await this.deps.reader.read(ref, { signal }, part => {
        page.facts = part;
        this.show(page);
      });
      if (signal.aborted) return;
      if (!facts) throw new Error('the answer describes no build');
      page.facts = facts;
      this.show(page);
    } catch (error) {
      if (signal.aborted || isCanceled(error)) return;
      this.deps.background.note('A failed build could not be explained', error);
      page.view.show(problemHtml(t('Could not read the build. {0}', explanationText(error)), PageCommand.again));
    }
  }

  private showRemoved({ view }: OpenPage): void {
    view.show(problemHtml(t('The connection of this build was removed.'), PageCommand.again));
  }

  private buildOf({ uri }: OpenPage): BuildRef | undefined {
    return buildOfFailure(uri, id => this.deps.store.findJenkins(id));
  }

  private show(page: OpenPage): void {
    const { facts, histories, branches } = page;
    const ref = this.buildOf(page);
    if (!facts || !ref) return;
    const keysIn = (text: string) => this.deps.projectKeys.keysIn(text);
    page.view.show(failureHtml({ job: ref.job, facts, histories, branches, keysIn }));
  }

  private async take(page: OpenPage, command: string, argument: string | undefined): Promise<void> {
    const ref = this.buildOf(page);
    if (command === PageCommand.again) {
      if (ref) this.deps.reader.forget(ref);
      return this.read(page);
    }
    const { facts } = page;
    if (!ref) return this.showRemoved(page);
    if (!facts) return;
    if (command === PageCommand.branches) return this.checkBranches(page, ref, facts);
    if (command === PageCommand.history) return this.checkHistory(page, ref, facts, Number(argument));
    await this.deps.act(ref, facts, command, argument);
  }

  private async checkHistory(page: OpenPage, ref: BuildRef, facts: FailureFacts, at: number): Promise<void> {
    const test = partValue(facts.tests)?.[at];
    if (!test) return;
    const { signal } = page.reading;
    await readHistory(this.deps.sessions.jenkins(ref.connection), ref, test, signal, html => {
      if (signal.aborted) return;
      page.histories.set(at, html);
      this.show(page);
    });
  }

  private async checkBranches(page: OpenPage, ref: BuildRef, facts: FailureFacts): Promise<void> {
    const { signal } = page.reading;
    await readBranches(this.deps.sessions.jenkins(ref.connection), ref, facts, signal, html => {
      if (signal.aborted) return;
      page.branches = html;
      this.show(page);
    });
  }
}
