import * as vscode from 'vscode';
import { InvalidRequestError } from '../../../http/errors.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { listTransitions, type Transition, takeTransition } from '../../../jira/issues/transitions.ts';
import { Failure, type WriteFailure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { type EditDeps, projectOf } from './editFields.ts';
import type { AskedField } from './fieldQuestion.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';

const { t } = vscode.l10n;

/** Asks for a transition that is allowed now and for its fields, and takes it. */
export async function changeStatus(deps: EditDeps, issue: IssueRef): Promise<boolean> {
  const { connection, key } = issue;
  const steps = withDelayedProgress(t('Reading the steps of {0}…', key), signal =>
    listTransitions(deps.sessions.jira(connection), key, { signal }),
  ).catch(error => {
    throw new Failure(t('Could not read the steps of {0}.', key), error, connection);
  });
  const answer = await askPick<Transition>({
    title: t('Change Status of {0}', key),
    placeholder: t('Where to?'),
    items: steps.then(list =>
      list.length > 0
        ? list.map(value => ({ label: value.to || value.name, description: value.name, value }))
        : Promise.reject(new Failure(t('Your account may take {0} no step on.', key), undefined, connection)),
    ),
  });
  return answer.kind === 'answered' ? takeStep(deps, issue, answer.value) : false;
}

/** Asks for the fields that a transition demands, and takes it; after a failure it asks again with the same input. */
export async function takeStep(deps: EditDeps, issue: IssueRef, step: Transition): Promise<boolean> {
  const { connection, key } = issue;
  const given = new Map<string, AskedField>();
  let asked = step.fields.filter(isDemanded);
  let problems: Readonly<Record<string, string>> = {};
  const words = {
    connection,
    doing: t('Changing the status of {0}…', key),
    done: t('The status of {0} was changed.', key),
    failed: t('Could not change the status of {0}.', key),
    doubtful: t('The status of {0} may or may not have been changed.', key),
    page: pathOfIssue(key),
  };
  for (;;) {
    if (!(await askAll(deps, issue, step, asked, given, problems))) return false;
    const values = Object.fromEntries([...given].map(([id, { value }]) => [id, value]));
    try {
      await doWrite(words, control =>
        takeTransition(deps.sessions.jira(connection), key, step, values, undefined, control),
      );
      return true;
    } catch (failure) {
      const { cause } = failure as WriteFailure;
      problems = cause instanceof InvalidRequestError ? cause.fields : {};
      asked = step.fields.filter(({ id, kind }) => id in problems && kind !== FieldKind.unknown);
      if (asked.length > 0) continue;
      if (given.size === 0 || isCanceled(cause)) throw failure;
      deps.background.report(failure);
      asked = step.fields.filter(({ id }) => given.has(id));
    }
  }
}

/** @returns whether all were answered */
async function askAll(
  { asker }: EditDeps,
  { connection, key }: IssueRef,
  step: Transition,
  fields: readonly FieldMeta[],
  given: Map<string, AskedField>,
  problems: Readonly<Record<string, string>>,
): Promise<boolean> {
  const place = { connection, project: projectOf(key), issue: key };
  for (const field of fields) {
    const title = t('{0}: {1}', step.name, field.name);
    const draft = given.get(field.id)?.draft;
    const answer = await asker.ask({ place, title, field, draft, problem: problems[field.id] });
    if (answer.kind !== 'answered') return false;
    given.set(field.id, answer.value);
  }
  return true;
}

function isDemanded({ required, hasDefault, kind }: FieldMeta): boolean {
  return required && !hasDefault && kind !== FieldKind.unknown;
}
