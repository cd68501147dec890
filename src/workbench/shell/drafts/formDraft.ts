import * as vscode from 'vscode';
import type { DraftName } from '../../../base/draftFolder.ts';
import type { JsonObject } from '../../../base/json.ts';
import type { Background } from '../commands/background.ts';
import { timeAgo } from '../words/timeWords.ts';
import type { KeptAnswers } from './draftBook.ts';
import type { Drafts } from './drafts.ts';

const { t } = vscode.l10n;

export interface FormDraftDeps {
  readonly drafts: Drafts;
  readonly background: Background;
}

/**
 * Answers of a form, kept until they were sent: a failure, Escape or a reload loses none of them. They are offered for a
 * day, and never hold a secret.
 */
export class FormDraft {
  private readonly deps: FormDraftDeps;
  private readonly name: DraftName;
  private writing: Promise<unknown> = Promise.resolve();
  /** Answers of an earlier time; undefined for none. */
  kept: KeptAnswers | undefined;

  private constructor(deps: FormDraftDeps, name: DraftName, kept: KeptAnswers | undefined) {
    this.deps = deps;
    this.name = name;
    this.kept = kept;
  }

  /** @param form name of the form and its subject */
  static async open(deps: FormDraftDeps, connection: string, form: string): Promise<FormDraft> {
    const name = { connection, name: `form ${form}` };
    const kept = await deps.background.optional('The answers of a form could not be read', async () =>
      (await deps.drafts.open()).readForm(name),
    );
    return new FormDraft(deps, name, kept);
  }

  /** Keeps the answers; writes take turns. */
  keep(answers: JsonObject): void {
    this.writing = this.writing.then(() =>
      this.deps.background.optional('The answers of a form could not be kept', async () =>
        (await this.deps.drafts.open()).writeForm(this.name, answers),
      ),
    );
  }

  /** Resolves when all answers so far are kept. */
  async settle(): Promise<void> {
    await this.writing;
  }

  /** The form goes on with the answers of now; the kept ones are offered no more. */
  takeOver(): void {
    this.kept = undefined;
  }

  /** Forgets the answers: they were sent, or are not wanted. */
  async drop(): Promise<void> {
    this.kept = undefined;
    this.keep({});
    await this.writing;
  }

  /** Words about the kept answers; undefined without any. */
  get words(): string | undefined {
    return this.kept && t('these answers are from {0} and were not sent', timeAgo(this.kept.since));
  }

  /** Button of a box that forgets the kept answer. */
  startOverButton(): { readonly button: vscode.QuickInputButton; readonly run: () => Promise<string> } {
    const button = { iconPath: new vscode.ThemeIcon('discard'), tooltip: t('Start Over') };
    return { button, run: () => this.drop().then(() => '') };
  }

  /** Line of a form that forgets the kept answers; undefined without any. */
  startOverLine(): vscode.QuickPickItem | undefined {
    if (!this.words) return undefined;
    return {
      label: t('Start Over'),
      description: this.words,
      iconPath: new vscode.ThemeIcon('discard'),
      alwaysShow: true,
    };
  }
}
