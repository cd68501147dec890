import * as vscode from 'vscode';
import { InvalidRequestError, WriteFate } from '../../http/index.ts';
import {
  type BeforeStart,
  checkValues,
  jobPath,
  type Parameter,
  type ParameterValues,
  readableName,
  readBeforeStart,
  type StartOutcome,
  startBuildSurely,
} from '../../jenkins/index.ts';
import type { Sessions } from '../connections/sessions.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { Failure, UnknownFate } from '../messages/problemReporter.ts';
import type { BuildTracker } from './buildTracker.ts';
import { confirmCareful } from './carefulJobs.ts';
import type { ParameterAsker } from './parameterAsker.ts';
import { type FormStart, ParameterForm } from './parameterFormView.ts';
import type { Presets } from './presets.ts';
import type { TriggerTokens } from './triggerTokens.ts';

const { t } = vscode.l10n;

export interface StartBuildDeps {
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly asker: ParameterAsker;
  readonly presets: Presets;
  readonly triggerTokens: TriggerTokens;
}

export interface StartRequest extends FormStart {
  /** Whether the form is passed over where nothing in it must be looked at. */
  readonly unasked?: boolean;
}

/** Asks for the job's parameters, starts a build and follows it. */
export async function startBuild(deps: StartBuildDeps, ref: JobRef, request: StartRequest = {}): Promise<void> {
  const name = readableName(ref.job);
  if (!(await confirmCareful(ref, t('Start {0}', name)))) return;
  let outcome: StartOutcome | undefined;
  try {
    outcome = await askAndStart(deps, ref, request);
  } catch (error) {
    throw new Failure(t('Could not start {0} on {1}.', name, ref.connection.name), error, ref.connection);
  }
  if (!outcome) return;
  tell(ref, outcome);
  if (outcome.fate === WriteFate.done) deps.tracker.follow(ref, outcome.ticket.id);
}

/** What became of the start; undefined when it was called off before. */
async function askAndStart(
  deps: StartBuildDeps,
  ref: JobRef,
  request: StartRequest,
): Promise<StartOutcome | undefined> {
  let before = await readBefore(deps, ref);
  for (;;) {
    const values = await valuesFor(deps, ref, before.parameters, request);
    if (values === 'cancelled') return undefined;
    try {
      return await send(deps, ref, values, before);
    } catch (error) {
      if (!(error instanceof InvalidRequestError)) throw error;
      // Jenkins refuses parameters where the job has none, and none where it has some: it was changed meanwhile.
      const now = await readBefore(deps, ref);
      const hasParameters = now.parameters.length > 0;
      if (hasParameters === before.parameters.length > 0) throw error;
      before = now;
      const name = readableName(ref.job);
      void vscode.window.showInformationMessage(
        hasParameters
          ? t('{0} has parameters now. Look at them before it is started.', name)
          : t('{0} has no parameters any more; it is started without.', name),
      );
    }
  }
}

function readBefore({ sessions }: StartBuildDeps, ref: JobRef): Promise<BeforeStart> {
  return withLateProgress(t('Reading the parameters of {0}…', readableName(ref.job)), signal =>
    readBeforeStart(sessions.jenkins(ref.connection), ref.job, { signal }),
  );
}

async function valuesFor(
  deps: StartBuildDeps,
  ref: JobRef,
  parameters: readonly Parameter[],
  request: StartRequest,
): Promise<ParameterValues | undefined | 'cancelled'> {
  if (parameters.length === 0) return undefined;
  const isComplete = request.unasked && (request.unset?.size ?? 0) === 0;
  const values = isComplete
    ? (request.values ?? new Map<string, string>())
    : await new ParameterForm(ref, parameters, deps, request).fill();
  if (!values) return 'cancelled';
  checkValues(parameters, values);
  return values;
}

async function send(
  { sessions, triggerTokens }: StartBuildDeps,
  ref: JobRef,
  values: ParameterValues | undefined,
  { baseline }: BeforeStart,
): Promise<StartOutcome> {
  const token = await triggerTokens.get(ref);
  const cause = t('{0}, from VS Code', ref.connection.auth.user);
  return withLateProgress(t('Starting {0}…', readableName(ref.job)), signal =>
    startBuildSurely(sessions.jenkins(ref.connection), ref.job, values, {
      ...{ signal, baseline },
      ...(token === undefined ? {} : { trigger: { token, cause } }),
    }),
  );
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
