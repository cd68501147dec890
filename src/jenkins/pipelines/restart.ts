import { asObject, asText } from '../../base/json.ts';
import { InvalidRequestError, UnexpectedAnswerError, UnidentifiedResultError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { buildPath } from '../builds/builds.ts';
import type { JenkinsWire } from '../session/operation.ts';
import { answersWith } from '../session/pageAnswers.ts';
import type { JenkinsSession } from '../session/session.ts';
import type { RunRef } from './runFacts.ts';
import { AgainCause, type StartedAgain, startAgain } from './startAgain.ts';

/**
 * Restarts a declarative Pipeline from one of its stages, with the parameters and results of that run.
 * https://plugins.jenkins.io/pipeline-model-definition/
 * @throws InvalidRequestError with Jenkins' reason; ReplayUnavailableError; UnconfirmedWriteError
 */
export function restartFromStage(
  session: JenkinsSession,
  run: RunRef,
  stage: string,
  control: WriteControl = {},
): Promise<Written<StartedAgain>> {
  const path = `${buildPath(run.job, run.number)}/restart/restartPipeline?stageName=${encodeURIComponent(stage)}`;
  const send = async (wire: JenkinsWire) => judged(await wire.post(path, answersWith(200)));
  return startAgain(session, { ...run, name: 'restartFromStage', cause: AgainCause.restart, send }, control);
}

/** Reads the answer, which has a status of success in any case, and names no queue item. */
async function judged(response: HttpResponse): Promise<never> {
  const { request, status } = response;
  const { success, message } = asObject(asObject(await response.json())['data']);
  if (success === 'true' || success === true)
    throw new UnidentifiedResultError('no queue item in the answer', request, status);
  if (success !== 'false' && success !== false)
    throw new UnexpectedAnswerError('the answer does not tell whether it was done', request, { status });
  const reason = asText(message).replace(/^Failure restarting from stage: (?:[\w.$]+: )?/, '');
  throw new InvalidRequestError({ messages: [reason] }, request, { status, reason });
}
