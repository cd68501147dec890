import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { isJenkinsToken } from '../../../jenkins/session/tokenForm.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { JobRef } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

/** Asks for a job's trigger token; undefined when it was canceled. */
export async function askTriggerToken({ job }: JobRef): Promise<string | undefined> {
  const answer = await askText<string>({
    title: t('Trigger Token of {0}', readableName(job)),
    prompt: t(
      'The token set under “Trigger builds remotely” in the job’s configuration. It is then used to start builds.',
    ),
    password: true,
    check: text => {
      const token = text.trim();
      if (token === '') return { problem: t('Enter the token.') };
      const problem = t(
        'This is a user’s API token, which belongs to the connection. A job’s trigger token is set in the job’s configuration.',
      );
      return isJenkinsToken(token) ? { problem } : { value: token };
    },
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}
