import * as vscode from 'vscode';
import { asObject, asString } from '../../../base/json.ts';
import { readFieldValues } from '../../../jira/issues/issueActions.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { type CreateDeps, createWith } from './createIssue.ts';
import { projectOf } from './editFields.ts';
import type { IssueRef } from './issueRef.ts';
import { answersLike } from './likeness.ts';

const { t } = vscode.l10n;

/** Prefix that Jira itself gives the summary of a clone. */
const prefix = 'CLONE - ';

/** Opens the form of a new issue with the values of another; the new issue is linked to it. */
export async function cloneIssue(deps: CreateDeps, { connection, key }: IssueRef): Promise<IssueRef | undefined> {
  const session = deps.sessions.jira(connection);
  const values = await withDelayedProgress(t('Loading {0}…', key), signal =>
    readFieldValues(session, key, ['*all'], { signal }),
  ).catch(error => {
    throw new Failure(t('Could not load {0}.', key), error, connection);
  });
  const { id, subtask } = asObject(values['issuetype']);
  const parent = subtask === true ? asString(asObject(values['parent'])['key']) : undefined;
  const place = { connection, project: projectOf(key), parent, source: key };
  const sources = { ...values, summary: `${prefix}${asString(values['summary']) ?? ''}` };
  return createWith(deps, place, asString(id) ?? '', {
    sources,
    given: fields => answersLike(session, place, fields, sources),
  });
}
