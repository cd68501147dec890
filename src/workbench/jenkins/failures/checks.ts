import * as vscode from 'vscode';
import { compareBranches } from '../../../jenkins/failures/otherBranches.ts';
import { StageMemory } from '../../../jenkins/pipelines/stageMemory.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { problemHtml } from '../../shell/pages/problemPage.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { branchesHtml } from './branchesHtml.ts';
import { type FailureFacts, partValue } from './failureFacts.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

/**
 * Compares a failed build with other branches.
 * @param show takes the HTML of all that is known so far
 */
export async function readBranches(
  session: JenkinsSession,
  { job }: BuildRef,
  facts: FailureFacts,
  signal: AbortSignal,
  show: (html: string) => void,
): Promise<void> {
  const failings = { tests: partValue(facts.tests) ?? [], stages: partValue(facts.stages)?.paths ?? [] };
  show(branchesHtml([], false));
  try {
    const branches = await compareBranches(session, job, failings, new StageMemory(), { signal }, known =>
      show(branchesHtml(known, false)),
    );
    show(branchesHtml(branches, true));
  } catch (error) {
    if (signal.aborted || isCanceled(error)) return;
    show(problemHtml(t('Could not read the other branches. {0}', explanationText(error)), PageCommand.branches));
  }
}
