import { RequestError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { JiraSession } from '../../jira/session/session.ts';
import type { Step } from '../examination.ts';
import { type Evidence, EvidenceKind, Grade } from '../findings.ts';

const names = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'ratelimit-reason', 'retry-after'];

/** Share of the allowed requests that may be left before it is said. */
const nearShare = 0.1;

/** Reads what the server tells of its limits for requests. */
export const limits: Step = {
  name: 'limits',
  canRun: ({ server, answer, jira }) => jira !== undefined || (server !== undefined && answer !== undefined),
  async run(_, { answer: anonymous, jira }, signal) {
    const answer = (jira && (await readHead(jira, signal))) ?? anonymous;
    const evidence: Evidence[] = names.flatMap(name => {
      const value = answer?.header(name);
      return value === undefined ? [] : [{ kind: EvidenceKind.header, value: `${name}: ${value}` }];
    });
    const [limit, remaining] = ['limit', 'remaining'].map(name => Number(answer?.header(`x-ratelimit-${name}`) ?? ''));
    if (!limit || remaining === undefined || Number.isNaN(remaining)) {
      return { findings: [{ verdict: 'limitsNone', grade: Grade.good }], evidence };
    }
    const values = [String(remaining), String(limit)];
    const isNear = remaining < limit * nearShare;
    const finding = isNear
      ? ({ verdict: 'limitsNear', grade: Grade.warning, values } as const)
      : ({ verdict: 'limitsTold', grade: Grade.good, values } as const);
    return { findings: [finding], evidence };
  },
};

/** A Data Center limits accounts, and tells only those who are signed in. */
async function readHead(session: JiraSession, signal: AbortSignal): Promise<HttpResponse | undefined> {
  try {
    const response = await session.getStream(session.api('/myself'), undefined, { signal });
    response.discard();
    return response;
  } catch (error) {
    if (error instanceof RequestError && !signal.aborted) return undefined;
    throw error;
  }
}
