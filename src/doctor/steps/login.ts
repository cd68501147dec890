import { CaptchaError, LoginProblem, UnauthenticatedError } from '../../http/errors.ts';
import { MissingScopeError } from '../../jira/session/scopes.ts';
import type { Examined, Facts, Outcome, Step } from '../examination.ts';
import { type Finding, Grade } from '../findings.ts';
import { loginToJenkins } from '../loginToJenkins.ts';
import { loginToJira } from '../loginToJira.ts';
import { foreignForm, hasStrayCharacters } from '../secretForm.ts';
import { ServerKind } from '../serverKind.ts';
import { clientOf } from '../traces.ts';

/**
 * Signs in, once. A secret that cannot be right by its form is not sent: a refused login counts, and after some the
 * account is locked.
 */
export const login: Step = {
  name: 'login',
  canRun: ({ http, server }) => http !== undefined && server !== undefined,
  async run(examined, facts, signal) {
    const unsent = unusable(examined);
    if (unsent) return { findings: [unsent] };
    const http = clientOf(facts);
    const outcome = await (examined.kind === ServerKind.jenkins
      ? loginToJenkins(http, examined, facts, signal)
      : loginToJira(http, examined, facts, signal));
    return withDoubt(outcome, facts);
  },
};

/** Whether a server that knows logins gave its answer to this one. */
function isAnswered({ error }: Finding): boolean {
  if (error instanceof UnauthenticatedError) return error.problem !== LoginProblem.ignored;
  return error instanceof CaptchaError || error instanceof MissingScopeError;
}

/** The login settles a doubt about who answers: where it fails like any other request, that comes first. */
function withDoubt(outcome: Outcome, { doubt }: Facts): Outcome {
  const [refusal] = outcome.findings;
  const isRefuted = outcome.facts !== undefined || !refusal || isAnswered(refusal);
  if (!doubt || isRefuted || doubt.verdict === 'wantsLoginFirst') return outcome;
  return {
    ...outcome,
    findings: [
      { ...doubt, grade: Grade.problem },
      { ...refusal, grade: Grade.note },
    ],
  };
}

function unusable(examined: Examined): Finding | undefined {
  const { kind, credentials, lacksSecret } = examined;
  if (lacksSecret) return { verdict: 'noSecret', grade: Grade.problem, fix: { kind: 'replaceToken' } };
  if (!credentials) return { verdict: 'noLogin', grade: Grade.note };
  if (!('secret' in credentials)) return undefined;
  const { secret } = credentials;
  const replace = { kind: 'replaceToken' } as const;
  if (secret.trim() === '') return { verdict: 'noSecret', grade: Grade.problem, fix: replace };
  if (hasStrayCharacters(secret)) return { verdict: 'secretHasBlanks', grade: Grade.problem, fix: replace };
  const isCloud = examined.kind === ServerKind.jira && examined.flavor === 'cloud';
  const form = foreignForm(kind, isCloud, secret);
  return form && { verdict: 'secretForeign', grade: Grade.problem, fix: replace, values: [form, kind] };
}
