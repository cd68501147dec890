import type { Examined, Step } from '../examination.ts';
import { type Finding, Grade } from '../findings.ts';
import { ServerKind } from '../findServer.ts';
import { loginToJenkins } from '../loginToJenkins.ts';
import { loginToJira } from '../loginToJira.ts';
import { foreignForm } from '../secretForm.ts';
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
    return examined.kind === ServerKind.jenkins
      ? loginToJenkins(http, examined, facts, signal)
      : loginToJira(http, examined, facts, signal);
  },
};

function unusable(examined: Examined): Finding | undefined {
  const { kind, credentials, lacksSecret } = examined;
  if (lacksSecret) return { verdict: 'noSecret', grade: Grade.problem, fix: { kind: 'replaceToken' } };
  if (!credentials) return { verdict: 'noLogin', grade: Grade.note };
  if (!('secret' in credentials)) return undefined;
  const { secret } = credentials;
  const replace = { kind: 'replaceToken' } as const;
  if (secret.trim() === '') return { verdict: 'noSecret', grade: Grade.problem, fix: replace };
  if (secret.trim() !== secret || /[\r\n\t]/.test(secret)) {
    return { verdict: 'secretHasBlanks', grade: Grade.problem, fix: replace };
  }
  const isCloud = examined.kind === ServerKind.jira && examined.flavor === 'cloud';
  const form = foreignForm(kind, isCloud, secret);
  return form && { verdict: 'secretForeign', grade: Grade.problem, fix: replace, values: [form, kind] };
}
