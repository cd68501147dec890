import * as vscode from 'vscode';
import { bodyOfMarkdown } from '../../../jira/documents/flavored.ts';
import { issuePath } from '../../../jira/issues/issueActions.ts';
import { listTransitions } from '../../../jira/issues/transitions.ts';
import { type Call, CallMethod } from '../../../snippets/call.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import { chooseFieldValue, type EditDeps } from '../../jira/issues/editFields.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { callBaseOf } from './callBase.ts';
import type { CallChoice } from './callChoice.ts';

const { t } = vscode.l10n;

export interface JiraCallDeps {
  readonly sessions: Sessions;
  readonly edits: () => Promise<EditDeps>;
}

/** Calls about an issue. */
export function jiraCalls(issue: IssueRef, { sessions, edits }: JiraCallDeps): CallChoice[] {
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
        const chosen = await chooseFieldValue(await edits(), issue);
        if (!chosen) return undefined;
        const { field, asked } = chosen;
        const body = { fields: { [field.id]: asked.value } };
        const what = t('Changes {0} of {1}.', field.name, key);
        return jsonCall(issue, { method: CallMethod.put, path: path(), body, what });
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
