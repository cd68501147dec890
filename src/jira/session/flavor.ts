/** Flavor of a Jira: they differ in API version, search, comment format and users. */
export const JiraFlavor = { cloud: 'cloud', dataCenter: 'dataCenter' } as const;
export type JiraFlavor = (typeof JiraFlavor)[keyof typeof JiraFlavor];
