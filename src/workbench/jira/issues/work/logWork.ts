import * as vscode from 'vscode';
import { parseEstimate } from '../../../../jira/fields/estimates.ts';
import { logWork } from '../../../../jira/issues/worklogs.ts';
import type { Sessions } from '../../../connections/sessions/sessions.ts';
import { doWrite } from '../../../connections/words/writes.ts';
import type { UnderWay } from '../../../shell/commands/underWay.ts';
import type { Checked } from '../../../shell/dialogs/askText.ts';
import type { FormDraftDeps } from '../../../shell/drafts/formDraft.ts';
import { type IssueRef, pathOfIssue } from '../issueRef.ts';
import { askKept } from './askKept.ts';

const { t } = vscode.l10n;

export interface WorkDeps extends FormDraftDeps {
  readonly sessions: Sessions;
  readonly underWay: UnderWay;
}

/** Asks for a duration and logs it. @returns whether it was done */
export async function askAndLog(deps: WorkDeps, issue: IssueRef): Promise<boolean> {
  const { sessions, underWay } = deps;
  const { connection, key } = issue;
  const { answer, draft } = await askKept(deps, {
    ...{ connection: connection.id, form: `work ${key}`, field: 'timeSpent' },
    title: t('Log Work on {0}', key),
    ...timeQuestion(),
  });
  if (answer.kind !== 'answered') return false;
  const words = t('{0} of work is being logged on {1}.', answer.value, key);
  const ends = {
    connection,
    doing: t('Logging work on {0}…', key),
    done: t('Logged {0} on {1}.', answer.value, key),
    failed: t('Could not log work on {0}.', key),
    doubtful: t('{0} may or may not have been logged on {1}.', answer.value, key),
    page: pathOfIssue(key),
  };
  const logged = await underWay.once(['logWork', connection.id, key, answer.value], { words }, () =>
    doWrite(ends, control => logWork(sessions.jira(connection), key, { timeSpent: answer.value }, control)),
  );
  if (!logged) return false;
  await draft.drop();
  return true;
}

/** Prompt for a duration of work, and its check. */
export function timeQuestion() {
  return {
    prompt: t('Time spent, e.g. 2h 30m; a number alone means minutes'),
    check: (text: string): Checked<string> => {
      const span = parseEstimate(text);
      return span === undefined ? { problem: t('Enter a duration such as 2h 30m.') } : { value: span };
    },
  };
}
