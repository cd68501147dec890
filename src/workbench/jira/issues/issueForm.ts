import * as vscode from 'vscode';
import { inTree } from '../../../base/othersTexts.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import type { FormDraft } from '../../shell/drafts/formDraft.ts';
import type { FieldAsker } from './fieldAsker.ts';
import { type AskedField, type FieldForm, parseAskedField } from './fieldQuestion.ts';

const { t } = vscode.l10n;

interface Line extends vscode.QuickPickItem {
  readonly create?: true;
  readonly startOver?: true;
  readonly field?: FieldMeta;
}

interface FormBegin {
  readonly title: string;
  readonly draft: FormDraft;
  /** Answers by field; they come before those of an earlier time. */
  readonly given: ReadonlyMap<string, AskedField>;
  /** Answers by field for which there is no other. */
  readonly likeness?: ReadonlyMap<string, AskedField>;
  /** Values of Jira that the answers were made of, by field. */
  readonly sources?: Readonly<Record<string, unknown>> | undefined;
  /** Goes on with the answers on Jira's own page, for a field that only it can fill in. */
  readonly leave: (answers: ReadonlyMap<string, AskedField>) => Promise<void>;
  /** Tells why a field could not be asked for; the form stays open. */
  readonly failed: (error: unknown) => void;
}

/**
 * Form of a new issue: all its fields in a list; choosing a field fills it in, the first line creates the issue. Fields
 * that only Jira can fill in come last.
 */
export class IssueForm {
  private readonly asker: FieldAsker;
  private readonly subject: FieldForm;
  private readonly fields: readonly FieldMeta[];
  private readonly title: string;
  private readonly draft: FormDraft;
  private readonly begin: FormBegin;
  private readonly values = new Map<string, AskedField>();
  private problems: Readonly<Record<string, string>> = {};
  private trouble: string | undefined;

  constructor(asker: FieldAsker, subject: FieldForm, fields: readonly FieldMeta[], begin: FormBegin) {
    this.asker = asker;
    this.subject = subject;
    this.title = begin.title;
    this.draft = begin.draft;
    this.begin = begin;
    // Required fields first, and the summary before all.
    const rank = (field: FieldMeta) =>
      isForJira(field) ? 3 : field.id === 'summary' ? 0 : this.isMissing(field) ? 1 : 2;
    this.fields = [...fields].sort((a, b) => rank(a) - rank(b));
    for (const { id } of fields) {
      const value = begin.given.get(id) ?? parseAskedField(begin.draft.kept?.answers[id]) ?? begin.likeness?.get(id);
      if (value) this.values.set(id, value);
    }
  }

  /** Answers by field. */
  get answers(): ReadonlyMap<string, AskedField> {
    return this.values;
  }

  /** Takes Jira's complaints about fields; returns whether any of them is in the form. */
  refuse(problems: Readonly<Record<string, string>>): boolean {
    this.problems = problems;
    return this.fields.some(({ id }) => id in problems);
  }

  /** Shows why the issue was not created, or is not known to be, on the line that tries again. */
  notify(trouble: string): void {
    this.trouble = trouble;
  }

  /** @returns the values to send; undefined when it was canceled */
  async fill(): Promise<Readonly<Record<string, unknown>> | undefined> {
    for (;;) {
      const missing = this.fields.find(field => this.isMissing(field) || field.id in this.problems);
      const chosen = await this.show(missing);
      if (chosen === 'canceled') return undefined;
      if (chosen === 'startOver') {
        await this.startOver();
        continue;
      }
      if (chosen === 'create') {
        if (!missing) return this.result();
        await this.change(missing);
      } else {
        await this.change(chosen);
      }
    }
  }

  /** Begins with the answers that the form was opened with. */
  private async startOver(): Promise<void> {
    this.values.clear();
    for (const { id } of this.fields) {
      const value = this.begin.given.get(id) ?? this.begin.likeness?.get(id);
      if (value) this.values.set(id, value);
    }
    this.problems = {};
    await this.draft.drop();
    await this.asker.startOver(this.subject, this.fields);
  }

  private result(): Readonly<Record<string, unknown>> {
    this.trouble = undefined;
    return Object.fromEntries([...this.values].map(([id, { value }]) => [id, value]));
  }

  private isMissing(field: FieldMeta): boolean {
    return field.required && !field.hasDefault && !this.values.has(field.id);
  }

  private show(missing: FieldMeta | undefined): Promise<FieldMeta | 'create' | 'startOver' | 'canceled'> {
    const pick = vscode.window.createQuickPick<Line>();
    pick.title = inTree(this.title);
    pick.placeholder = missing
      ? t('Select a field to fill it in')
      : t('Press Enter to create the issue, or select a field to edit');
    pick.ignoreFocusOut = true;
    pick.matchOnDescription = true;
    const separator = (label: string): Line => ({ label, kind: vscode.QuickPickItemKind.Separator });
    const linesOf = (fields: readonly FieldMeta[]) => fields.map(field => this.lineOf(field));
    const left = this.fields.filter(isForJira);
    const needs = missing ? t('{0} is required', missing.name) : '';
    const create: Line = {
      label: t('Create Issue'),
      description: needs,
      ...(this.trouble ? { detail: this.trouble } : {}),
      iconPath: new vscode.ThemeIcon(this.trouble ? 'warning' : 'add'),
      create: true,
    };
    const startOver = this.draft.startOverLine();
    const over: Line[] = startOver ? [{ ...startOver, startOver: true }] : [];
    pick.items = shownItems([
      ...[create, ...over, separator(t('fields'))],
      ...linesOf(this.fields.filter(field => !isForJira(field))),
      ...(left.length > 0 ? [separator(t('only in Jira')), ...linesOf(left)] : []),
    ]);
    const active = missing ? pick.items.find(({ field }) => field === missing) : pick.items[0];
    if (active) pick.activeItems = [active];
    return new Promise(resolve => {
      pick.onDidAccept(() => {
        const [line] = pick.selectedItems;
        if (!line?.create && !line?.field && !line?.startOver) return;
        resolve(line.field ?? (line.startOver ? 'startOver' : 'create'));
        pick.dispose();
      });
      pick.onDidHide(() => {
        resolve('canceled');
        pick.dispose();
      });
      pick.show();
    });
  }

  private lineOf(field: FieldMeta): Line {
    const problem = this.problems[field.id];
    const value = this.values.get(field.id);
    const need = [this.isMissing(field) && t('required'), isForJira(field) && t('opens the browser')];
    const icon = value ? 'edit' : isForJira(field) ? 'link-external' : 'circle-large-outline';
    return {
      label: field.name,
      description: value ? value.words || t('(empty)') : need.filter(Boolean).join(' · '),
      ...(problem ? { detail: problem } : {}),
      iconPath: new vscode.ThemeIcon(problem ? 'warning' : icon),
      field,
    };
  }

  private async change(field: FieldMeta): Promise<void> {
    try {
      if (isForJira(field)) {
        await this.begin.leave(this.values);
        this.settle(field);
      } else {
        await this.ask(field);
      }
    } catch (error) {
      this.begin.failed(error);
    }
  }

  /** Forgets Jira's complaint about a field. */
  private settle({ id }: FieldMeta): void {
    const { [id]: _, ...others } = this.problems;
    this.problems = others;
  }

  private async ask(field: FieldMeta): Promise<void> {
    const answer = await this.asker.ask({
      ...this.subject,
      title: `${this.title}: ${field.name}`,
      field,
      now: this.begin.sources?.[field.id],
      draft: this.values.get(field.id)?.draft,
      problem: this.problems[field.id],
      canGoBack: true,
    });
    if (answer.kind !== 'answered') return;
    this.values.set(field.id, answer.value);
    this.draft.keep(Object.fromEntries(this.values));
    await this.draft.settle();
    this.settle(field);
  }
}

/** Whether only Jira's own page can fill it in. */
function isForJira({ kind }: FieldMeta): boolean {
  return kind === FieldKind.unknown;
}
