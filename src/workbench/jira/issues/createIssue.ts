import * as vscode from 'vscode';
import { InvalidRequestError } from '../../../http/errors.ts';
import { type UnconfirmedWrite, WriteOutcome } from '../../../http/writeOutcome.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import {
  type IssueType,
  listIssueTypes,
  listProjects,
  type Project,
  readCreateFields,
} from '../../../jira/issues/createIssue.ts';
import { createIssueVerified } from '../../../jira/issues/createIssueVerified.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { Failure } from '../../connections/words/problemReporter.ts';
import type { UnderWay } from '../../shell/commands/underWay.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { showWarning } from '../../shell/messages/notifications.ts';
import { bodyOf } from './documents.ts';
import type { EditDeps } from './editFields.ts';
import { IssueForm } from './issueForm.ts';
import type { IssueRef } from './issueRef.ts';

const { t } = vscode.l10n;

export interface CreateDeps extends EditDeps {
  readonly store: ConnectionStore;
  readonly memento: vscode.Memento;
  readonly underWay: UnderWay;
}

/** Start values of a new issue. */
export interface NewIssue {
  /** Parent issue. */
  readonly parent?: IssueRef | undefined;
  /** Markdown for its description. */
  readonly description?: string | undefined;
}

const lastProject = 'lastProject';

/** Creates an issue: asks for project and type, then shows all its fields, required ones first. */
export async function createIssue(deps: CreateDeps, begin: NewIssue = {}): Promise<IssueRef | undefined> {
  const connection = begin.parent?.connection ?? (await askConnection(deps));
  if (!connection) return undefined;
  const project = begin.parent ? projectKey(begin.parent.key) : await askProject(deps, connection);
  if (!project) return undefined;
  const type = await askType(deps, connection, project, begin.parent !== undefined);
  if (!type) return undefined;
  await deps.memento.update(`${lastProject}:${connection.id}`, project);
  const fields = await readFields(deps, connection, project, type);
  const form = new IssueForm(deps.asker, { connection, project }, fields, t('New {0} in {1}', type.name, project));
  if (begin.description) {
    const body = await bodyOf(connection, begin.description);
    const words = begin.description.split('\n')[0] ?? '';
    form.set('description', { value: body, words, draft: { text: begin.description } });
  }
  const fixed = {
    project: { key: project },
    issuetype: { id: type.id },
    ...(begin.parent ? { parent: { key: begin.parent.key } } : {}),
  };
  return fillAndSend(deps, connection, form, fixed);
}

/** Answers that come before the other fields. */
interface FixedFields {
  readonly project: { readonly key: string };
  readonly issuetype: { readonly id: string };
  readonly parent?: { readonly key: string };
  readonly [field: string]: unknown;
}

async function fillAndSend(
  deps: CreateDeps,
  connection: JiraConnection,
  form: IssueForm,
  fixed: FixedFields,
): Promise<IssueRef | undefined> {
  for (;;) {
    const values = await form.fill();
    if (!values) return undefined;
    const words = t('The issue is being made.');
    const fields = { ...values, ...fixed };
    const sending = deps.underWay.once(['create', connection.id, fields], { words }, () =>
      withDelayedProgress(t('Making the issue…'), signal =>
        createIssueVerified(deps.sessions.jira(connection), fixed.project.key, fields, { signal }),
      ),
    );
    // The input is kept, whatever the outcome.
    const outcome = await sending.catch(error => notifyRefusal(form, error));
    if (outcome?.fate === WriteOutcome.done) return { connection, key: outcome.key };
    if (outcome) form.notify(fateWords(outcome, connection, fixed.project.key));
  }
}

/** Shows Jira's complaints at their fields, any other failure as a message; the form stays open. */
function notifyRefusal(form: IssueForm, error: unknown): undefined {
  const refused = error instanceof InvalidRequestError ? error.fields : {};
  if (isCanceled(error) || form.refuse(refused)) return;
  form.notify(`${t('Could not make the issue.')} ${explanationText(error)}`);
}

/** Explains the outcome of an issue whose answer was lost; where it may have been created, a person must look first. */
function fateWords({ fate, error }: UnconfirmedWrite, connection: JiraConnection, project: string): string {
  if (fate === WriteOutcome.notDone) return `${t('The issue was not made; try again.')} ${explanationText(error)}`;
  const words = t('Whether the issue was made is not known; look before you make it again.');
  const open = t('Open in Browser');
  const jql = `project = "${project}" AND creator = currentUser() ORDER BY created DESC`;
  const page = { connection, webPath: `/issues/?jql=${encodeURIComponent(jql)}` };
  void showWarning(words, open).then(async chosen => {
    if (chosen === open) await vscode.commands.executeCommand('jenkinsJira.openInBrowser', page);
  });
  return words;
}

function projectKey(key: string): string {
  return key.slice(0, key.lastIndexOf('-'));
}

async function askConnection({ store }: CreateDeps): Promise<JiraConnection | undefined> {
  const title = t('Create Issue');
  const answer = await pickConnection(store.ofProduct(Product.jira), { title, placeholder: t('On which Jira?') });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function askProject({ sessions, memento }: CreateDeps, connection: JiraConnection): Promise<string | undefined> {
  const last = memento.get<string>(`${lastProject}:${connection.id}`);
  const projects = listProjects(sessions.jira(connection)).catch(error => {
    throw new Failure(t('Could not list the projects of {0}.', connection.name), error, connection);
  });
  const lastFirst = (list: readonly Project[]) =>
    [...list].sort((a, b) => Number(b.key === last) - Number(a.key === last));
  const answer = await askPick<string>({
    title: t('Create Issue'),
    placeholder: t('In which project?'),
    items: projects.then(list =>
      lastFirst(list).map(({ key, name }) => ({ label: name, description: key, value: key })),
    ),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function askType(
  { sessions }: CreateDeps,
  connection: JiraConnection,
  project: string,
  isPart: boolean,
): Promise<IssueType | undefined> {
  const types = listIssueTypes(sessions.jira(connection), project).catch(error => {
    throw new Failure(t('Could not list the types of issues in {0}.', project), error, connection);
  });
  const answer = await askPick<IssueType>({
    title: isPart ? t('Create Sub-task') : t('Create Issue'),
    placeholder: t('Of which type?'),
    items: types.then(list =>
      list.filter(({ subtask }) => subtask === isPart).map(value => ({ label: value.name, value })),
    ),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function readFields(
  { sessions }: CreateDeps,
  connection: JiraConnection,
  project: string,
  type: IssueType,
): Promise<FieldMeta[]> {
  const given = new Set(['project', 'issuetype', ...(type.subtask ? ['parent'] : [])]);
  try {
    const all = await withDelayedProgress(t('Reading the fields of a new issue…'), signal =>
      readCreateFields(sessions.jira(connection), project, type.id, { signal }),
    );
    return all.filter(({ id, kind }) => !given.has(id) && kind !== FieldKind.unknown);
  } catch (error) {
    throw new Failure(t('Could not read the fields of a new issue in {0}.', project), error, connection);
  }
}
