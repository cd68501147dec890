import * as vscode from 'vscode';
import { assignIssue } from '../../../jira/issues/changeIssue.ts';
import { findAssignable } from '../../../jira/people/people.ts';
import { readMyself } from '../../../jira/session/verify.ts';
import type { WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';
import { changeEach, firstOfSite, type SeveralDeps } from './several/severalIssues.ts';

const { t } = vscode.l10n;

/** Words about an assignment. */
export function assignWords({ connection, key }: IssueRef): WriteWords {
  return {
    connection,
    doing: t('Assigning {0}…', key),
    done: t('{0} was assigned.', key),
    failed: t('Could not assign {0}.', key),
    doubtful: t('{0} may or may not have been assigned.', key),
    page: pathOfIssue(key),
  };
}

/** Asks for an assignee, and assigns the issues of a site. */
export async function assignIssues(deps: SeveralDeps, issues: readonly IssueRef[]): Promise<void> {
  const { connection, key } = firstOfSite(issues);
  const session = deps.sessions.jira(connection);
  const fixed: PickItem<string | undefined>[] = [
    { label: t('Me'), value: 'me' },
    { label: t('Unassigned'), value: undefined },
  ];
  const answer = await askPick<string | undefined>({
    title: issues.length > 1 ? t('Assign {0} Issues', issues.length) : t('Assign {0}', key),
    placeholder: t('Select an assignee, or type a name to search'),
    items: fixed,
    search: async (text, signal) =>
      (await findAssignable(session, { issue: key }, text, { signal })).map(({ id, displayName }) => ({
        label: displayName,
        value: id,
      })),
  });
  if (answer.kind !== 'answered') return;
  let me: Promise<string> | undefined;
  await changeEach(deps, issues, issue =>
    doWrite(assignWords(issue), async control => {
      const isMe = answer.value === 'me';
      if (isMe) me ??= readMyself(session, control.signal).then(({ id }) => id);
      return assignIssue(session, issue.key, isMe ? await me : answer.value, control);
    }),
  );
}
