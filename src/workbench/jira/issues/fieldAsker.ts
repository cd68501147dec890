import * as vscode from 'vscode';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { FieldValueError, localTime } from '../../../jira/fields/fieldValues.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import { type Answer, answered } from '../../shell/dialogs/answer.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import { bodyOf, originIn } from './documents.ts';
import { askCascading, askLabels, askOne, askSeveral } from './fieldChoices.ts';
import { askGroup, askGroups, askPeople, askPerson } from './fieldPeople.ts';
import { type AskedField, encoded, type FieldForm, type FieldQuestion, textNow } from './fieldQuestion.ts';
import { fieldUri, type TextFieldRef, textOfValue } from './fieldTexts.ts';
import { hintOf, problemWords } from './fieldWords.ts';

const { t } = vscode.l10n;

export interface FieldAskerDeps {
  readonly sessions: Sessions;
  readonly texts: TextFiles<TextFieldRef>;
  readonly background: Background;
}

/**
 * Asks for the value of a field, by its kind; the box refuses a wrong value before anything is sent. The answer
 * includes the raw input, so that it can be asked for again without a loss.
 */
export class FieldAsker {
  private readonly deps: FieldAskerDeps;

  constructor(deps: FieldAskerDeps) {
    this.deps = deps;
  }

  ask(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { sessions } = this.deps;
    switch (question.field.kind) {
      case FieldKind.textArea:
        return this.askRich(question);
      case FieldKind.option:
      case FieldKind.sprint:
        return askOne(sessions, question);
      case FieldKind.options:
        return askSeveral(question);
      case FieldKind.cascading:
        return askCascading(question);
      case FieldKind.labels:
        return askLabels(this.deps, question);
      case FieldKind.user:
        return askPerson(sessions, question);
      case FieldKind.users:
        return askPeople(sessions, question);
      case FieldKind.group:
        return askGroup(sessions, question);
      case FieldKind.groups:
        return askGroups(sessions, question);
      default:
        return askLine(question);
    }
  }

  /** Removes the drafts of texts that were sent. */
  async sent(
    form: FieldForm,
    fields: readonly FieldMeta[],
    answers: ReadonlyMap<string, Pick<AskedField, 'draft'>>,
  ): Promise<void> {
    for (const field of fields) {
      const draft = field.kind === FieldKind.textArea ? answers.get(field.id)?.draft : undefined;
      if (draft && 'text' in draft) await this.deps.texts.drop(fieldUri({ ...form, field }), draft.text);
    }
  }

  /** Removes the drafts of texts of a form that starts over. */
  async startOver(form: FieldForm, fields: readonly FieldMeta[]): Promise<void> {
    for (const field of fields)
      if (field.kind === FieldKind.textArea) await this.deps.texts.startOver(fieldUri({ ...form, field }));
  }

  private async askRich(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, place, now, problem, draft } = question;
    if (problem) notifyWarning(t('{0}: {1}', field.name, problem));
    const server = await textOfValue(this.deps.sessions.jira(place.connection), now);
    const uri = fieldUri(question);
    // The answer of a form is newer than the draft that it was given in.
    if (draft && 'text' in draft) await this.deps.texts.begin(uri, server, draft.text);
    const edited = await this.deps.texts.ask(uri, server);
    if (edited === undefined) return { kind: 'back' };
    const { text, details } = edited;
    const value = text.trim() === '' ? null : await bodyOf(place.connection, text, originIn(details));
    return answered({ value, words: text.trim().split('\n')[0] ?? '', draft: { text } });
  }
}

function askLine(question: FieldQuestion): Promise<Answer<AskedField>> {
  const { field, title, problem, canGoBack = false } = question;
  const now = textNow(question);
  return askText<AskedField>({
    title,
    prompt: [problem, hintOf(field)].filter(Boolean).join(' '),
    value: field.kind === FieldKind.dateTime ? localTime(now) : now,
    canGoBack,
    check: text => {
      try {
        return { value: { value: encoded(question, { text }), words: text.trim(), draft: { text } } };
      } catch (error) {
        if (error instanceof FieldValueError) return { problem: problemWords(error.problem) };
        throw error;
      }
    },
  });
}
