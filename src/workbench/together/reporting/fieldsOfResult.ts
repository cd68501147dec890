import * as vscode from 'vscode';
import { asObject, asString } from '../../../base/json.ts';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import { FieldKind } from '../../../jira/fields/fields.ts';
import { readEditableFields, readFieldValues } from '../../../jira/issues/issueActions.ts';
import { fieldNamed, idsNamed, type NamedValue, valueNamed } from '../../../reporting/fieldOfResult.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { AskedField } from '../../jira/issues/fieldQuestion.ts';
import type { Background } from '../../shell/commands/background.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import { refusalWords } from './fieldRefusals.ts';
import type { ReportedField, SiteIssue } from './reportDetails.ts';

const { t } = vscode.l10n;

export interface ResultFieldDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Value that a field gets by a result of a build. */
interface FieldOfResult {
  /** Name or id of the field. */
  readonly name: string;
  /** Name of the value. */
  readonly value: string;
  /** Names of the values for other results, whose place it takes. */
  readonly others: readonly string[];
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

/** Fields of issues that a report changes by the user's setting; a value that an issue does not allow is told. */
export async function fieldsOfResult(
  deps: ResultFieldDeps,
  issues: readonly SiteIssue[],
  result: BuildResult | undefined,
): Promise<ReportedField[]> {
  const wanted = fieldOfResult(result);
  if (!wanted) return [];
  const found: ReportedField[] = [];
  for (const issue of issues) {
    const field = await fieldOf(deps, issue, wanted).catch(error => {
      deps.background.report(error);
      return undefined;
    });
    if (field) found.push(field);
  }
  return found;
}

async function fieldOf(
  { store, sessions }: ResultFieldDeps,
  issue: SiteIssue,
  { name, value, others }: FieldOfResult,
): Promise<ReportedField | undefined> {
  const { site, key } = issue;
  const connection = store.findJira(site);
  if (!connection) return undefined;
  const session = sessions.jira(connection);
  const { field, before } = await withDelayedProgress(t('Loading the fields of {0}…', key), async signal => {
    const found = fieldNamed(await readEditableFields(session, key, { signal }), name);
    if (found?.kind !== FieldKind.options) return { field: found, before: [] };
    const now = await readFieldValues(session, key, [found.id], { signal });
    return { field: found, before: idsNamed(found, others, now[found.id]) };
  }).catch(error => {
    throw new Failure(t('Could not load the fields of {0}.', key), error, connection);
  });
  const named = field ? valueNamed(field, value, connection.flavor, before) : ({ reason: 'noField' } as const);
  if (field && !('reason' in named)) return { ...issue, id: field.id, name: field.name, asked: answerOf(named) };
  if ('reason' in named) notifyWarning(refusalWords({ key, name: field?.name ?? name, value }, named));
  return undefined;
}

function answerOf({ value, update, words, id }: NamedValue): AskedField {
  return { value, update, words, draft: id === undefined ? { text: words } : { choices: [{ id, name: words }] } };
}
