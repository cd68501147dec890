import * as vscode from 'vscode';
import {
  encodeField,
  type FieldInput,
  FieldKind,
  type FieldMeta,
  FieldProblem,
  FieldValueError,
  fieldText,
  findAssignable,
  findGroups,
  findPeople,
  type JiraSession,
  listLabels,
  listSprints,
  localTime,
  type Person,
} from '../../jira/index.ts';
import type { JiraConnection } from '../connections/connection.ts';
import type { Sessions } from '../connections/sessions.ts';
import { type Answer, answered } from '../dialogs/answer.ts';
import { askMany } from '../dialogs/askMany.ts';
import { askPick } from '../dialogs/askPick.ts';
import { askText } from '../dialogs/askText.ts';
import type { EditedTexts } from '../files/editedTexts.ts';
import { bodyOf, loadDocuments } from './documents.ts';

const { t } = vscode.l10n;

/** Of what a field is asked: an issue, or a project for one that is to be made. */
export interface FieldPlace {
  readonly connection: JiraConnection;
  readonly project: string;
  readonly issue?: string | undefined;
}

export interface FieldQuestion {
  readonly place: FieldPlace;
  readonly title: string;
  readonly field: FieldMeta;
  /** As Jira has it now. */
  readonly now?: unknown;
  /** What Jira said against the last value. */
  readonly problem?: string | undefined;
  readonly canGoBack?: boolean;
}

/** A value as Jira takes it, and as a person reads it. */
export interface AskedField {
  readonly value: unknown;
  readonly words: string;
}

export interface FieldAskerDeps {
  readonly sessions: Sessions;
  readonly texts: EditedTexts;
}

/** Asks for the value of a field, by its kind; a wrong one is refused at the box, before anything is sent. */
export class FieldAsker {
  private readonly deps: FieldAskerDeps;

  constructor(deps: FieldAskerDeps) {
    this.deps = deps;
  }

  ask(question: FieldQuestion): Promise<Answer<AskedField>> {
    switch (question.field.kind) {
      case FieldKind.textArea:
        return this.askRich(question);
      case FieldKind.option:
      case FieldKind.sprint:
        return this.askOne(question);
      case FieldKind.options:
        return this.askSeveral(question);
      case FieldKind.cascading:
        return this.askCascading(question);
      case FieldKind.labels:
        return this.askLabels(question);
      case FieldKind.user:
        return this.askPerson(question);
      case FieldKind.users:
        return this.askPeople(question);
      case FieldKind.group:
      case FieldKind.groups:
        return this.askGroups(question);
      default:
        return this.askLine(question);
    }
  }

  private session({ place }: FieldQuestion): JiraSession {
    return this.deps.sessions.jira(place.connection);
  }

  private encode({ field, place }: FieldQuestion, input: FieldInput, words: string): AskedField {
    return { value: encodeField(field, input, place.connection.flavor), words };
  }

  private askLine(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, title, now, problem, canGoBack = false } = question;
    return askText<AskedField>({
      title,
      prompt: [problem, hintOf(field)].filter(Boolean).join(' '),
      value: field.kind === FieldKind.dateTime ? localTime(fieldText(now)) : fieldText(now),
      canGoBack,
      check: text => {
        try {
          return { value: this.encode(question, { text }, text.trim()) };
        } catch (error) {
          if (error instanceof FieldValueError) return { problem: problemWords(error.problem) };
          throw error;
        }
      },
    });
  }

  private async askRich(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, place, now } = question;
    const { toEditable } = await loadDocuments();
    const { markdown, origin } = toEditable(now ?? '');
    const name = `${field.name} (${place.issue ?? place.project}).md`;
    const text = await this.deps.texts.edit(name, markdown);
    if (text === undefined) return { kind: 'back' };
    const body = text.trim() === '' ? null : await bodyOf(place.connection, text, origin);
    return answered({ value: body, words: text.trim().split('\n')[0] ?? '' });
  }

  private async askOne(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, place, title, now, problem, canGoBack = false } = question;
    const isSprint = field.kind === FieldKind.sprint;
    const options = isSprint ? listSprints(this.session(question), place.project) : Promise.resolve(field.allowed);
    const current = fieldText(now);
    const none = { label: t('None'), value: '' };
    const answer = await askPick<string>({
      title,
      placeholder: problem ?? field.name,
      canGoBack,
      items: options.then(list => [
        ...(field.required ? [] : [none]),
        ...list.map(({ id, name }) => ({ label: name, description: name === current ? t('now') : '', value: id })),
      ]),
    });
    if (answer.kind !== 'answered') return answer;
    const chosen = answer.value === '' ? [] : [answer.value];
    const words = (await options).find(({ id }) => id === answer.value)?.name ?? '';
    return answered(this.encode(question, { chosen }, words));
  }

  private async askSeveral(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, title, now } = question;
    const current = new Set(namesOf(now));
    const answer = await askMany({
      title,
      placeholder: question.problem ?? field.name,
      items: field.allowed.map(({ id, name }) => ({ label: name, value: id, picked: current.has(name) })),
    });
    if (answer.kind !== 'answered') return answer;
    const names = field.allowed.filter(({ id }) => answer.value.includes(id)).map(({ name }) => name);
    return answered(this.encode(question, { chosen: answer.value }, names.join(', ')));
  }

  private async askCascading(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, title, canGoBack = false } = question;
    const toItem = (each: (typeof field.allowed)[number]) => ({ label: each.name, value: each });
    const parent = await askPick({ title, placeholder: field.name, canGoBack, items: field.allowed.map(toItem) });
    if (parent.kind !== 'answered') return parent;
    const { id, name, children } = parent.value;
    if (children.length === 0) return answered(this.encode(question, { parent: id, child: undefined }, name));
    const none = { label: t('None'), value: undefined };
    const child = await askPick<(typeof children)[number] | undefined>({
      title,
      placeholder: name,
      canGoBack: true,
      items: [none, ...children.map(toItem)],
    });
    if (child.kind === 'back') return this.askCascading(question);
    if (child.kind === 'cancelled') return child;
    const words = child.value ? `${name} / ${child.value.name}` : name;
    return answered(this.encode(question, { parent: id, child: child.value?.id }, words));
  }

  private async askLabels(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { title, now } = question;
    const current = namesOf(now);
    const known = listLabels(this.session(question)).catch(() => []);
    const answer = await askMany({
      title,
      placeholder: question.problem ?? t('Tick labels, or type a new one and press Enter'),
      items: known.then(labels =>
        [...new Set([...current, ...labels])].map(label => ({
          label,
          value: label,
          picked: current.includes(label),
        })),
      ),
      typed: text => (/\s/.test(text) ? undefined : text),
    });
    if (answer.kind !== 'answered') return answer;
    return answered(this.encode(question, { chosen: answer.value }, answer.value.join(', ')));
  }

  private find({ place, field }: FieldQuestion, session: JiraSession, text: string, signal: AbortSignal) {
    if (field.id !== 'assignee') return findPeople(session, text, { signal });
    const where = place.issue ? { issue: place.issue } : { project: place.project };
    return findAssignable(session, where, text, { signal });
  }

  private async askPerson(question: FieldQuestion): Promise<Answer<AskedField>> {
    const { field, title, canGoBack = false } = question;
    const session = this.session(question);
    const nobody = { label: t('Nobody'), value: undefined };
    const answer = await askPick<Person | undefined>({
      title,
      placeholder: question.problem ?? t('Type a name'),
      canGoBack,
      items: field.required ? [] : [nobody],
      search: async (text, signal) =>
        (await this.find(question, session, text, signal)).map(value => ({ label: value.displayName, value })),
    });
    if (answer.kind !== 'answered') return answer;
    const who = answer.value;
    return answered(this.encode(question, { chosen: who ? [who.id] : [] }, who?.displayName ?? t('Nobody')));
  }

  private async askPeople(question: FieldQuestion): Promise<Answer<AskedField>> {
    const session = this.session(question);
    const people = await findPeople(session, '');
    const current = new Set(namesOf(question.now));
    const answer = await askMany({
      title: question.title,
      placeholder: question.problem ?? question.field.name,
      items: people.map(({ id, displayName }) => ({ label: displayName, value: id, picked: current.has(displayName) })),
    });
    if (answer.kind !== 'answered') return answer;
    const names = people.filter(({ id }) => answer.value.includes(id)).map(({ displayName }) => displayName);
    return answered(this.encode(question, { chosen: answer.value }, names.join(', ')));
  }

  private async askGroups(question: FieldQuestion): Promise<Answer<AskedField>> {
    const isOne = question.field.kind === FieldKind.group;
    const groups = findGroups(this.session(question), '');
    const current = new Set(namesOf(question.now));
    const items = groups.then(names => names.map(name => ({ label: name, value: name, picked: current.has(name) })));
    const { title } = question;
    const placeholder = question.problem ?? question.field.name;
    if (!isOne) {
      const answer = await askMany({ title, placeholder, items });
      if (answer.kind !== 'answered') return answer;
      return answered(this.encode(question, { chosen: answer.value }, answer.value.join(', ')));
    }
    const one = await askPick({ title, placeholder, items });
    return one.kind === 'answered' ? answered(this.encode(question, { chosen: [one.value] }, one.value)) : one;
  }
}

/** The names in a value of several. */
function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(fieldText).filter(Boolean) : [fieldText(value)].filter(Boolean);
}

function hintOf({ name, kind, required }: FieldMeta): string {
  const hints: Partial<Record<FieldKind, string>> = {
    [FieldKind.date]: t('a day such as 2027-01-31'),
    [FieldKind.dateTime]: t('a time such as 2027-01-31 14:30'),
    [FieldKind.number]: t('a number'),
    [FieldKind.url]: t('an address such as https://example.com'),
    [FieldKind.timeTracking]: t('the remaining time, such as 2h 30m'),
    [FieldKind.parent]: t('the key of an issue, such as PAY-431'),
    [FieldKind.epicLink]: t('the key of an epic, such as PAY-431'),
  };
  const hint = hints[kind];
  const empty = required ? '' : ` ${t('Empty takes the value away.')}`;
  return `${hint ? `${name}: ${hint}.` : `${name}.`}${empty}`;
}

export function problemWords(problem: FieldProblem): string {
  switch (problem) {
    case FieldProblem.required:
      return t('This must be filled in.');
    case FieldProblem.number:
      return t('This is no number.');
    case FieldProblem.date:
      return t('Enter a day that there is, such as 2027-01-31.');
    case FieldProblem.dateTime:
      return t('Enter a time such as 2027-01-31 14:30.');
    case FieldProblem.url:
      return t('Enter a whole address, such as https://example.com.');
    case FieldProblem.label:
      return t('A label has no blanks.');
    case FieldProblem.notAllowed:
      return t('Jira does not offer this value.');
    case FieldProblem.key:
      return t('Enter the key of an issue, such as PAY-431.');
    case FieldProblem.estimate:
      return t('Enter a time in Jira’s words, such as 2h 30m.');
    case FieldProblem.tooLong:
      return t('One line, and at most 255 characters in a summary.');
  }
}
