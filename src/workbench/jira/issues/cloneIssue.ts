import * as vscode from 'vscode';
import { asObject, asString } from '../../../base/json.ts';
import { readFieldValues } from '../../../jira/issues/issueActions.ts';
import { fieldText } from '../../../jira/issues/issueDetails.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import { type CreateDeps, createWith } from './createIssue.ts';
import { loadDocuments } from './documents.ts';
import { projectOf } from './editFields.ts';
import type { AskedField } from './fieldQuestion.ts';
import type { IssueRef } from './issueRef.ts';
import { answersLike } from './likeness.ts';

const { t } = vscode.l10n;

/** Prefix that Jira itself gives the summary of a clone. */
const prefix = 'CLONE - ';

/**
 * Opens the form of a new issue with the values of another; the new issue is linked to it.
 * @param given answers that come before those values
 */
export async function cloneIssue(
  deps: CreateDeps,
  { connection, key }: IssueRef,
  given: ReadonlyMap<string, AskedField> = new Map(),
): Promise<IssueRef | undefined> {
  const session = deps.sessions.jira(connection);
  const values = await withDelayedProgress(t('Loading {0}…', key), signal => readValues(session, key, signal)).catch(
    error => {
      throw new Failure(t('Could not load {0}.', key), error, connection);
    },
  );
  const { id, subtask } = asObject(values['issuetype']);
  const parent = subtask === true ? asString(asObject(values['parent'])['key']) : undefined;
  const place = { connection, project: projectOf(key), parent, source: key };
  const sources = { ...values, summary: `${prefix}${asString(values['summary']) ?? ''}` };
  return createWith(deps, place, asString(id) ?? '', {
    ...{ given, sources },
    async likeness(fields) {
      const answers = await answersLike(session, place, fields, sources);
      const level = fieldText(values['security']);
      if (level && !answers.has('security')) await confirmOpen(key, level);
      return answers;
    },
  });
}

async function readValues(session: JiraSession, key: string, signal: AbortSignal) {
  const values = await readFieldValues(session, key, ['*all'], { signal });
  const { withoutFiles } = await loadDocuments();
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, withoutFiles(value)]));
}

/** Asks before the words of an issue that few may see get into one that more may see. */
async function confirmOpen(key: string, level: string): Promise<void> {
  const clone = t('Clone All the Same');
  const question = t('{0} has the security level {1}, which you cannot give its clone.', key, level);
  const detail = t('More people may see the clone.');
  if ((await askModal(question, { detail }, clone)) !== clone) throw new vscode.CancellationError();
}
