import { asObject, asObjects, asString, isObject } from '../../../base/json.ts';
import type { FieldChange } from '../../../jira/fields/fieldChange.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { encodeChange, encodeField, type FieldInput } from '../../../jira/fields/fieldValues.ts';
import { fieldText } from '../../../jira/issues/issueDetails.ts';
import { parsePerson } from '../../../jira/people/people.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { type ChosenVisibility, visibilityIn } from './chooseVisibility.ts';

/** Place of a field: an issue, or a project for a new one. */
export interface FieldPlace {
  readonly connection: JiraConnection;
  readonly project: string;
  readonly issue?: string | undefined;
  /** Parent of a new issue. */
  readonly parent?: string | undefined;
  /** Issue that a new issue is a clone of. */
  readonly source?: string | undefined;
}

/** Choice, with its id for Jira and its label for a person. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Person's input, for asking again. */
export type FieldDraft =
  | { readonly text: string }
  | { readonly choices: readonly Choice[] }
  | { readonly parent: string; readonly child: string | undefined };

/** Parses an input that was kept as JSON. */
export function parseFieldDraft(value: unknown): FieldDraft | undefined {
  if (!isObject(value)) return undefined;
  const text = asString(value['text']);
  const parent = asString(value['parent']);
  if (text !== undefined) return { text };
  if (parent !== undefined) return { parent, child: asString(value['child']) };
  if (!Array.isArray(value['choices'])) return undefined;
  const choices = asObjects(value['choices']).flatMap(({ id, name }) =>
    typeof id === 'string' && typeof name === 'string' ? [{ id, name }] : [],
  );
  return { choices };
}

export interface FieldQuestion extends FieldForm {
  readonly title: string;
  readonly field: FieldMeta;
  /** Current value in Jira. */
  readonly now?: unknown;
  /** Person's last input: it comes before Jira's value. */
  readonly draft?: FieldDraft | undefined;
  /** Complaint about it. */
  readonly problem?: string | undefined;
  readonly canGoBack?: boolean;
}

/** Answer: the value for Jira, its label for a person, and the raw input. */
export interface AskedField {
  readonly value: unknown;
  /** The same as a change of an issue's values, where the field takes that: others' values then stay. */
  readonly update?: FieldChange | undefined;
  readonly words: string;
  readonly draft: FieldDraft;
  /** Of a comment. */
  readonly audience?: ChosenVisibility | undefined;
}

/** Parses an answer that was kept as JSON. */
export function parseAskedField(value: unknown): AskedField | undefined {
  const { value: sent, update, words, draft, audience } = asObject(value);
  const input = parseFieldDraft(draft);
  if (input === undefined || typeof words !== 'string') return undefined;
  // It is what this extension made of the input.
  return {
    ...{ value: sent, words, draft: input },
    ...(Array.isArray(update) && { update: update as FieldChange }),
    ...(isObject(audience) && { audience: visibilityIn(audience) }),
  };
}

/** Form that asks for fields. */
export interface FieldForm {
  readonly place: FieldPlace;
  /** Id of the type of a new issue. */
  readonly type?: string | undefined;
  /** Id of the transition that asks for them. */
  readonly step?: string | undefined;
}

export function sessionOf(sessions: Sessions, { place }: FieldQuestion): JiraSession {
  return sessions.jira(place.connection);
}

/** @throws FieldValueError for a value that Jira would refuse */
export function encoded({ field, place }: FieldQuestion, input: FieldInput): unknown {
  return encodeField(field, input, place.connection.flavor);
}

/** Answer of chosen values. */
export function chosen(question: FieldQuestion, choices: readonly Choice[]): AskedField {
  const ids = choices.map(({ id }) => id);
  const value = encoded(question, { chosen: ids });
  return {
    value,
    update: changeOf(question, ids),
    words: choices.map(({ name }) => name).join(', '),
    draft: { choices },
  };
}

function changeOf({ field, place, now }: FieldQuestion, ids: readonly string[]): FieldChange | undefined {
  if (place.issue === undefined) return undefined;
  const before = asArray(now).flatMap(value => readerOf(field.kind)(value) ?? []);
  return encodeChange(
    field,
    before.map(({ id }) => id),
    ids,
    place.connection.flavor,
  );
}

/** Reads a choice out of a value of Jira, for fields of that kind. */
function readerOf(kind: FieldKind): (value: unknown) => Choice | undefined {
  if (kind === FieldKind.users) return choiceOfPerson;
  return kind === FieldKind.options ? choiceOfOption : choiceOfName;
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text of a field as it was last typed, or as Jira has it. */
export function textNow({ draft, now }: FieldQuestion): string {
  return draft && 'text' in draft ? draft.text : fieldText(now);
}

/** Current choices: the person's, from the last time, or Jira's. `read` makes a choice of a value of Jira. */
export function choicesNow(
  { draft, now }: FieldQuestion,
  read: (value: unknown) => Choice | undefined,
): readonly Choice[] {
  if (draft && 'choices' in draft) return draft.choices;
  const values: unknown[] = Array.isArray(now) ? now : [now];
  return values.flatMap(value => read(value) ?? []);
}

export function choiceOfOption(value: unknown): Choice | undefined {
  const name = fieldText(value);
  const { id } = asObject(value);
  return name ? { id: typeof id === 'number' ? String(id) : (asString(id) ?? name), name } : undefined;
}

/** For values without an id but their name, such as groups and labels. */
export function choiceOfName(value: unknown): Choice | undefined {
  const name = fieldText(value);
  return name ? { id: name, name } : undefined;
}

export function choiceOfPerson(value: unknown): Choice | undefined {
  const person = parsePerson(value);
  return person && { id: person.id, name: person.displayName };
}
