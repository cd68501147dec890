import * as vscode from 'vscode';
import { InvalidRequestError } from '../../../http/errors.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { type IssueType, readCreateFields, createIssue as sendIssue } from '../../../jira/issues/createIssue.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { failureText } from '../../connections/words/explain.ts';
import { Failure, type WriteFailure, type WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { UnderWay } from '../../shell/commands/underWay.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { FormDraft } from '../../shell/drafts/formDraft.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { showWarning } from '../../shell/messages/notifications.ts';
import { creationPage } from './creationPage.ts';
import { bodyOf } from './documents.ts';
import { type EditDeps, projectOf } from './editFields.ts';
import type { AskedField, FieldForm, FieldPlace } from './fieldQuestion.ts';
import { IssueForm } from './issueForm.ts';
import type { IssueRef } from './issueRef.ts';
import { linkClone } from './linkIssue.ts';
import {
  askConnection,
  askProject,
  askType,
  keepProject,
  type NewIssue,
  type PlaceDeps,
  readTypes,
} from './newIssue.ts';

const { t } = vscode.l10n;

export interface CreateDeps extends EditDeps, PlaceDeps {
  readonly store: ConnectionStore;
  readonly memento: vscode.Memento;
  readonly underWay: UnderWay;
}

/** Creates an issue: asks for project and type, then shows all its fields, required ones first. */
export async function createIssue(deps: CreateDeps, begin: NewIssue = {}): Promise<IssueRef | undefined> {
  const connection = begin.parent?.connection ?? (await askConnection(deps, begin));
  if (!connection) return undefined;
  const project = begin.parent ? projectOf(begin.parent.key) : (await askProject(deps, connection))?.key;
  if (!project) return undefined;
  const type = await askType(deps, { connection, project }, begin);
  if (!type) return undefined;
  await keepProject(deps, connection, project);
  const place = { connection, project, parent: begin.parent?.key };
  const fields = await readFields(deps, connection, project, type);
  const answers = await answersOf(connection, begin);
  const needed = fields.filter(
    ({ required, hasDefault, kind }) => kind === FieldKind.unknown && required && !hasDefault,
  );
  if (needed.length === 0) return createOfType(deps, place, type, { given: answers }, fields);
  const names = needed.map(({ name }) => name).join(', ');
  const text = t('A new {0} in {1} requires {2}, which can only be filled in in Jira.', type.name, project, names);
  // Not awaited: a notification can stay open.
  deps.background.run(async () => {
    const open = t('Open in Browser');
    if ((await showWarning(text, open)) === open) await openPage(deps, { place, type: type.id }, fields, answers);
  });
  return undefined;
}

/** Opens Jira's own page for the issue of a form, with the answers filled in. */
async function openPage(
  { sessions }: CreateDeps,
  form: FieldForm,
  fields: readonly FieldMeta[],
  answers: ReadonlyMap<string, AskedField>,
): Promise<void> {
  const { connection } = form.place;
  const page = await creationPage(sessions, form, fields, answers).catch(error => {
    throw new Failure(t('Could not find the page for a new issue.'), error, connection);
  });
  await vscode.commands.executeCommand('jenkinsJira.openInBrowser', page);
}

/** Answers that the form of a new issue begins with. */
export interface FormBegin {
  readonly given: ReadonlyMap<string, AskedField>;
  /** Reads answers for which there is no other. @throws CanceledError where the person would rather have no such issue */
  readonly likeness?: (fields: readonly FieldMeta[]) => Promise<ReadonlyMap<string, AskedField>>;
  /** Values of Jira that they are made of, by field. */
  readonly sources?: Readonly<Record<string, unknown>>;
}

/** Shows the form of a new issue of a type. */
export async function createWith(
  deps: CreateDeps,
  place: FieldPlace,
  typeId: string,
  begin: FormBegin,
): Promise<IssueRef | undefined> {
  const { connection, project } = place;
  const type = (await readTypes(deps, connection, project)).find(({ id }) => id === typeId);
  if (type) return createOfType(deps, place, type, begin);
  throw new Failure(t('This type of issue is no longer available in {0}.', project), undefined, connection);
}

async function answersOf(
  connection: JiraConnection,
  { summary, description }: NewIssue,
): Promise<ReadonlyMap<string, AskedField>> {
  const answers = new Map<string, AskedField>();
  if (summary) answers.set('summary', { value: summary, words: summary, draft: { text: summary } });
  if (!description) return answers;
  const value = await bodyOf(connection, description);
  return answers.set('description', {
    ...{ value, words: description.split('\n')[0] ?? '' },
    draft: { text: description },
  });
}

async function createOfType(
  deps: CreateDeps,
  place: FieldPlace,
  type: IssueType,
  begin: FormBegin,
  read?: readonly FieldMeta[],
): Promise<IssueRef | undefined> {
  const { connection, project, parent, source } = place;
  const fields = read ?? (await readFields(deps, connection, project, type));
  const likeness = await begin.likeness?.(fields);
  const title = source ? t('Clone of {0}', source) : t('New {0} in {1}', type.name, project);
  const draftName = `create ${project} ${type.id} ${parent ?? ''}${source ? ` like ${source}` : ''}`;
  const draft = await FormDraft.open(deps, connection.id, draftName);
  const subject = { place, type: type.id };
  const form = new IssueForm(deps.asker, subject, fields, {
    ...{ title, draft, given: begin.given, sources: begin.sources },
    ...(likeness && { likeness }),
    leave: answers => openPage(deps, subject, fields, answers),
    failed: error => deps.background.report(error),
  });
  const fixed = {
    project: { key: project },
    issuetype: { id: type.id },
    ...(parent ? { parent: { key: parent } } : {}),
  };
  const created = await fillAndSend(deps, connection, form, fixed);
  if (!created) return undefined;
  await draft.drop();
  await deps.asker.sent(subject, fields, form.answers);
  if (source) await linkClone(deps, created, source);
  return created;
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
    const fields = { ...values, ...fixed };
    const words = creationWords(connection, fixed.project.key);
    const begun = { words: t('The issue is being created.') };
    // The input is kept, whatever the outcome.
    const created = await deps.underWay
      .once(['create', connection.id, fields], begun, () =>
        doWrite(words, control => sendIssue(deps.sessions.jira(connection), fields, control)),
      )
      .catch(error => notifyRefusal(deps, form, error));
    if (created) return { connection, key: created.key };
  }
}

function creationWords(connection: JiraConnection, project: string): WriteWords {
  const jql = `project = "${project}" AND creator = currentUser() ORDER BY created DESC`;
  return {
    connection,
    doing: t('Creating the issue…'),
    done: t('The issue was created.'),
    failed: t('Could not create the issue.'),
    doubtful: t('The issue may or may not have been created.'),
    page: `/issues/?jql=${encodeURIComponent(jql)}`,
  };
}

/** Shows Jira's complaints at their fields, any other failure as a message; the form stays open. */
function notifyRefusal({ background }: CreateDeps, form: IssueForm, failure: WriteFailure): undefined {
  const { cause, page, connection } = failure;
  if (isCanceled(cause) || form.refuse(cause instanceof InvalidRequestError ? cause.fields : {})) return;
  form.notify(failureText(failure));
  if (page === undefined) return;
  const open = t('Open in Browser');
  background.run(async () => {
    const chosen = await showWarning(failureText(failure), open);
    if (chosen === open)
      await vscode.commands.executeCommand('jenkinsJira.openInBrowser', { connection, webPath: page });
  });
}

async function readFields(
  { sessions }: CreateDeps,
  connection: JiraConnection,
  project: string,
  type: IssueType,
): Promise<FieldMeta[]> {
  const given = new Set(['project', 'issuetype', ...(type.subtask ? ['parent'] : [])]);
  try {
    const all = await withDelayedProgress(t('Loading the fields of a new issue…'), signal =>
      readCreateFields(sessions.jira(connection), project, type.id, { signal }),
    );
    return all.filter(({ id }) => !given.has(id));
  } catch (error) {
    throw new Failure(t('Could not load the fields of a new issue in {0}.', project), error, connection);
  }
}
