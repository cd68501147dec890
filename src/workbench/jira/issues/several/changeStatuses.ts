import * as vscode from 'vscode';
import { listTransitions, type Transition } from '../../../../jira/issues/transitions.ts';
import { Failure } from '../../../connections/words/failure.ts';
import { askPick } from '../../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../../shell/dialogs/delayedProgress.ts';
import { changeStatus, comment, takeStep } from '../changeStatus.ts';
import type { EditDeps } from '../editFields.ts';
import type { AskedField } from '../fieldQuestion.ts';
import type { IssueRef } from '../issueRef.ts';
import { changeEach, firstOfSite, readEach, type SeveralDeps } from './severalIssues.ts';

const { t } = vscode.l10n;

interface Reachable {
  readonly status: string;
  /** Name of the transition, where an issue has several to the status. */
  readonly by: string | undefined;
  readonly steps: ReadonlyMap<IssueRef, Transition>;
}

/**
 * Asks for a status that some of the issues can get, and takes each of these there. A field that a transition demands is
 * asked for once. A single issue is asked about with the words of its transitions.
 */
export async function changeStatuses(deps: SeveralDeps & EditDeps, issues: readonly IssueRef[]): Promise<void> {
  if (issues.length === 1) return changeEach(deps, issues, issue => changeStatus(deps, issue));
  const { connection } = firstOfSite(issues);
  const session = deps.sessions.jira(connection);
  const count = issues.length;
  const reading = withDelayedProgress(t('Loading the transitions of {0} issues…', count), signal =>
    readEach(issues, ({ key }) => listTransitions(session, key, { signal })),
  ).catch(error => {
    throw new Failure(t('Could not load the transitions of {0} issues.', count), error, connection);
  });
  const answer = await askPick<Reachable>({
    title: t('Change Status of {0} Issues', count),
    placeholder: t('Select the new status'),
    items: reading.then(lists => {
      const all = reachable(issues, lists);
      if (all.length === 0)
        throw new Failure(t('You have no transitions available for these issues.'), undefined, connection);
      return all.map(value => ({
        ...{ label: value.status, value },
        description: [value.by, wordsOf(value.steps.size, count)].filter(Boolean).join(' · '),
      }));
    }),
  });
  if (answer.kind !== 'answered') return;
  const { steps } = answer.value;
  let answers: ReadonlyMap<string, AskedField> = new Map();
  await changeEach(deps, [...steps.keys()], async issue => {
    const step = steps.get(issue);
    if (!step) return false;
    const known = new Map([...answers].filter(([id]) => id === comment || step.fields.some(field => field.id === id)));
    return takeStep(deps, issue, step, known, given => {
      answers = given;
    });
  });
}

function wordsOf(count: number, all: number): string {
  return count === all ? t('all {0} issues', all) : t('{0} of {1} issues', count, all);
}

/** Statuses that most issues can get come first. Where an issue has several ways to one, each way is chosen by its name. */
function reachable(issues: readonly IssueRef[], lists: readonly (readonly Transition[])[]): readonly Reachable[] {
  const statusOf = ({ to, name }: Transition) => to || name;
  const severalWays = new Set(
    lists.flatMap(list => {
      const statuses = list.map(statusOf);
      return statuses.filter((status, at) => statuses.indexOf(status) !== at);
    }),
  );
  const all = new Map<string, Reachable & { readonly steps: Map<IssueRef, Transition> }>();
  for (const [at, issue] of issues.entries()) {
    for (const step of lists[at] ?? []) {
      const status = statusOf(step);
      const by = severalWays.has(status) ? step.name : undefined;
      const id = JSON.stringify([status, by]);
      const found = all.get(id) ?? { status, by, steps: new Map<IssueRef, Transition>() };
      all.set(id, found);
      if (!found.steps.has(issue)) found.steps.set(issue, step);
    }
  }
  return [...all.values()].sort((a, b) => b.steps.size - a.steps.size);
}
