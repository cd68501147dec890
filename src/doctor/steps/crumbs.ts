import { asObject } from '../../base/json.ts';
import { ForbiddenError, RequestError } from '../../http/errors.ts';
import { apiPath } from '../../jenkins/session/apiPath.ts';
import { JenkinsLoginKind } from '../../jenkins/session/credentials.ts';
import type { Step } from '../examination.ts';
import { Grade } from '../findings.ts';

/** Checks by a POST that changes nothing whether crumbs arrive. */
export const crumbs: Step = {
  name: 'crumbs',
  canRun: ({ jenkins }) => jenkins !== undefined,
  async run(_, { jenkins, loginKind }, signal) {
    const isToken = loginKind === JenkinsLoginKind.apiToken;
    if (!jenkins || isToken) return { findings: [{ verdict: 'crumbsNotNeeded', grade: Grade.good }] };
    try {
      const response = await jenkins.ask(apiPath('', 'useCrumbs'), ({ status }) => status === 200, { signal });
      const isOn = asObject(await response.json())['useCrumbs'] !== false;
      return { findings: [{ verdict: isOn ? 'crumbsWork' : 'crumbsOff', grade: Grade.good }] };
    } catch (error) {
      if (!(error instanceof RequestError) || signal.aborted) throw error;
      const verdict = error instanceof ForbiddenError ? 'crumbLost' : 'crumbUnreadable';
      return { findings: [{ verdict, grade: Grade.problem, error, fix: { kind: 'replaceToken' } }] };
    }
  },
};
