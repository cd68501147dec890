import type { Claim } from './proof.ts';

/** That each way to sign in gets in, is told apart from others, and ends. */
export const logins: readonly Claim[] = [
  {
    claim: 'a login makes headers, is renewed where it can end, and ends',
    runner: 'plain',
    by: ['unit/http/keptLogin.test.ts', 'unit/jira/session/sessionLogin.test.ts'],
  },
  {
    claim: 'Jenkins: no login, in part or at all, and access tokens',
    runner: 'plain',
    by: ['unit/jenkins/session/logins.test.ts', 'cases/jenkins/login.test.ts'],
  },
  {
    claim: 'Jenkins: a password is told from an API token',
    runner: 'plain',
    by: ['unit/jenkins/session/verify.test.ts', 'unit/jenkins/session/client.test.ts'],
  },
  {
    claim: 'Jenkins: an API token is created once, and revoked',
    runner: 'plain',
    by: ['unit/jenkins/session/apiTokens.test.ts'],
  },
  {
    claim: 'a refused login says why, and is not tried again by itself',
    runner: 'plain',
    by: ['unit/jira/session/loginRefusals.test.ts', 'unit/jenkins/session/refusedLogin.test.ts'],
  },
  {
    claim: 'what answers without a login is no reason to stay at an address',
    runner: 'plain',
    by: ['unit/jira/session/probe.test.ts', 'cases/workbench/login.test.ts'],
  },
  { claim: 'Jenkins: from Add Connection to a build, each way', runner: 'host', by: ['a Jenkins is added'] },
  { claim: 'Jira: from Add Connection to a comment, each way', runner: 'host', by: ['a Jira Data Center is added'] },
  { claim: 'a person walks them', runner: 'ui', by: ['ui/signIn.test.ts', 'ui/connections.test.ts'] },
];
