import * as vscode from 'vscode';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import type { FieldMeta } from '../../../jira/fields/fields.ts';
import { readEditableFields } from '../../../jira/issues/issueActions.ts';
import { nameFor, takesAllowed } from '../../../reporting/fieldOfResult.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { pickIssue } from '../../jira/issues/pickIssue.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';

const { t } = vscode.l10n;

/**
 * Asks which field reports set, and its value for each result of a build, among those that an issue allows; saves them
 * in the user's settings.
 */
export async function chooseFieldOfResult(sessions: Sessions, sites: readonly JiraConnection[]): Promise<void> {
  const issue = await pickIssue(sites, sessions, t('Select an Issue That Has the Field'));
  const field = issue && (await askField(sessions, issue));
  const values = field && (await askValues(field.meta));
  if (!values) return;
  const settings = vscode.workspace.getConfiguration('jenkinsJira.jira');
  await settings.update('fieldOfResult', { field: field.saved, ...values }, vscode.ConfigurationTarget.Global);
  notifyInformation(t('Reports of builds set the field {0} from now on.', field.meta.name));
}

interface ChosenField {
  readonly meta: FieldMeta;
  /** Its name in the settings. */
  readonly saved: string;
}

async function askField(sessions: Sessions, { connection, key }: IssueRef): Promise<ChosenField | undefined> {
  const read = async () => {
    const fields = await readEditableFields(sessions.jira(connection), key).catch(error => {
      throw new Failure(t('Could not load the fields of {0}.', key), error, connection);
    });
    return fields.filter(takesAllowed).map(meta => {
      const saved = nameFor(fields, meta);
      // Tells those of the same name apart.
      const apart = saved === meta.name ? {} : { description: saved };
      return { label: meta.name, ...apart, value: { meta, saved } };
    });
  };
  const answer = await askPick<ChosenField>({
    title: t('Field of Results'),
    placeholder: t('Select the field that a build sets'),
    items: read(),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** @returns names of values by results; undefined when it was canceled */
async function askValues({ name, allowed }: FieldMeta): Promise<Readonly<Record<string, string>> | undefined> {
  const values: Record<string, string> = {};
  const none = { label: t('Leave it as it is'), iconPath: new vscode.ThemeIcon('circle-slash'), value: '' };
  for (const [result, words] of resultWords()) {
    const answer = await askPick<string>({
      title: t('Field of Results: {0}', name),
      placeholder: words,
      items: Promise.resolve([...allowed.map(each => ({ label: each.name, value: each.name })), none]),
    });
    if (answer.kind !== 'answered') return undefined;
    if (answer.value !== '') values[result] = answer.value;
  }
  return values;
}

function resultWords(): readonly (readonly [BuildResult, string])[] {
  return [
    [BuildResult.success, t('Select its value after a build that passed')],
    [BuildResult.unstable, t('Select its value after an unstable build')],
    [BuildResult.failure, t('Select its value after a build that failed')],
    [BuildResult.aborted, t('Select its value after a build that was aborted')],
    [BuildResult.notBuilt, t('Select its value after a build that was not built')],
  ];
}
