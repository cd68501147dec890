import { demoUsers as jenkinsUsers } from '../servers/jenkins/index.ts';
import { demoUsers as jiraUsers } from '../servers/jira/index.ts';

/** Secrets for servers that tests of the extension host start themselves, by connection. */
export const ownSecrets = {
  'own-jenkins': jenkinsUsers.dev.token,
  'own-cloud': jiraUsers.fred.apiToken,
  'own-dataCenter': jiraUsers.fred.personalAccessToken,
} as const;
