export const ServerKind = { jenkins: 'jenkins', jira: 'jira' } as const;
export type ServerKind = (typeof ServerKind)[keyof typeof ServerKind];

/** Pages that the servers show to anybody. */
export const firstPages: Readonly<Record<ServerKind, string>> = {
  [ServerKind.jenkins]: '/login',
  [ServerKind.jira]: '/rest/api/2/serverInfo',
};
