import * as vscode from 'vscode';
import { asObject, asString } from '../../../base/json.ts';
import type { BuildResult } from '../../../jenkins/builds/builds.ts';
import { readEditableFields } from '../../../jira/issues/issueActions.ts';
import { fieldNamed, type NamedValue, valueNamed } from '../../../reporting/fieldOfResult.ts';
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
}

/** Value for a result by the user's setting. */
function fieldOfResult(result: BuildResult | undefined): FieldOfResult | undefined {
  const setting = asObject(vscode.workspace.getConfiguration('jenkinsJira.jira').get('fieldOfResult'));
  const name = asString(setting['field']);
  const value = result && asString(setting[result]);
  return name && value ? { name, value } : undefined;
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
  { name, value }: FieldOfResult,
): Promise<ReportedField | undefined> {
  const { site, key } = issue;
  const connection = store.findJira(site);
  if (!connection) return undefined;
  const fields = await withDelayedProgress(t('Loading the fields of {0}…', key), signal =>
    readEditableFields(sessions.jira(connection), key, { signal }),
  ).catch(error => {
    throw new Failure(t('Could not load the fields of {0}.', key), error, connection);
  });
  const field = fieldNamed(fields, name);
  const named = field ? valueNamed(field, value, connection.flavor) : ({ reason: 'noField' } as const);
  if (field && !('reason' in named)) return { ...issue, id: field.id, name: field.name, asked: answerOf(named) };
  if ('reason' in named) notifyWarning(refusalWords({ key, name: field?.name ?? name, value }, named));
  return undefined;
}

function answerOf({ value, words, id }: NamedValue): AskedField {
  return { value, words, draft: id === undefined ? { text: words } : { choices: [{ id, name: words }] } };
}
