/** Parts of a server that features of the extension need. */
export const Feature = {
  graphView: 'graphView',
  stages: 'stages',
  restart: 'restart',
  tests: 'tests',
  agents: 'agents',
  boards: 'boards',
  tokenDates: 'tokenDates',
  queryWords: 'queryWords',
  filters: 'filters',
  worklogs: 'worklogs',
  attachments: 'attachments',
  votes: 'votes',
  watchers: 'watchers',
} as const;
export type Feature = (typeof Feature)[keyof typeof Feature];

export const FeatureState = {
  there: 'there',
  absent: 'absent',
  /** Turned off in the server's settings. */
  off: 'off',
  notKnown: 'notKnown',
} as const;
export type FeatureState = (typeof FeatureState)[keyof typeof FeatureState];

/** Resource that tells of features. */
export interface Resource {
  readonly features: readonly Feature[];
  /** Path below the base; absent where the server has nothing to ask it of. */
  readonly path: string | undefined;
  /**
   * Asks for the resource. @returns states of the features, there where they are not named
   * @throws NotFoundError where it is absent; ForbiddenError where it is not allowed
   */
  readonly read: (path: string) => Promise<Partial<Record<Feature, FeatureState>> | undefined>;
}
