import * as vscode from 'vscode';
import { CanceledError, RequestError } from '../../../http/errors.ts';
import { checkScript, countsScriptChecks, type ScriptProblem } from '../../../jenkins/pipelines/scriptCheck.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { Failure } from '../../connections/words/failure.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import type { Replaying } from './replaying.ts';
import { labelOf, nameOf } from './scriptUri.ts';

const { t } = vscode.l10n;

/** Script of a replay, beside the one that ran. */
export interface EditedScript {
  readonly name: string;
  readonly before: string;
  readonly text: string;
}

/** Result of a check. */
export interface Findings {
  readonly problems: readonly { readonly script: string; readonly problem: ScriptProblem }[];
  /** Sentences about it: the errors, or what their absence proves. */
  readonly words: readonly string[];
}

/** Has Jenkins compile scripts, and marks the errors. A check that cannot be made is no reason not to run them. */
export async function checkScripts(
  { sessions, problems: marks }: Pick<Replaying, 'sessions' | 'problems'>,
  build: BuildRef,
  scripts: readonly EditedScript[],
): Promise<Findings> {
  const session = sessions.jenkins(build.connection);
  const problems: { script: string; problem: ScriptProblem }[] = [];
  try {
    const isProof = await withDelayedProgress(t('Checking the scripts of {0}…', nameOf(build)), async signal => {
      for (const { name: script, text } of scripts) {
        const problem = await checkScript(session, build.job, withLineFeeds(text), signal);
        await marks.mark({ ...build, script }, problem);
        if (problem) problems.push({ script, problem });
      }
      return problems.length > 0 || countsScriptChecks(session, build.job, signal);
    });
    return { problems, words: problems.length > 0 ? problems.map(problemWords) : [successWords(isProof)] };
  } catch (error) {
    if (!(error instanceof RequestError) || error instanceof CanceledError)
      throw new Failure(
        t('The scripts of {0} were not checked, and not sent.', nameOf(build)),
        error,
        build.connection,
      );
    return { problems, words: [t('The scripts could not be checked. {0}', explanationText(error))] };
  }
}

function problemWords({ script, problem }: Findings['problems'][number]): string {
  return t('{0}, line {1}: {2}', labelOf(script), String(problem.line), problem.message);
}

function successWords(isProof: boolean): string {
  return isProof
    ? t(
        'No errors found. The check does not verify that steps, libraries and sections of a declarative Pipeline exist.',
      )
    : t('The check is inconclusive: without the permission Job/Configure, Jenkins reports no errors in any script.');
}

/** Jenkins has the scripts with line feeds alone. */
export function withLineFeeds(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}
