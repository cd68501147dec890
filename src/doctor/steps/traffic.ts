import { RequestError } from '../../http/errors.ts';
import type { HttpResponse } from '../../http/response.ts';
import { apiPath } from '../../jenkins/session/apiPath.ts';
import type { Facts, Step } from '../examination.ts';
import { EvidenceKind, type Finding, Grade } from '../findings.ts';
import { restrictedFinding } from '../restrictedFinding.ts';

/** Wait that a person notices, in milliseconds. */
const slowMs = 2000;
/** Smaller answers need no compression, in bytes. */
const smallBytes = 4096;

/** Measures a request such as polling sends. */
export const traffic: Step = {
  name: 'traffic',
  canRun: ({ jenkins, jira }) => jenkins !== undefined || jira !== undefined,
  async run(_, facts, signal) {
    const began = performance.now();
    try {
      const response = await readRound(facts, signal);
      const { length } = await response.whole();
      const milliseconds = Math.round(performance.now() - began);
      const coding = response.header('content-encoding');
      const sent = Number(response.header('content-length')) || length;
      const values = [String(milliseconds), String(sent), String(length)];
      const evidence = [{ kind: EvidenceKind.header, value: `content-encoding: ${coding ?? '–'}` }];
      const findings: Finding[] = [];
      if (milliseconds > slowMs) findings.push({ verdict: 'trafficSlow', grade: Grade.warning, values });
      if (!coding && length > smallBytes)
        findings.push({ verdict: 'trafficUncompressed', grade: Grade.warning, values });
      if (findings.length === 0) findings.push({ verdict: 'trafficGood', grade: Grade.good, values });
      return { findings, evidence };
    } catch (error) {
      if (!(error instanceof RequestError) || signal.aborted) throw error;
      const restricted = restrictedFinding(error, facts.jira);
      if (restricted) return { findings: [restricted] };
      return { findings: [{ verdict: 'trafficBroken', grade: Grade.problem, error, fix: { kind: 'editNetwork' } }] };
    }
  },
};

function readRound({ jenkins, jira }: Facts, signal: AbortSignal): Promise<HttpResponse> {
  if (jenkins) return jenkins.get(apiPath('', 'jobs[name,url,color]{0,100}'), { signal });
  if (jira) return jira.getStream(jira.api('/field'), undefined, { signal });
  throw new Error('nobody is signed in');
}
