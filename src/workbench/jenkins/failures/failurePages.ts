import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { Background } from '../../shell/commands/background.ts';
import { type ReadPage, ReadPages } from '../../shell/pages/readPages.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { readBranches, readHistory } from './checks.ts';
import type { KeyInText } from './commitHtml.ts';
import type { FailureFacts, FailureReader } from './failureFacts.ts';
import { failureHtml } from './failureHtml.ts';
import { buildOfFailure } from './failureUri.ts';
import { PageCommand } from './pageCommand.ts';
import { partValue } from './part.ts';

const { t } = vscode.l10n;

/** Finds issue keys in a text; fires when new projects are known. */
export interface ProjectKeysInText {
  keysIn(text: string): readonly KeyInText[];
  readonly onDidChange: vscode.Event<void>;
}

export interface FailurePageDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly extension: vscode.Uri;
  readonly reader: FailureReader;
  readonly projectKeys: ProjectKeysInText;
  readonly background: Background;
  /** Runs the command of a button for a build. */
  readonly act: (build: BuildRef, facts: FailureFacts, command: string, argument: string | undefined) => unknown;
}

type Page = ReadPage<BuildRef, FailureFacts>;

/** Results of what a person asked for on a page, until it is read again. */
interface Checks {
  /** HTML of the histories, by the places of the tests in the list. */
  readonly histories: Map<number, string>;
  branches: string | undefined;
}

/** Pages that explain why builds failed. */
export class FailurePages implements vscode.Disposable {
  private readonly deps: FailurePageDeps;
  private readonly pages: ReadPages<BuildRef, FailureFacts>;
  private readonly checks = new WeakMap<AbortSignal, Checks>();
  private readonly listening: vscode.Disposable;

  constructor(deps: FailurePageDeps) {
    this.deps = deps;
    const { extension, background, store, reader } = deps;
    this.pages = new ReadPages({
      ...{ extension, background, again: PageCommand.again },
      words: {
        waiting: t('Loading why the build failed…'),
        removed: t('The connection of this build was removed.'),
        note: 'A failed build could not be explained',
        unread: error => t('Could not load the build. {0}', explanationText(error)),
      },
      sourceOf: uri => buildOfFailure(uri, id => store.findJenkins(id)),
      read: async (build, signal, show, isAgain) => {
        if (isAgain) reader.forget(build);
        const facts = await reader.read(build, { signal }, show);
        if (!facts) throw new Error('the answer describes no build');
        return facts;
      },
      htmlOf: page => this.htmlOf(page),
      act: (page, command, argument) => this.act(page, command, argument),
    });
    this.listening = deps.projectKeys.onDidChange(() => this.pages.redraw());
  }

  resolveCustomEditor(document: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    this.pages.resolveCustomEditor(document, panel);
  }

  dispose(): void {
    this.listening.dispose();
    this.pages.dispose();
  }

  private htmlOf(page: Page): string {
    const { source, facts } = page;
    const keysIn = (text: string) => this.deps.projectKeys.keysIn(text);
    return failureHtml({ job: source.job, facts, keysIn, ...this.checksOf(page) });
  }

  private checksOf({ signal }: Page): Checks {
    const checks = this.checks.get(signal) ?? { histories: new Map(), branches: undefined };
    this.checks.set(signal, checks);
    return checks;
  }

  private async act(page: Page, command: string, argument: string | undefined): Promise<void> {
    if (command === PageCommand.branches) return this.checkBranches(page);
    if (command === PageCommand.history) return this.checkHistory(page, Number(argument));
    await this.deps.act(page.source, page.facts, command, argument);
  }

  private async checkHistory(page: Page, at: number): Promise<void> {
    const { source, facts, signal } = page;
    const test = partValue(facts.tests)?.[at];
    if (!test) return;
    await readHistory(this.deps.sessions.jenkins(source.connection), source, test, signal, html => {
      this.checksOf(page).histories.set(at, html);
      page.redraw();
    });
  }

  private async checkBranches(page: Page): Promise<void> {
    const { source, facts, signal } = page;
    const session = this.deps.sessions.jenkins(source.connection);
    const memory = this.deps.reader.memories.of(session);
    await readBranches(session, source, { facts, memory }, signal, html => {
      this.checksOf(page).branches = html;
      page.redraw();
    });
  }
}
