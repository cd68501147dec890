import * as vscode from 'vscode';
import { mayHaveArrived } from '../../http/index.ts';
import { readableName, readParameters, startBuild as requestBuild } from '../../jenkins/index.ts';
import type { Sessions } from '../connections/sessions.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { Failure } from '../messages/problemReporter.ts';
import { askParameters } from './askParameters.ts';
import type { BuildTracker } from './buildTracker.ts';

const { t } = vscode.l10n;

export interface StartBuildDeps {
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
}

/** Asks for the job's parameters, starts a build and follows it. */
export async function startBuild({ sessions, tracker }: StartBuildDeps, ref: JobRef): Promise<void> {
  const session = sessions.jenkins(ref.connection);
  const name = readableName(ref.job);
  try {
    const parameters = await withLateProgress(t('Reading the parameters of {0}…', name), signal =>
      readParameters(session, ref.job, { signal }),
    );
    const values = parameters.length === 0 ? undefined : await askParameters(ref, parameters);
    if (parameters.length > 0 && values === undefined) return;
    const ticket = await withLateProgress(t('Starting {0}…', name), signal =>
      requestBuild(session, ref.job, values, { signal }),
    );
    tracker.follow(ref, ticket.id);
    if (ticket.merged) {
      void vscode.window.showInformationMessage(
        t('The same build of {0} was waiting already; this start was merged into it.', name),
      );
    }
  } catch (error) {
    const what = mayHaveArrived(error)
      ? t('{0} on {1} may or may not have been started; look before you start it again.', name, ref.connection.name)
      : t('Could not start {0} on {1}.', name, ref.connection.name);
    throw new Failure(what, error, ref.connection);
  }
}
