import * as vscode from 'vscode';
import { InvalidRequestError } from '../../../http/errors.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { editIssue } from '../../../jira/issues/changeIssue.ts';
import { readEditableFields, readFieldValues } from '../../../jira/issues/issueActions.ts';
import { fieldText } from '../../../jira/issues/issueDetails.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure, type WriteFailure, type WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { notifyInformation, showInformation } from '../../shell/messages/notifications.ts';
import { bodyOf, type Origin } from './documents.ts';
import type { FieldAsker } from './fieldAsker.ts';
import type { AskedField, FieldDraft } from './fieldQuestion.ts';
import type { TextFieldRef } from './fieldTexts.ts';
import { type IssueRef, openInBrowser, pathOfIssue } from './issueRef.ts';

const { t } = vscode.l10n;

export interface EditDeps {
  readonly sessions: Sessions;
  readonly asker: FieldAsker;
  readonly drafts: Drafts;
  /** Reports a failure while the input is kept for the next question. */
  readonly background: Background;
}

/** Project of an issue's key. */
export function projectOf(key: string): string {
  return key.slice(0, key.lastIndexOf('-'));
}

/**
 * Changes a field of an issue: the given one, or one that the person picks among the editable ones. Jira's complaint
 * about a value is shown at its box; after any failure it asks again with the same input.
 */
export async function editField(deps: EditDeps, issue: IssueRef, wanted?: string): Promise<boolean> {
  const { key } = issue;
  const { fields, values } = await read(deps, issue);
  const field = wanted ? fields.find(({ id }) => id === wanted) : await chooseField(key, fields, values);
  if (!field) {
    if (wanted) notifyInformation(t('You do not have permission to change this field of {0}.', key));
    return false;
  }
  if (field.kind === FieldKind.unknown) return leaveToBrowser(issue, field);
  return askUntilTaken(deps, issue, field, values[field.id]);
}

/** Field of an issue with a new value. */
export interface ChosenField {
  readonly field: FieldMeta;
  readonly asked: AskedField;
}

/** Asks for a field of an issue and for its new value, and changes nothing. */
export async function chooseFieldValue(deps: EditDeps, issue: IssueRef): Promise<ChosenField | undefined> {
  const { connection, key } = issue;
  const { fields, values } = await read(deps, issue);
  const field = await chooseField(key, fields, values);
  if (!field) return undefined;
  if (field.kind === FieldKind.unknown) {
    await leaveToBrowser(issue, field);
    return undefined;
  }
  const place = { connection, project: projectOf(key), issue: key };
  const title = t('{0} of {1}', field.name, key);
  const answer = await deps.asker.ask({ place, title, field, now: values[field.id] });
  if (answer.kind !== 'answered') return undefined;
  // The answer is kept elsewhere: a draft of its text would be a second one.
  await deps.asker.sent({ place }, [field], new Map([[field.id, answer.value]]));
  return { field, asked: answer.value };
}

async function askUntilTaken(deps: EditDeps, issue: IssueRef, field: FieldMeta, now: unknown): Promise<boolean> {
  const { connection, key } = issue;
  const place = { connection, project: projectOf(key), issue: key };
  const title = t('{0} of {1}', field.name, key);
  let problem: string | undefined;
  let draft: FieldDraft | undefined;
  for (;;) {
    const answer = await deps.asker.ask({ place, title, field, now, draft, problem });
    if (answer.kind !== 'answered') return false;
    try {
      await sendField(deps, issue, field.id, answer.value);
      await deps.asker.sent({ place }, [field], new Map([[field.id, answer.value]]));
      return true;
    } catch (failure) {
      const { cause } = failure as WriteFailure;
      if (isCanceled(cause)) throw failure;
      // The input is kept, whatever the outcome.
      draft = answer.value.draft;
      problem = cause instanceof InvalidRequestError ? cause.fields[field.id] : undefined;
      if (problem === undefined) deps.background.report(failure);
    }
  }
}

/** Sends a text that was edited without a question that waits for it. */
export async function sendText(
  deps: Pick<EditDeps, 'sessions'>,
  { place, field }: TextFieldRef,
  markdown: string,
  origin: Origin | undefined,
): Promise<void> {
  const { connection, issue: key = '' } = place;
  const value = markdown.trim() === '' ? null : await bodyOf(connection, markdown, origin);
  await sendField(deps, { connection, key }, field.id, { value });
}

/** Sends what was added and removed where the field takes that, so that all other values stay. */
async function sendField(
  { sessions }: Pick<EditDeps, 'sessions'>,
  issue: IssueRef,
  id: string,
  { value, update }: Pick<AskedField, 'value' | 'update'>,
): Promise<void> {
  const fields = update ? {} : { [id]: value };
  const updates = update && { update: { [id]: update } };
  await doWrite(editWords(issue), control =>
    editIssue(sessions.jira(issue.connection), issue.key, fields, { ...control, ...updates }),
  );
}

/** Words about a change of an issue's fields. */
export function editWords({ connection, key }: IssueRef): WriteWords {
  return {
    connection,
    doing: t('Changing {0}…', key),
    done: t('{0} was changed.', key),
    failed: t('Could not change {0}.', key),
    doubtful: t('{0} may or may not have been changed.', key),
    page: pathOfIssue(key),
  };
}

async function read({ sessions }: EditDeps, { connection, key }: IssueRef) {
  const session = sessions.jira(connection);
  try {
    return await withDelayedProgress(t('Loading the fields of {0}…', key), async signal => {
      const fields = await readEditableFields(session, key, { signal });
      const ids = fields.map(({ id }) => id);
      const values = ids.length > 0 ? await readFieldValues(session, key, ids, { signal }) : {};
      return { fields, values };
    });
  } catch (error) {
    throw new Failure(t('Could not load the fields of {0}.', key), error, connection);
  }
}

async function chooseField(
  key: string,
  fields: readonly FieldMeta[],
  values: Readonly<Record<string, unknown>>,
): Promise<FieldMeta | undefined> {
  const answer = await askPick<FieldMeta>({
    title: t('Edit Field of {0}', key),
    placeholder: fields.length > 0 ? t('Select a field') : t('You do not have permission to edit this issue.'),
    items: [...fields]
      .sort((a, b) => a.name.localeCompare(b.name))
      .map(field => ({ label: field.name, description: shortText(values[field.id]), value: field })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

function shortText(value: unknown): string {
  const [line = ''] = fieldText(value).split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

/** Offers Jira's own page for a field of a kind that only it can change. */
async function leaveToBrowser(issue: IssueRef, field: FieldMeta): Promise<boolean> {
  const open = t('Open in Browser');
  const text = t('{0} can only be changed in Jira.', field.name);
  const chosen = await showInformation(text, open);
  if (chosen === open) await openInBrowser(issue);
  return false;
}
