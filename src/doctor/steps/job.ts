import { asBoolean } from '../../base/json.ts';
import { ForbiddenError, NotFoundError, RequestError } from '../../http/errors.ts';
import { TriggerTokenError } from '../../jenkins/errors.ts';
import { jobOfPath } from '../../jenkins/jobs/jobOfPath.ts';
import { jobPath } from '../../jenkins/jobs/jobPath.ts';
import { apiPath } from '../../jenkins/session/apiPath.ts';
import type { Outcome, Step } from '../examination.ts';
import { EvidenceKind, type Finding, Grade } from '../findings.ts';

/**
 * Looks at the job that the failure concerns. Jenkins says "Forbidden" and "Not Found" alike of a missing Job/Read, of a
 * wrong trigger token and of a job that is gone: reading the job with the login tells these apart.
 */
export const job: Step = {
  name: 'job',
  canRun: ({ jenkins }, { failure }) =>
    jenkins !== undefined && failure !== undefined && jobOfPath(failure.request.path) !== '',
  async run({ failure }, { jenkins }, signal) {
    const name = jobOfPath(failure?.request.path ?? '');
    const path = jobPath(name);
    const evidence = [{ kind: EvidenceKind.resource, value: path }];
    if (!jenkins) return { findings: [] };
    try {
      const read = await jenkins.getObject(apiPath(path, 'buildable'), { signal });
      return { findings: [ofReadable(failure, name, asBoolean(read['buildable']))], evidence };
    } catch (error) {
      if (!(error instanceof RequestError) || signal.aborted) throw error;
      return ofUnreadable(error, name, evidence);
    }
  },
};

function ofReadable(failure: RequestError | undefined, name: string, isBuildable: boolean | undefined): Finding {
  const values = [name];
  if (failure instanceof TriggerTokenError) {
    return {
      verdict: 'triggerTokenRefused',
      grade: Grade.problem,
      error: failure,
      values,
      fix: { kind: 'setTriggerToken', job: name },
    };
  }
  if (failure instanceof ForbiddenError)
    return { verdict: 'jobNotAllowed', grade: Grade.problem, error: failure, values };
  if (isBuildable === false) return { verdict: 'jobNotBuildable', grade: Grade.warning, values };
  return { verdict: 'jobVisible', grade: Grade.good, values };
}

function ofUnreadable(error: RequestError, name: string, evidence: Outcome['evidence'] = []): Outcome {
  const values = [name];
  if (error instanceof NotFoundError) {
    return { findings: [{ verdict: 'jobHidden', grade: Grade.problem, values }], evidence };
  }
  if (!(error instanceof ForbiddenError))
    return { findings: [{ verdict: 'jobNotKnown', grade: Grade.note, error, values }], evidence };
  const permission = error.permission ? [{ kind: EvidenceKind.permission, value: error.permission }] : [];
  return {
    findings: [{ verdict: 'jobNotReadable', grade: Grade.problem, error, values }],
    evidence: [...evidence, ...permission],
  };
}
