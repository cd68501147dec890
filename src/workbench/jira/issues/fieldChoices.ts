import * as vscode from 'vscode';
import { FieldKind } from '../../../jira/fields/fields.ts';
import { listLabels } from '../../../jira/issues/issueActions.ts';
import { listSprints } from '../../../jira/issues/sprints.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import { type Answer, answered } from '../../shell/dialogs/answer.ts';
import { askMany } from '../../shell/dialogs/askMany.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import {
  type AskedField,
  type Choice,
  choiceOfName,
  choiceOfOption,
  choicesNow,
  chosen,
  encoded,
  type FieldQuestion,
  sessionOf,
} from './fieldQuestion.ts';

const { t } = vscode.l10n;

export interface LabelDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Asks for an allowed value, or a sprint. */
export async function askOne(sessions: Sessions, question: FieldQuestion): Promise<Answer<AskedField>> {
  const { field, place, title, problem, canGoBack = false } = question;
  const isSprint = field.kind === FieldKind.sprint;
  const options: Promise<readonly Choice[]> = isSprint
    ? listSprints(sessionOf(sessions, question), place.project).catch(error => {
        throw new Failure(t('Could not load the sprints of {0}.', place.project), error, place.connection);
      })
    : Promise.resolve(field.allowed);
  const [current] = choicesNow(question, choiceOfOption);
  const isCurrent = ({ id, name }: Choice) => id === current?.id || name === current?.name;
  const answer = await askPick<string>({
    title,
    placeholder: problem ?? field.name,
    canGoBack,
    active: current?.id,
    items: options.then(list => [
      ...(field.required ? [] : [{ label: t('None'), value: '' }]),
      ...list.map(each => ({ label: each.name, description: isCurrent(each) ? t('current') : '', value: each.id })),
    ]),
  });
  if (answer.kind !== 'answered') return answer;
  return answered(
    chosen(
      question,
      (await options).filter(({ id }) => id === answer.value),
    ),
  );
}

/** Asks for any number of allowed values. */
export async function askSeveral(question: FieldQuestion): Promise<Answer<AskedField>> {
  const { field, title, problem } = question;
  const current = choicesNow(question, choiceOfOption);
  const isCurrent = (id: string, name: string) => current.some(each => each.id === id || each.name === name);
  // Archived values are offered no more, but may still be on the issue.
  const archived = current.filter(each => !field.allowed.some(({ id, name }) => id === each.id || name === each.name));
  const choices: readonly Choice[] = [...archived, ...field.allowed];
  const answer = await askMany({
    title,
    placeholder: problem ?? field.name,
    items: choices.map(({ id, name }) => ({ label: name, value: id, picked: isCurrent(id, name) })),
  });
  if (answer.kind !== 'answered') return answer;
  return answered(
    chosen(
      question,
      choices.filter(({ id }) => answer.value.includes(id)),
    ),
  );
}

/** Asks for a value, and for a value below it. */
export async function askCascading(question: FieldQuestion): Promise<Answer<AskedField>> {
  const { field, title, problem, canGoBack = false } = question;
  const toItem = (each: (typeof field.allowed)[number]) => ({ label: each.name, value: each });
  const none = { label: t('None'), value: undefined };
  const parent = await askPick<(typeof field.allowed)[number] | undefined>({
    title,
    placeholder: problem ?? field.name,
    canGoBack,
    active: field.allowed.find(({ id, name }) => isParent(question, id, name)),
    items: [...(field.required ? [] : [none]), ...field.allowed.map(toItem)],
  });
  if (parent.kind !== 'answered') return parent;
  if (!parent.value) return answered(chosen(question, []));
  const { id, name, children } = parent.value;
  if (children.length === 0) return answered(cascaded(question, id, name));
  const child = await askPick<(typeof children)[number] | undefined>({
    title,
    placeholder: name,
    canGoBack: true,
    items: [none, ...children.map(toItem)],
  });
  if (child.kind === 'back') return askCascading(question);
  return child.kind === 'answered' ? answered(cascaded(question, id, name, child.value)) : child;
}

function isParent(question: FieldQuestion, id: string, name: string): boolean {
  const { draft } = question;
  if (draft && 'parent' in draft) return draft.parent === id;
  return choicesNow(question, choiceOfOption).some(each => each.id === id || each.name === name);
}

function cascaded(question: FieldQuestion, parent: string, name: string, child?: Choice): AskedField {
  const draft = { parent, child: child?.id };
  return { value: encoded(question, draft), words: child ? `${name} / ${child.name}` : name, draft };
}

/** Asks for labels, known or new ones. */
export async function askLabels(
  { sessions, background }: LabelDeps,
  question: FieldQuestion,
): Promise<Answer<AskedField>> {
  const { title, problem } = question;
  const current = choicesNow(question, choiceOfName).map(({ name }) => name);
  const known = listLabels(sessionOf(sessions, question)).catch(error => {
    background.report(new Failure(t('Could not load the known labels.'), error, question.place.connection));
    return [];
  });
  const answer = await askMany({
    title,
    placeholder: problem ?? t('Select labels, or type a new one and press Enter'),
    items: known.then(labels =>
      [...new Set([...current, ...labels])].map(label => ({
        label,
        value: label,
        picked: current.includes(label),
      })),
    ),
    // As in Jira, a space ends a label.
    typed: text => text.split(/\s+/),
  });
  if (answer.kind !== 'answered') return answer;
  return answered(
    chosen(
      question,
      answer.value.map(name => ({ id: name, name })),
    ),
  );
}
