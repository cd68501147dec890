import * as vscode from 'vscode';
import { restartFromStage } from '../../../jenkins/pipelines/restart.ts';
import { type RunFacts, readRunFacts } from '../../../jenkins/pipelines/runFacts.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import type { Replaying } from './replaying.ts';
import { nameOf } from './scriptUri.ts';
import { startAgain } from './startAgain.ts';

const { t } = vscode.l10n;

type RestartDeps = Pick<Replaying, 'sessions' | 'tracker' | 'changed' | 'underWay'>;

/** Asks for a stage of a run, and restarts the run from there. */
export async function askRestart(deps: RestartDeps, build: BuildRef): Promise<void> {
  const facts = await readFacts(deps, build);
  const whyNot = whyNotRestarted(nameOf(build), facts);
  if (whyNot !== undefined) return notifyInformation(whyNot);
  const answer = await askPick<string>({
    title: t('Restart {0} From Stage', nameOf(build)),
    placeholder: t('Select the stage to restart from; the stages before it are skipped'),
    items: facts.stages.map(value => ({ label: value, value })),
  });
  if (answer.kind === 'answered') await restartFrom(deps, build, answer.value);
}

/** Restarts a run from a stage. */
export async function restartFrom(deps: RestartDeps, build: BuildRef, stage: string): Promise<void> {
  const name = nameOf(build);
  const { connection, job, number } = build;
  const words = t('{0} is being restarted.', name);
  await deps.underWay.once(['restart', connection.id, job, number, stage], { words }, () =>
    startAgain(
      deps,
      build,
      {
        title: t('Restart {0} From {1}', name, stage),
        doing: t('Restarting {0} from {1}…', name, stage),
        done: t('{0} was restarted from {1}.', name, stage),
        failed: t('Could not restart {0} from {1}.', name, stage),
        doubtful: t('{0} may or may not have been restarted from {1}.', name, stage),
      },
      (session, control) => restartFromStage(session, { job, number }, stage, control),
    ),
  );
}

/** Reads the ways in which a build can be started again. */
export async function readFacts({ sessions }: Pick<Replaying, 'sessions'>, build: BuildRef): Promise<RunFacts> {
  const { connection, job, number } = build;
  try {
    return await withDelayedProgress(t('Loading {0}…', nameOf(build)), signal =>
      readRunFacts(sessions.jenkins(connection), { job, number }, { signal }),
    );
  } catch (error) {
    throw new Failure(t('Could not load {0}.', nameOf(build)), error, connection);
  }
}

function whyNotRestarted(name: string, { running, stages, mayRestart }: RunFacts): string | undefined {
  if (running) return t('{0} is still running. Jenkins restarts a build from a stage when it has finished.', name);
  if (stages.length === 0)
    return t('{0} has no stage to restart from: Jenkins restarts only declarative Pipelines.', name);
  if (mayRestart) return undefined;
  return t(
    'Jenkins does not offer to restart {0}: your account lacks the permission Job/Build, or the job cannot be built now.',
    name,
  );
}
