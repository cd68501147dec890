import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import type { OtherBranch } from '../../../jenkins/failures/otherBranches.ts';
import { button, muted, timeAt } from '../../shell/pages/pageParts.ts';
import { buildPresentation } from '../jobs/jobWords.ts';
import { stageWords } from './failureWords.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

/** Renders how the last builds of other branches went. */
export function branchesHtml(branches: readonly OtherBranch[], isDone: boolean): string {
  const reading = isDone ? '' : `<p role="status">${muted(t('Loading…'))}</p>`;
  if (branches.length === 0) return reading || `<p>${muted(t('No other branch has been built yet.'))}</p>`;
  return `<ul class="plain">${branches.map(branchHtml).join('')}</ul>${reading}`;
}

function branchHtml({ job, build, sameTests, sameStages }: OtherBranch): string {
  const { words } = buildPresentation(build);
  const target = JSON.stringify({ job: job.fullName, number: build.number });
  const same =
    sameTests.length > 0
      ? t('{0} of the same tests fail', sameTests.length)
      : sameStages.length > 0
        ? t('also in {0}', stageWords(sameStages))
        : '';
  const parts = [
    button(`${job.label} ${build.displayName}`, PageCommand.openLog, target, 'link'),
    escapeHtml(words),
    same && `<strong>${escapeHtml(same)}</strong>`,
    timeAt(build.startedAt),
  ];
  return `<li>${parts.filter(Boolean).join(' · ')}</li>`;
}
