import {
  ForbiddenError,
  InvalidRequestError,
  NotFoundError,
  RequestError,
  UnauthenticatedError,
} from '../../http/errors.ts';
import type { Step } from '../examination.ts';
import { type Feature, FeatureState, type Resource } from '../features.ts';
import { featuresOfJenkins } from '../featuresOfJenkins.ts';
import { featuresOfJira } from '../featuresOfJira.ts';
import { type Evidence, EvidenceKind, type Finding, Grade } from '../findings.ts';

/** Asks for the features' own resources: absent is not the same as not allowed. */
export const features: Step = {
  name: 'features',
  canRun: ({ jenkins, jira }) => jenkins !== undefined || jira !== undefined,
  async run(_, { jenkins, jira }, signal) {
    const resources = jenkins ? await featuresOfJenkins(jenkins, signal) : jira ? featuresOfJira(jira, signal) : [];
    const findings: Finding[] = [];
    const evidence: Evidence[] = [];
    for (const resource of resources) {
      const { path } = resource;
      findings.push(...(await ask(resource, signal)));
      if (path !== undefined) evidence.push({ kind: EvidenceKind.resource, value: path.split('?', 1)[0] ?? path });
    }
    return { findings, evidence };
  },
};

const findingOf: Readonly<Record<FeatureState, Pick<Finding, 'verdict' | 'grade'>>> = {
  [FeatureState.there]: { verdict: 'featureThere', grade: Grade.good },
  [FeatureState.absent]: { verdict: 'featureAbsent', grade: Grade.note },
  [FeatureState.off]: { verdict: 'featureOff', grade: Grade.note },
  [FeatureState.notKnown]: { verdict: 'featureNotKnown', grade: Grade.note },
};

async function ask({ features: told, path, read }: Resource, signal: AbortSignal): Promise<Finding[]> {
  const all = (finding: (feature: Feature) => Omit<Finding, 'values'>) =>
    told.map((feature): Finding => ({ ...finding(feature), values: [feature] }));
  if (path === undefined) return all(() => findingOf.notKnown);
  try {
    const states = await read(path);
    return all(feature => findingOf[states?.[feature] ?? FeatureState.there]);
  } catch (error) {
    if (!(error instanceof RequestError) || signal.aborted) throw error;
    if (error instanceof NotFoundError) return all(() => findingOf.absent);
    const isRefused = error instanceof ForbiddenError || error instanceof UnauthenticatedError;
    if (isRefused) return all(() => ({ verdict: 'featureForbidden', grade: Grade.note }));
    // A board that exists may refuse the question.
    if (error instanceof InvalidRequestError) return all(() => findingOf.there);
    return all(() => ({ ...findingOf.notKnown, error }));
  }
}
