import { asObject, asString } from '../../../base/json.ts';
import { sprintsIn } from '../../../jira/fields/boardFields.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { FieldValueError, localTime } from '../../../jira/fields/fieldValues.ts';
import { fieldText } from '../../../jira/issues/issueDetails.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import { editableOf } from './documents.ts';
import {
  type AskedField,
  type Choice,
  choiceOfName,
  choiceOfOption,
  choiceOfPerson,
  choicesNow,
  chosen,
  encoded,
  type FieldPlace,
  type FieldQuestion,
} from './fieldQuestion.ts';

/** A cloned issue is reported by the account that clones it. */
const own: ReadonlySet<string> = new Set(['reporter']);

/**
 * Answers to the fields of a new issue that are like those of another; without those that a new issue cannot have.
 * @param values of the other, by field
 */
export async function answersLike(
  session: JiraSession,
  place: FieldPlace,
  fields: readonly FieldMeta[],
  values: Readonly<Record<string, unknown>>,
): Promise<ReadonlyMap<string, AskedField>> {
  const answers = new Map<string, AskedField>();
  for (const field of fields) {
    const now = values[field.id];
    if (now == null || own.has(field.id)) continue;
    const answer = await answerLike(session, { place, field, now, title: '' });
    if (answer) answers.set(field.id, answer);
  }
  return answers;
}

async function answerLike(session: JiraSession, question: FieldQuestion): Promise<AskedField | undefined> {
  const { field, now } = question;
  try {
    if (field.kind === FieldKind.textArea) return await richAnswer(session, now);
    if (field.kind === FieldKind.cascading) return cascadingAnswer(question);
    if (field.kind === FieldKind.timeTracking) return estimateAnswer(now);
    const choices = choicesOf(question);
    if (choices) return choices.length > 0 ? chosen(question, choices) : undefined;
    return textAnswer(question);
  } catch (error) {
    // A value that is offered no more.
    if (error instanceof FieldValueError) return undefined;
    throw error;
  }
}

async function richAnswer(session: JiraSession, now: unknown): Promise<AskedField | undefined> {
  const { markdown } = await editableOf(session, now);
  if (markdown.trim() === '') return undefined;
  return { value: now, words: markdown.trim().split('\n')[0] ?? '', draft: { text: markdown } };
}

function cascadingAnswer(question: FieldQuestion): AskedField {
  const { id, child } = asObject(question.now);
  const draft = { parent: asString(id) ?? '', child: asString(asObject(child)['id']) };
  return { value: encoded(question, draft), words: fieldText(question.now), draft };
}

/** Nothing is done yet: all of the estimate remains. */
function estimateAnswer(now: unknown): AskedField | undefined {
  const text = asString(asObject(now)['originalEstimate']);
  return text === undefined
    ? undefined
    : { value: { originalEstimate: text, remainingEstimate: text }, words: text, draft: { text } };
}

/** @returns undefined for a field that is typed */
function choicesOf(question: FieldQuestion): readonly Choice[] | undefined {
  const { kind, allowed } = question.field;
  switch (kind) {
    case FieldKind.option:
      return choicesNow(question, choiceOfOption);
    case FieldKind.options:
      return choicesNow(question, choiceOfOption).filter(({ id }) => allowed.some(each => each.id === id));
    case FieldKind.labels:
    case FieldKind.group:
    case FieldKind.groups:
      return choicesNow(question, choiceOfName);
    case FieldKind.user:
    case FieldKind.users:
      return choicesNow(question, choiceOfPerson);
    case FieldKind.sprint:
      return sprintsIn(question.now).flatMap(({ id, name, state }) =>
        id !== undefined && state !== 'closed' ? [{ id, name: name ?? id }] : [],
      );
    default:
      return undefined;
  }
}

function textAnswer(question: FieldQuestion): AskedField | undefined {
  const { kind } = question.field;
  if (kind === FieldKind.unknown) return undefined;
  const { key } = asObject(question.now);
  const plain = kind === FieldKind.parent ? (asString(key) ?? '') : fieldText(question.now);
  const text = kind === FieldKind.dateTime ? localTime(plain) : plain;
  return text === '' ? undefined : { value: encoded(question, { text }), words: text, draft: { text } };
}
