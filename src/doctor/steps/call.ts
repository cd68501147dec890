import { ForbiddenError } from '../../http/errors.ts';
import { JiraFlavor } from '../../jira/session/flavor.ts';
import { MissingScopeError } from '../../jira/session/scopes.ts';
import type { Step } from '../examination.ts';
import { EvidenceKind, Grade } from '../findings.ts';

/**
 * Looks at the call of a Jira that was refused although the login is good. It is not sent again: it may change
 * something, and its query is not known.
 */
export const call: Step = {
  name: 'call',
  canRun: ({ jira }, { failure }) => jira !== undefined && failure instanceof ForbiddenError,
  run({ failure: error }, { jira }) {
    if (!(error instanceof ForbiddenError)) return { findings: [] };
    const { method, path } = error.request;
    const evidence = [{ kind: EvidenceKind.request, value: `${method} ${path}` }];
    const grade = Grade.problem;
    const fix = { kind: 'openTokenPage' } as const;
    if (error instanceof MissingScopeError) {
      return {
        findings: [{ verdict: 'scopeMissing', grade, error, fix, values: [error.scopes.join(', ')] }],
        evidence,
      };
    }
    // Rules of restricted tokens are those of an app for Data Center.
    const mayBeRestricted = jira?.flavor === JiraFlavor.dataCenter;
    const values = [`${method} ${path}`];
    return { findings: [{ verdict: 'callRefused', grade, error, values, ...(mayBeRestricted && { fix }) }], evidence };
  },
};
