import { BaseUrl, BaseUrlError, BaseUrlProblem } from '../../http/baseUrl.ts';
import type { Step } from '../examination.ts';
import { EvidenceKind, type Finding, Grade } from '../findings.ts';
import { baseOfPage } from '../rootBelow.ts';
import type { Verdict } from '../verdicts.ts';

const malformed: Readonly<Record<BaseUrlProblem, Verdict>> = {
  [BaseUrlProblem.empty]: 'addressEmpty',
  [BaseUrlProblem.malformed]: 'addressMalformed',
  [BaseUrlProblem.scheme]: 'addressScheme',
  [BaseUrlProblem.credentials]: 'addressCredentials',
};

/** Reads the address as it was typed. */
export const address: Step = {
  name: 'address',
  canRun: () => true,
  run({ address: typed, kind }) {
    let page: BaseUrl;
    try {
      page = BaseUrl.parse(typed);
    } catch (error) {
      const problem = error instanceof BaseUrlError ? error.problem : BaseUrlProblem.malformed;
      return { findings: [{ verdict: malformed[problem], grade: Grade.problem }] };
    }
    const base = baseOfPage(kind, page);
    const findings: Finding[] = [];
    if (base.href !== page.href) {
      const fix = { kind: 'updateAddress', url: base.href } as const;
      findings.push({ verdict: 'addressIsPage', grade: Grade.warning, values: [base.href], fix });
    }
    if (base.origin.startsWith('http:') && !base.isLoopback) {
      findings.push({ verdict: 'addressUnencrypted', grade: Grade.warning, values: [base.href] });
    }
    const { hostname } = new URL(base.origin);
    if (hostname.includes('_'))
      findings.push({ verdict: 'addressUnderscore', grade: Grade.warning, values: [hostname] });
    if (findings.length === 0) findings.push({ verdict: 'addressGood', grade: Grade.good, values: [base.href] });
    return { findings, evidence: [{ kind: EvidenceKind.address, value: base.href }], facts: { base } };
  },
};
