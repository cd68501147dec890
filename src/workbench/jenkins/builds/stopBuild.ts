import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { sleep } from '../../../base/sleep.ts';
import { NotFoundError, RequestError } from '../../../http/errors.ts';
import { type Build, buildPath, readBuild } from '../../../jenkins/builds/builds.ts';
import { stopBuild as askToStop, StopWay } from '../../../jenkins/builds/changeBuilds.ts';
import { projectOfPart, readableName } from '../../../jenkins/jobs/jobPath.ts';
import { PartKind } from '../../../jenkins/jobs/partKind.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { WriteFailure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation, notifyWarning, showWarning } from '../../shell/messages/notifications.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { noteStop } from './toldEnds.ts';

const { t } = vscode.l10n;

/** Time for a build to end before a harder way is offered, in milliseconds. */
const patienceMs = 12_000;
const lookMs = 1_000;

export interface StopDeps {
  readonly sessions: Sessions;
  readonly claims: Claims;
}

/** Ends a running build: aborts it, and offers a harder way only if that has no effect. */
export async function stopBuild({ sessions, claims }: StopDeps, build: BuildRef): Promise<void> {
  // Before it is asked for: its end may be seen at once.
  await noteStop(claims, build);
  const name = `${readableName(build.job)} #${build.number}`;
  for (const way of [StopWay.abort, StopWay.terminate, StopWay.kill]) {
    if (way !== StopWay.abort && !(await offer(name, way))) return;
    if (await tryToStop(sessions, build, name, way)) return;
  }
  notifyWarning(t('{0} is still running although it was killed. Check it in the browser.', name));
}

/** @returns whether it has ended */
async function tryToStop(sessions: Sessions, build: BuildRef, name: string, way: StopWay): Promise<boolean> {
  const session = sessions.jenkins(build.connection);
  let seen: Ended = {};
  const title = () =>
    seen.parts === PartKind.configuration
      ? t('Stopping {0} and all its configurations…', name)
      : t('Stopping {0}…', name);
  try {
    return await withDelayedProgress(title, async signal => {
      await askToStop(session, build.job, build.number, way, { signal });
      const onSeen = (running: Build) => {
        seen = running;
      };
      const ended = await waitForEnd(sessions, build, { signal, onSeen });
      if (ended) tellParts(build, name, ended);
      return ended !== undefined;
    });
  } catch (error) {
    const knowsNoHarderWay = way !== StopWay.abort && error instanceof RequestError && error.status === 302;
    if (!knowsNoHarderWay) throw new WriteFailure(stopWords(build, name), error);
    notifyInformation(
      t('{0} is not a Pipeline and cannot be forced to stop. It ends when its current step finishes.', name),
    );
    return true;
  }
}

function stopWords({ connection, job, number }: BuildRef, name: string) {
  return {
    connection,
    failed: t('Could not stop {0}.', name),
    doubtful: t('{0} may or may not have been asked to stop.', name),
    page: `${buildPath(job, number)}/`,
  };
}

/** Tells which others a stop ends, too: parts with their project, and the project's build with a part. */
function tellParts({ job }: BuildRef, name: string, { parts }: Ended): void {
  if (parts === PartKind.configuration) notifyInformation(t('{0} and all its configurations were stopped.', name));
  const project = projectOfPart(job);
  if (project !== undefined)
    notifyInformation(t('{0} was stopped. The build of {1} counts as aborted with it.', name, readableName(project)));
}

/** Build that was asked to stop; of its facts nothing is known where it is gone. */
type Ended = Partial<Pick<Build, 'parts'>>;

/** @returns undefined where it still runs */
async function waitForEnd(
  sessions: Sessions,
  build: BuildRef,
  { signal, onSeen }: { readonly signal: AbortSignal; readonly onSeen: (running: Build) => void },
): Promise<Ended | undefined> {
  const session = sessions.jenkins(build.connection);
  for (let waited = 0; waited < patienceMs; waited += lookMs) {
    if (waited > 0) await sleep(lookMs, signal);
    const now = await readBuild(session, build.job, build.number, { signal }).catch(error => {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    });
    if (!now?.running) return now ?? {};
    onSeen(now);
  }
  return undefined;
}

async function offer(name: string, way: StopWay): Promise<boolean> {
  const terminate = t('Terminate');
  const kill = t('Kill');
  const button = way === StopWay.terminate ? terminate : kill;
  const text =
    way === StopWay.terminate
      ? t('{0} was asked to stop but is still running.', name)
      : t(
          '{0} was terminated but is still running. Killing it may leave processes or files behind on its agent.',
          name,
        );
  return (await showWarning(text, button)) === button;
}
