import type { Step } from '../examination.ts';
import { Grade } from '../findings.ts';
import { ServerKind } from '../serverKind.ts';

/** Tells the server's version, as far as it says so to anybody. */
export const version: Step = {
  name: 'version',
  canRun: ({ server }) => server !== undefined,
  run: ({ kind }, facts) => {
    const product = kind === ServerKind.jenkins ? 'Jenkins' : 'Jira';
    const finding = facts.version
      ? ({ verdict: 'versionKnown', grade: Grade.good, values: [product, facts.version] } as const)
      : ({ verdict: 'versionHidden', grade: Grade.note } as const);
    return { findings: [finding] };
  },
};
