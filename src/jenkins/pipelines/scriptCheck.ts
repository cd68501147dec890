import { asNumber, asObject, asObjects, asText } from '../../base/json.ts';
import { UnexpectedAnswerError } from '../../http/errors.ts';
import { formOf } from '../builds/parameterForm.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { answersWith } from '../session/pageAnswers.ts';
import type { JenkinsSession } from '../session/session.ts';

/** Error that the compiler found in a script. */
export interface ScriptProblem {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Compiles nowhere. */
const brokenScript = 'node { echo ( }';
const check = 'descriptorByName/org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition/checkScriptCompile';

/**
 * Compiles a script on Jenkins, which runs nothing of it. Unknown steps, missing libraries and errors of declarative
 * Pipelines pass. An account without Job/Configure is told that all is well: see {@link countsScriptChecks}.
 * https://plugins.jenkins.io/workflow-cps/
 * @returns the first error; undefined for none
 * @throws RequestError
 */
export async function checkScript(
  session: JenkinsSession,
  job: string,
  script: string,
  signal?: AbortSignal,
): Promise<ScriptProblem | undefined> {
  const form = formOf(new Map([['value', script]]));
  const response = await session.ask(`${jobPath(job)}/${check}`, answersWith(200), { ...form, signal });
  const { request, status } = response;
  const answer = await response.json();
  const [problem] = asObjects(answer);
  if (problem)
    return {
      line: asNumber(problem['line']) ?? 1,
      column: asNumber(problem['column']) ?? 1,
      message: asText(problem['message']).replace(/\s+/g, ' ').trim(),
    };
  if (asObject(answer)['status'] === 'success') return undefined;
  throw new UnexpectedAnswerError('the answer is no result of a check', request, { status });
}

/** Whether the success of a check proves anything for this account: Jenkins then finds the error in a broken script. */
export async function countsScriptChecks(session: JenkinsSession, job: string, signal?: AbortSignal): Promise<boolean> {
  return (await checkScript(session, job, brokenScript, signal)) !== undefined;
}
