import { asBoolean, type JsonObject } from '../base/json.ts';
import { JiraFlavor } from '../jira/session/flavor.ts';
import type { JiraSession } from '../jira/session/session.ts';
import { Feature, FeatureState, type Resource } from './features.ts';

/** Features that an administrator can turn off, by the name of their setting. */
const settings = {
  [Feature.worklogs]: 'timeTrackingEnabled',
  [Feature.attachments]: 'attachmentsEnabled',
  [Feature.votes]: 'votingEnabled',
  [Feature.watchers]: 'watchingEnabled',
} as const;

/** Resources that tell of a Jira's features. */
export function featuresOfJira(session: JiraSession, signal: AbortSignal): Resource[] {
  const single = (feature: Feature, path: string): Resource => ({
    features: [feature],
    path,
    async read(at) {
      await session.getJson(at, { signal });
      return undefined;
    },
  });
  const query = new URLSearchParams({ fieldName: 'status', fieldValue: '' });
  return [
    single(Feature.boards, '/rest/agile/1.0/board?maxResults=1'),
    // Only Data Center has tokens that tell their date.
    ...(session.flavor === JiraFlavor.cloud ? [] : [single(Feature.tokenDates, '/rest/pat/latest/tokens')]),
    single(Feature.queryWords, session.api(`/jql/autocompletedata/suggestions?${query}`)),
    single(Feature.filters, session.api('/filter/favourite')),
    {
      features: [Feature.worklogs, Feature.attachments, Feature.votes, Feature.watchers],
      path: session.api('/configuration'),
      read: async path => statesIn(await session.getObject(path, { signal })),
    },
  ];
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-jira-settings/ */
function statesIn(configuration: JsonObject): Partial<Record<Feature, FeatureState>> {
  const stateOf = (setting: string) => {
    const isOn = asBoolean(configuration[setting]);
    if (isOn === undefined) return FeatureState.notKnown;
    return isOn ? FeatureState.there : FeatureState.off;
  };
  return Object.fromEntries(Object.entries(settings).map(([feature, setting]) => [feature, stateOf(setting)]));
}
