import * as vscode from 'vscode';
import { WriteFate } from '../../http/index.ts';
import { jobPath, readableName, readParameters, type StartOutcome, startBuildSurely } from '../../jenkins/index.ts';
import type { Sessions } from '../connections/sessions.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { Failure, UnknownFate } from '../messages/problemReporter.ts';
import { askParameters } from './askParameters.ts';
import type { BuildTracker } from './buildTracker.ts';

const { t } = vscode.l10n;

export interface StartBuildDeps {
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
}

/** Asks for the job's parameters, starts a build and follows it. */
export async function startBuild(deps: StartBuildDeps, ref: JobRef): Promise<void> {
  const outcome = await askAndStart(deps.sessions, ref);
  if (!outcome) return;
  tell(ref, outcome);
  if (outcome.fate === WriteFate.done) deps.tracker.follow(ref, outcome.ticket.id);
}

/** What became of the start; undefined when it was called off before. */
async function askAndStart(sessions: Sessions, ref: JobRef): Promise<StartOutcome | undefined> {
  const session = sessions.jenkins(ref.connection);
  const name = readableName(ref.job);
  try {
    const parameters = await withLateProgress(t('Reading the parameters of {0}…', name), signal =>
      readParameters(session, ref.job, { signal }),
    );
    const values = parameters.length === 0 ? undefined : await askParameters(ref, parameters);
    if (parameters.length > 0 && values === undefined) return undefined;
    return await withLateProgress(t('Starting {0}…', name), signal =>
      startBuildSurely(session, ref.job, values, { signal }),
    );
  } catch (error) {
    throw new Failure(t('Could not start {0} on {1}.', name, ref.connection.name), error, ref.connection);
  }
}

/** What is worth saying of a start: that it went another way than expected. */
function tell(ref: JobRef, outcome: StartOutcome): void {
  const name = readableName(ref.job);
  if (outcome.fate === WriteFate.notDone) {
    throw new Failure(
      t('{0} was not started: the answer was lost, and neither the queue nor the builds know of it. Try again.', name),
      outcome.error,
      ref.connection,
    );
  }
  if (outcome.fate === WriteFate.unknown) {
    throw new UnknownFate(
      t('Whether {0} was started is not known: the answer was lost. Look before you start it again.', name),
      outcome.error,
      ref.connection,
      `${jobPath(ref.job)}/`,
    );
  }
  const { ticket, traced, buildNumber } = outcome;
  if (traced) {
    const as = buildNumber === undefined ? t('in the queue') : `#${buildNumber}`;
    void vscode.window.showInformationMessage(t('The answer was lost, but {0} was started: {1}.', name, as));
  } else if (ticket.merged) {
    void vscode.window.showInformationMessage(
      t('The same build of {0} was waiting already; this start was merged into it.', name),
    );
  }
}
