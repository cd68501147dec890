import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { type PastTest, TestOutcome } from '../../../jenkins/tests/testHistory.ts';
import { button } from '../../shell/pages/pageParts.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

/** Renders how a test went in the last builds, newest first. */
export function historyHtml(job: string, history: readonly PastTest[]): string {
  const items = history.map(({ number, outcome }) => {
    const log = button(`#${number}`, PageCommand.openLog, JSON.stringify({ job, number }), 'link');
    return `${log} ${escapeHtml(outcomeWords(outcome))}`;
  });
  return `<br><span class="history">${items.join(' · ')}</span>`;
}

function outcomeWords(outcome: TestOutcome): string {
  switch (outcome) {
    case TestOutcome.passed:
      return t('passed');
    case TestOutcome.failed:
      return t('failed');
    case TestOutcome.skipped:
      return t('skipped');
    case TestOutcome.absent:
      return t('not run');
  }
}
