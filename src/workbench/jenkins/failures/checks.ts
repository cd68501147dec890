import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { compareBranches, type OtherBranch } from '../../../jenkins/failures/otherBranches.ts';
import type { StageMemory } from '../../../jenkins/pipelines/stageMemory.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import { readTestHistory } from '../../../jenkins/tests/testHistory.ts';
import type { FailedTest } from '../../../jenkins/tests/tests.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { muted } from '../../shell/pages/pageParts.ts';
import { problemHtml } from '../../shell/pages/problemPage.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { branchesHtml } from './branchesHtml.ts';
import type { FailureFacts } from './failureFacts.ts';
import { historyHtml } from './historyHtml.ts';
import { PageCommand } from './pageCommand.ts';
import { partValue } from './part.ts';

const { t } = vscode.l10n;

/**
 * Reads how a test went in the last builds.
 * @param show takes the HTML of them, or of the reason why they cannot be read
 */
export async function readHistory(
  session: JenkinsSession,
  { job, number }: BuildRef,
  test: FailedTest,
  signal: AbortSignal,
  show: (html: string) => void,
): Promise<void> {
  show(`<br>${muted(t('Loading…'))}`);
  try {
    show(historyHtml(job, await readTestHistory(session, job, number, test, { signal })));
  } catch (error) {
    if (signal.aborted || isCanceled(error)) return;
    show(`<br>${escapeHtml(t('Could not be loaded. {0}', explanationText(error)))}`);
  }
}

/**
 * Compares a failed build with other branches.
 * @param show takes the HTML of all that is known so far
 */
export async function readBranches(
  session: JenkinsSession,
  { job }: BuildRef,
  { facts, memory }: { readonly facts: FailureFacts; readonly memory: StageMemory },
  signal: AbortSignal,
  show: (html: string) => void,
): Promise<void> {
  const failings = { tests: partValue(facts.tests) ?? [], stages: partValue(facts.stages)?.paths ?? [] };
  show(branchesHtml([], false));
  let known: readonly OtherBranch[] = [];
  try {
    const branches = await compareBranches(session, job, failings, memory, { signal }, read => {
      known = read;
      show(branchesHtml(known, false));
    });
    show(branchesHtml(branches, true));
  } catch (error) {
    if (signal.aborted || isCanceled(error)) return;
    const problem = t('Could not load the other branches. {0}', explanationText(error));
    show((known.length > 0 ? branchesHtml(known, true) : '') + problemHtml(problem, PageCommand.branches));
  }
}
