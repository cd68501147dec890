import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JobKey } from './jobRef.ts';

const { t } = vscode.l10n;

/** Asks for a job of a list. */
export async function pickFrom(
  jobs: { all(): readonly JobKey[] },
  title: string,
  none: string,
): Promise<JobKey | undefined> {
  const { askPick } = await import('../../shell/dialogs/askPick.ts');
  const answer = await askPick<JobKey>({
    title,
    placeholder: jobs.all().length > 0 ? t('Select a job') : none,
    items: jobs.all().map(value => ({ label: readableName(value.job), value })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}
