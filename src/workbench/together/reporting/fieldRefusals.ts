import * as vscode from 'vscode';
import { anySignal } from '../../../base/anySignal.ts';
import { holdsChange } from '../../../jira/issues/fieldTraces.ts';
import { readEditableFields, readFieldValues } from '../../../jira/issues/issueActions.ts';
import { readIsAdministrator } from '../../../jira/issues/permissions.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import { type FieldRefusal, refusalOf } from '../../../reporting/fieldOfResult.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { ReportDetails, ReportedField } from './reportDetails.ts';

const { t } = vscode.l10n;

/** Values that a refusal lists. */
const maxListed = 20;

/**
 * Checks the fields of a report before any part of it is written: what Jira allowed then, it may not allow now.
 * @param ending ends the reading, beside the person
 * @throws Failure that names the values which are allowed
 */
export async function checkFields(
  session: JiraSession,
  { connection, key }: IssueRef,
  fields: readonly ReportedField[],
  ending?: AbortSignal,
): Promise<void> {
  if (fields.length === 0) return;
  const [editable, now] = await withDelayedProgress(t('Loading the fields of {0}…', key), canceling => {
    const signal = anySignal(canceling, ending);
    return Promise.all([
      readEditableFields(session, key, { signal }),
      readFieldValues(
        session,
        key,
        fields.map(({ id }) => id),
        { signal },
      ),
    ]);
  }).catch(error => {
    throw new Failure(t('Could not load the fields of {0}; the report is kept.', key), error, connection);
  });
  for (const field of fields) {
    const { id, name, asked } = field;
    // A part that was written before may have ended what may be changed.
    if (holdsChange(now, changeOf(field))) continue;
    const refusal = refusalOf(
      editable.find(each => each.id === id),
      asked.value,
      asked.update,
    );
    if (!refusal) continue;
    const words = refusalWords({ key, name, value: asked.words }, refusal);
    throw keptFailure(words, { connection, key });
  }
}

/**
 * Checks that the account may still change fields without mails, where the report is to send none.
 * @throws Failure where it may not
 */
export async function checkQuiet(
  session: JiraSession,
  { connection, key }: IssueRef,
  { quiet, fields }: Pick<ReportDetails, 'quiet' | 'fields'>,
  signal?: AbortSignal,
): Promise<void> {
  if (!quiet || fields.length === 0 || (await readIsAdministrator(session, key, { signal }))) return;
  const words = t('Only those who administer the project change fields of {0} without mails.', key);
  throw keptFailure(words, { connection, key });
}

/** Says that a report is not sent as it is. */
function keptFailure(words: string, { connection, key }: IssueRef): Failure {
  return new Failure(t('{0} Nothing was written on {1}; the report is kept.', words, key), undefined, connection);
}

/** Change that a report makes of a field. */
export function changeOf({ id, asked: { value, update } }: ReportedField) {
  return update ? { update: { [id]: update } } : { fields: { [id]: value } };
}

/** Says why a field of an issue cannot have a value, and which it can have. */
export function refusalWords(
  { key, name, value }: { readonly key: string; readonly name: string; readonly value: string },
  refusal: FieldRefusal,
): string {
  switch (refusal.reason) {
    case 'noField':
      return t('{0} has no field {1} that you can change.', key, name);
    case 'otherKind':
      return t('{0} of {1} cannot be set to {2}: it is a field of another kind.', name, key, value);
    case 'notAllowed': {
      const { allowed } = refusal;
      const more = allowed.length > maxListed ? ', …' : '';
      return t(
        '{0} of {1} cannot be {2}. Allowed values: {3}.',
        name,
        key,
        value,
        `${allowed.slice(0, maxListed).join(', ')}${more}`,
      );
    }
  }
}
