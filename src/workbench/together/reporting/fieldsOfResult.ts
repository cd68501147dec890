import * as vscode from 'vscode';
import { anySignal } from '../../../base/anySignal.ts';
import { asObject, asString } from '../../../base/json.ts';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import { FieldKind } from '../../../jira/fields/fields.ts';
import { readEditableFields, readFieldValues } from '../../../jira/issues/issueActions.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import { fieldNamed, idsNamed, type NamedValue, valueNamed } from '../../../reporting/fieldOfResult.ts';
import { SendingFailure, sendingFailureOf } from '../../../reporting/sendingFailure.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { AskedField } from '../../jira/issues/fieldQuestion.ts';
import type { Background } from '../../shell/commands/background.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import { refusalWords } from './fieldRefusals.ts';
import type { FieldOfResult, ReportedField, SiteIssue, WantedField } from './reportDetails.ts';

const { t } = vscode.l10n;

export interface ResultFieldDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Fields of issues that a report changes by the user's setting. */
export interface FieldsOfResult {
  readonly fields: readonly ReportedField[];
  /** Those whose site is away: they are found when the report is sent. */
  readonly wanted: readonly WantedField[];
}

/** Value for a result by the user's setting. */
function fieldOfResult(result: BuildResult | undefined): FieldOfResult | undefined {
  const setting = asObject(vscode.workspace.getConfiguration('jenkinsJira.jira').get('fieldOfResult'));
  const name = asString(setting['field']);
  const value = result && asString(setting[result]);
  if (!name || !value) return undefined;
  const others = Object.values(BuildResult).flatMap(each => asString(setting[each]) ?? []);
  return { name, value, others: others.filter(each => each !== value) };
}

/** Finds the fields of issues that a report changes; a value that an issue does not allow is told. */
export async function fieldsOfResult(
  { store, sessions, background }: ResultFieldDeps,
  issues: readonly SiteIssue[],
  result: BuildResult | undefined,
): Promise<FieldsOfResult> {
  const named = fieldOfResult(result);
  const fields: ReportedField[] = [];
  const wanted: WantedField[] = [];
  for (const issue of named ? issues : []) {
    const connection = store.findJira(issue.site);
    const want = { ...issue, ...(named as FieldOfResult) };
    if (!connection) continue;
    try {
      const found = await findWanted(sessions.jira(connection), connection, want);
      if (typeof found === 'string') notifyWarning(found);
      else fields.push(found);
    } catch (error) {
      if (sendingFailureOf(error) === SendingFailure.refused) background.report(error);
      else wanted.push(want);
    }
  }
  return { fields, wanted };
}

/**
 * Finds a field of an issue, and its value as Jira takes it.
 * @returns words for a field that cannot have the value
 * @throws Failure where the fields cannot be read
 */
export async function findWanted(
  session: JiraSession,
  connection: JiraConnection,
  { site, key, name, value, others }: WantedField,
  ending?: AbortSignal,
): Promise<ReportedField | string> {
  const { field, before } = await withDelayedProgress(t('Loading the fields of {0}…', key), async canceling => {
    const signal = anySignal(canceling, ending);
    const found = fieldNamed(await readEditableFields(session, key, { signal }), name);
    if (found?.kind !== FieldKind.options) return { field: found, before: [] };
    const now = await readFieldValues(session, key, [found.id], { signal });
    return { field: found, before: idsNamed(found, others, now[found.id]) };
  }).catch(error => {
    throw new Failure(t('Could not load the fields of {0}.', key), error, connection);
  });
  if (!field) return refusalWords({ key, name, value }, { reason: 'noField' });
  const named = valueNamed(field, value, connection.flavor, before);
  if ('reason' in named) return refusalWords({ key, name: field.name, value }, named);
  return { site, key, id: field.id, name: field.name, asked: answerOf(named) };
}

function answerOf({ value, update, words, id }: NamedValue): AskedField {
  return { value, update, words, draft: id === undefined ? { text: words } : { choices: [{ id, name: words }] } };
}
