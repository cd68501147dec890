import { asNumber, asObject, asText } from '../../base/json.ts';
import {
  ForbiddenError,
  InterceptedError,
  InvalidRequestError,
  NotFoundError,
  UnidentifiedResultError,
} from '../../http/errors.ts';
import { reasonIn } from '../../http/reason.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { buildPath } from '../builds/builds.ts';
import { formOf } from '../builds/parameterForm.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { isSignedByJenkins } from '../session/answers.ts';
import type { JenkinsWire } from '../session/operation.ts';
import { answersWith, leadsTo } from '../session/pageAnswers.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { mainScript, type ReplayScript, scriptsInPage } from './replayPage.ts';
import type { RunRef } from './runFacts.ts';
import { AgainCause, type StartedAgain, startAgain, unavailable } from './startAgain.ts';

/** Jenkins' page takes 100 KB; the rest is for scripts. */
const maxPageBytes = 8 * 1024 * 1024;
const replayPermission = 'hudson.model.Run.Replay';

/**
 * Reads the scripts that a run of a Pipeline ran: the main one, and those that it loaded. No API has them, but the page
 * of https://plugins.jenkins.io/workflow-cps/ for a replay.
 * @returns the main script first; none where the account may only run the same scripts again
 * @throws ReplayUnavailableError where the account may not even do that
 */
export async function readReplayScripts(
  session: JenkinsSession,
  { job, number }: RunRef,
  options: ReadOptions = {},
): Promise<readonly ReplayScript[]> {
  const page = `${buildPath(job, number)}/replay/`;
  const response = await session.get(page, { ...options, accept: 'text/html' }).catch(unavailable);
  const { request, status, mediaType } = response;
  const html = await response.text(maxPageBytes);
  const scripts = scriptsInPage(html);
  const main = scripts.find(({ name }) => name === mainScript);
  if (main) return [main, ...scripts.filter(script => script !== main)];
  if (isSignedByJenkins(response) || html.includes('action="rebuild"')) return [];
  throw new InterceptedError(reasonIn(mediaType, html) ?? request.origin, request, { status });
}

/**
 * Runs a Pipeline again with other scripts, and the parameters of that run.
 * @param scripts by name; loaded ones that are missing are unchanged, the main one may not be
 * @throws ForbiddenError without Run/Replay; InvalidRequestError for a run with password parameters;
 * ReplayUnavailableError; UnconfirmedWriteError
 */
export function replayBuild(
  session: JenkinsSession,
  run: RunRef,
  scripts: ReadonlyMap<string, string>,
  control: WriteControl = {},
): Promise<Written<StartedAgain>> {
  const form = formOf(new Map([['json', JSON.stringify(Object.fromEntries(scripts))]]));
  const send = async (wire: JenkinsWire) =>
    toJob(
      await wire.post(`${buildPath(run.job, run.number)}/replay/run`, leadsTo(jobPath(run.job)), form).catch(error => {
        throw named(error, session, run.job);
      }),
    );
  return startAgain(session, { ...run, name: 'replayBuild', cause: AgainCause.replay, send }, control);
}

/** Jenkins does not name the permission. */
function named(error: unknown, { lacked }: JenkinsSession, job: string): unknown {
  if (!(error instanceof ForbiddenError) || error.permission !== undefined) return error;
  const { request, status, reason } = error;
  lacked.add(job, replayPermission);
  return new ForbiddenError(replayPermission, request, { status, reason, cause: error });
}

/**
 * Runs a Pipeline again with the scripts and parameters of that run, which needs Job/Build alone.
 * https://plugins.jenkins.io/pipeline-graph-view/ names the queue item; without it the page for a replay does it.
 * @throws InvalidRequestError for a run with password parameters; ReplayUnavailableError; UnconfirmedWriteError
 */
export function rerunBuild(
  session: JenkinsSession,
  run: RunRef,
  control: WriteControl = {},
): Promise<Written<StartedAgain>> {
  const page = buildPath(run.job, run.number);
  const send = async (wire: JenkinsWire): Promise<StartedAgain> => {
    try {
      return await queued(await wire.post(`${page}/stages/rerun`, answersWith(200)));
    } catch (error) {
      // The plugin is missing or older: nothing was done.
      if (!(error instanceof NotFoundError)) throw error;
      return toJob(await wire.post(`${page}/replay/rebuild`, leadsTo(jobPath(run.job))));
    }
  };
  return startAgain(session, { ...run, name: 'rerunBuild', cause: AgainCause.replay, send }, control);
}

async function queued(response: HttpResponse): Promise<StartedAgain> {
  const { request, status } = response;
  const answer = asObject(await response.json());
  const id = asNumber(asObject(answer['data'])['queueId']);
  if (id !== undefined) return { id, buildNumber: undefined };
  const reason = asText(answer['message']);
  if (answer['status'] === 'error') throw new InvalidRequestError({ messages: [reason] }, request, { status, reason });
  throw new UnidentifiedResultError('no queue item in the answer', request, status);
}

/** Jenkins leads to the job, and names no queue item. */
function toJob(response: HttpResponse): never {
  response.discard();
  throw new UnidentifiedResultError('no queue item in the answer', response.request, response.status);
}
