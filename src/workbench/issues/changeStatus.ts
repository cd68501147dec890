import * as vscode from 'vscode';
import { InvalidRequestError } from '../../http/index.ts';
import { FieldKind, type FieldMeta, listTransitions, type Transition, takeTransition } from '../../jira/index.ts';
import { askPick } from '../dialogs/askPick.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import { Failure } from '../messages/problemReporter.ts';
import { type EditDeps, projectOf } from './editFields.ts';
import type { IssueRef } from './issueRef.ts';

const { t } = vscode.l10n;

/** Takes an issue a step on: one that is allowed now, with the fields that it asks for. */
export async function changeStatus(deps: EditDeps, issue: IssueRef): Promise<boolean> {
  const { connection, key } = issue;
  const steps = withLateProgress(t('Reading the steps of {0}…', key), signal =>
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

/** Asks for what a step demands, and takes it; what Jira refuses is asked for again. */
export async function takeStep(deps: EditDeps, issue: IssueRef, step: Transition): Promise<boolean> {
  const { connection, key } = issue;
  const values: Record<string, unknown> = {};
  let asked = step.fields.filter(isDemanded);
  let problems: Readonly<Record<string, string>> = {};
  for (;;) {
    for (const field of asked) {
      const value = await askFor(deps, issue, step, field, problems[field.id]);
      if (value === 'cancelled') return false;
      values[field.id] = value.value;
    }
    try {
      await withLateProgress(t('Changing the status of {0}…', key), signal =>
        takeTransition(deps.sessions.jira(connection), key, step.id, values, undefined, { signal }),
      );
      return true;
    } catch (error) {
      const refused = error instanceof InvalidRequestError ? error.fields : {};
      asked = step.fields.filter(({ id, kind }) => id in refused && kind !== FieldKind.unknown);
      problems = refused;
      if (asked.length === 0) throw new Failure(t('Could not change the status of {0}.', key), error, connection);
    }
  }
}

function isDemanded({ required, hasDefault, kind }: FieldMeta): boolean {
  return required && !hasDefault && kind !== FieldKind.unknown;
}

async function askFor(
  { asker }: EditDeps,
  { connection, key }: IssueRef,
  step: Transition,
  field: FieldMeta,
  problem: string | undefined,
): Promise<{ readonly value: unknown } | 'cancelled'> {
  const place = { connection, project: projectOf(key), issue: key };
  const title = t('{0}: {1}', step.name, field.name);
  const answer = await asker.ask({ place, title, field, problem });
  return answer.kind === 'answered' ? answer.value : 'cancelled';
}
