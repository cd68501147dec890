import * as vscode from 'vscode';
import { findAssignable, findGroups, findPeople } from '../../../jira/people/people.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type Answer, answered } from '../../shell/dialogs/answer.ts';
import { askMany } from '../../shell/dialogs/askMany.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import {
  type AskedField,
  type Choice,
  choiceOfName,
  choiceOfPerson,
  choicesNow,
  chosen,
  type FieldQuestion,
  sessionOf,
} from './fieldQuestion.ts';

const { t } = vscode.l10n;

/** Finds people or groups for a typed text; an empty text finds the first of them. */
type Search = (session: JiraSession, text: string, signal: AbortSignal) => Promise<Choice[]>;

const groups: Search = async (session, text, signal) =>
  (await findGroups(session, text, { signal })).map(name => ({ id: name, name }));

function people({ place, field }: FieldQuestion): Search {
  const where = place.issue ? { issue: place.issue } : { project: place.project };
  return async (session, text, signal) => {
    const found =
      field.id === 'assignee'
        ? await findAssignable(session, where, text, { signal })
        : await findPeople(session, text, { signal });
    return found.map(({ id, displayName }) => ({ id, name: displayName }));
  };
}

/** Asks for a person, or none. */
export function askPerson(sessions: Sessions, question: FieldQuestion): Promise<Answer<AskedField>> {
  return askOneOf(sessions, question, people(question), { nobody: t('Unassigned'), hint: t('Type a name to search') });
}

/** Asks for a group, or none. */
export function askGroup(sessions: Sessions, question: FieldQuestion): Promise<Answer<AskedField>> {
  return askOneOf(sessions, question, groups, { nobody: t('None'), hint: question.field.name });
}

/** Asks for any number of people: those in the field, and those that the server finds. */
export function askPeople(sessions: Sessions, question: FieldQuestion): Promise<Answer<AskedField>> {
  return askManyOf(sessions, question, people(question), choicesNow(question, choiceOfPerson));
}

/** Asks for any number of groups. */
export function askGroups(sessions: Sessions, question: FieldQuestion): Promise<Answer<AskedField>> {
  return askManyOf(sessions, question, groups, choicesNow(question, choiceOfName));
}

async function askOneOf(
  sessions: Sessions,
  question: FieldQuestion,
  search: Search,
  { nobody, hint }: { readonly nobody: string; readonly hint: string },
): Promise<Answer<AskedField>> {
  const { field, title, problem, canGoBack = false } = question;
  const session = sessionOf(sessions, question);
  const answer = await askPick<Choice | undefined>({
    title,
    placeholder: problem ?? hint,
    canGoBack,
    items: field.required ? [] : [{ label: nobody, value: undefined }],
    search: async (text, signal) => (await search(session, text, signal)).map(value => ({ label: value.name, value })),
  });
  if (answer.kind !== 'answered') return answer;
  if (answer.value) return answered(chosen(question, [answer.value]));
  return answered({ ...chosen(question, []), words: nobody });
}

/** People in the field stay in it, unless they are unticked, however many others there are. */
async function askManyOf(
  sessions: Sessions,
  question: FieldQuestion,
  search: Search,
  current: readonly Choice[],
): Promise<Answer<AskedField>> {
  const { field, title, problem } = question;
  const session = sessionOf(sessions, question);
  const names = new Map(current.map(({ id, name }) => [id, name]));
  const answer = await askMany<string>({
    title,
    placeholder: problem ?? t('{0}: type a name to find more', field.name),
    items: current.map(({ id, name }) => ({ label: name, value: id, picked: true })),
    search: async (text, signal) => {
      const found = await search(session, text, signal);
      for (const { id, name } of found) names.set(id, name);
      return found.map(({ id, name }) => ({ label: name, value: id }));
    },
  });
  if (answer.kind !== 'answered') return answer;
  return answered(
    chosen(
      question,
      answer.value.map(id => ({ id, name: names.get(id) ?? id })),
    ),
  );
}
