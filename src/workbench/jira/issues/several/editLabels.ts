import * as vscode from 'vscode';
import { asStrings } from '../../../../base/json.ts';
import { editIssue } from '../../../../jira/issues/changeIssue.ts';
import { listLabels, readFieldValues } from '../../../../jira/issues/issueActions.ts';
import { Failure } from '../../../connections/words/failure.ts';
import { doWrite } from '../../../connections/words/writes.ts';
import { askMany } from '../../../shell/dialogs/askMany.ts';
import { withDelayedProgress } from '../../../shell/dialogs/delayedProgress.ts';
import { type EditDeps, editField, editWords } from '../editFields.ts';
import type { IssueRef } from '../issueRef.ts';
import { changeEach, firstOfSite, readEach, type SeveralDeps } from './severalIssues.ts';

const { t } = vscode.l10n;

/** Asks for labels, and adds and removes them: those that only some of the issues have stay where they are. */
export async function editLabels(deps: SeveralDeps & EditDeps, issues: readonly IssueRef[]): Promise<void> {
  if (issues.length === 1) return changeEach(deps, issues, issue => editField(deps, issue, 'labels'));
  const { connection } = firstOfSite(issues);
  const session = deps.sessions.jira(connection);
  const count = issues.length;
  const now = await withDelayedProgress(t('Loading the labels of {0} issues…', count), signal =>
    readEach(issues, async ({ key }) =>
      asStrings((await readFieldValues(session, key, ['labels'], { signal }))['labels']),
    ),
  ).catch(error => {
    throw new Failure(t('Could not load the labels of {0} issues.', count), error, connection);
  });
  const known = deps.background.optional('The known labels could not be read', () => listLabels(session));
  const on = (label: string) => now.filter(labels => labels.includes(label)).length;
  const answer = await askMany<string>({
    title: t('Labels of {0} Issues', count),
    placeholder: t('Select labels, or type a new one and press Enter'),
    items: known.then((others = []) =>
      [...new Set([...now.flat(), ...others])].map(label => ({
        ...{ label, value: label, picked: on(label) === count },
        ...(on(label) > 0 && on(label) < count && { description: t('on {0} of {1} issues', on(label), count) }),
      })),
    ),
    // As in Jira, a space ends a label.
    typed: text => text.split(/\s+/),
  });
  if (answer.kind !== 'answered') return;
  const added = answer.value.filter(label => on(label) < count);
  const removed = [...new Set(now.flat())].filter(label => on(label) === count && !answer.value.includes(label));
  const changes = [...added.map(add => ({ add })), ...removed.map(remove => ({ remove }))];
  if (changes.length === 0) return;
  await changeEach(deps, issues, issue =>
    doWrite(editWords(issue), control =>
      editIssue(session, issue.key, {}, { ...control, update: { labels: changes } }),
    ),
  );
}
