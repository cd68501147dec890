import * as vscode from 'vscode';
import { bodyOfMarkdown } from '../../../jira/documents/flavored.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { encodeField } from '../../../jira/fields/fieldValues.ts';
import { issuePath, readEditableFields } from '../../../jira/issues/issueActions.ts';
import { listTransitions } from '../../../jira/issues/transitions.ts';
import { type Call, CallMethod } from '../../../snippets/call.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { callBaseOf } from './callBase.ts';
import type { CallChoice } from './callChoice.ts';

const { t } = vscode.l10n;

/** Calls about an issue. */
export function jiraCalls(issue: IssueRef, sessions: Sessions): CallChoice[] {
  const { connection, key } = issue;
  const session = sessions.jira(connection);
  const path = (rest = '') => issuePath(session, key, rest);
  return [
    {
      label: t('Get Issue'),
      detail: t('The fields of {0}, as JSON.', key),
      make: async () => jsonCall(issue, { method: CallMethod.get, path: path(), what: t('Reads {0}.', key) }),
    },
    {
      label: t('Add Comment'),
      detail: t('A comment on {0}.', key),
      async make() {
        const text = await ask(t('Add Comment'), t('Text of the comment'));
        if (text === undefined) return undefined;
        const body = { body: bodyOfMarkdown(session.flavor, text) };
        return jsonCall(issue, {
          method: CallMethod.post,
          path: path('/comment'),
          body,
          what: t('Adds a comment to {0}.', key),
        });
      },
    },
    {
      label: t('Change Field'),
      detail: t('A new value of a field of {0}.', key),
      async make() {
        const changed = await askField(issue, sessions);
        if (!changed) return undefined;
        const what = t('Changes {0} of {1}.', changed.name, key);
        return jsonCall(issue, { method: CallMethod.put, path: path(), body: { fields: changed.fields }, what });
      },
    },
    {
      label: t('Change Status'),
      detail: t('A transition of {0}, by its id.', key),
      async make() {
        const transition = await askTransition(issue, sessions);
        if (!transition) return undefined;
        const body = { transition: { id: transition.id } };
        const what = t('Takes the transition {0} of {1}.', transition.name, key);
        return jsonCall(issue, { method: CallMethod.post, path: path('/transitions'), body, what });
      },
    },
    {
      label: t('Log Work'),
      detail: t('An entry in the work log of {0}.', key),
      async make() {
        const timeSpent = await ask(t('Log Work'), t('Time, such as 1h 30m'), '30m');
        if (timeSpent === undefined) return undefined;
        const what = t('Logs work on {0}.', key);
        return jsonCall(issue, { method: CallMethod.post, path: path('/worklog'), body: { timeSpent }, what });
      },
    },
  ];
}

interface JsonCall {
  readonly method: CallMethod;
  readonly path: string;
  readonly body?: unknown;
  readonly what: string;
}

function jsonCall({ connection }: IssueRef, { method, path, body, what }: JsonCall): Call {
  const { notes, ...base } = callBaseOf(connection, method);
  return {
    ...{ ...base, method, path },
    ...(body !== undefined && {
      body: { kind: 'text', contentType: 'application/json', text: JSON.stringify(body) },
    }),
    notes: [what, ...notes],
  };
}

async function ask(title: string, prompt: string, value = ''): Promise<string | undefined> {
  const check = (text: string) => (text.trim() === '' ? { problem: prompt } : { value: text });
  const answer = await askText<string>({ title, prompt, value, check });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Kinds whose values are a text, and those that are chosen from a list. */
const typed = new Set<FieldKind>([
  ...[FieldKind.text, FieldKind.textArea, FieldKind.number, FieldKind.date, FieldKind.dateTime, FieldKind.url],
]);

async function askField(
  { connection, key }: IssueRef,
  sessions: Sessions,
): Promise<{ name: string; fields: Record<string, unknown> } | undefined> {
  const session = sessions.jira(connection);
  const isOffered = ({ kind, allowed }: FieldMeta) =>
    typed.has(kind) || kind === FieldKind.labels || (kind === FieldKind.option && allowed.length > 0);
  const items = readEditableFields(session, key).then(fields =>
    fields.filter(isOffered).map(field => ({ label: field.name, description: field.id, value: field })),
  );
  const title = t('Change Field');
  const answer = await askPick({ title, placeholder: t('Select a field of {0}', key), items }).catch(error => {
    throw new Failure(t('Could not load the fields of {0}.', key), error, connection);
  });
  if (answer.kind !== 'answered') return undefined;
  const field = answer.value;
  const value = await askValue(field, session.flavor);
  return value === undefined ? undefined : { name: field.name, fields: { [field.id]: value } };
}

async function askValue(field: FieldMeta, flavor: Parameters<typeof encodeField>[2]): Promise<unknown> {
  const title = field.name;
  if (field.kind === FieldKind.option) {
    const items = field.allowed.map(value => ({ label: value.name, value }));
    const answer = await askPick({ title, placeholder: t('Select a value'), items });
    return answer.kind === 'answered' ? encodeField(field, { chosen: [answer.value.id] }, flavor) : undefined;
  }
  const text = await ask(title, t('New value'));
  if (text === undefined) return undefined;
  if (field.kind === FieldKind.labels) return text.split(/\s+/).filter(Boolean);
  if (field.kind === FieldKind.textArea) return bodyOfMarkdown(flavor, text);
  return encodeField(field, { text }, flavor);
}

async function askTransition(
  { connection, key }: IssueRef,
  sessions: Sessions,
): Promise<{ id: string; name: string } | undefined> {
  const items = listTransitions(sessions.jira(connection), key).then(transitions =>
    transitions.map(({ id, name, to }) => ({ label: name, description: to, value: { id, name } })),
  );
  const question = { title: t('Change Status'), placeholder: t('Select a transition of {0}', key), items };
  const answer = await askPick(question).catch(error => {
    throw new Failure(t('Could not load the transitions of {0}.', key), error, connection);
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}
