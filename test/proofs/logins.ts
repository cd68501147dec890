import type { Claim } from './proof.ts';

/** That each way in gets in, is told apart from others, and leaves no secret behind. */
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
  {
    claim: 'a scoped token finds its gateway, and a missing scope is named',
    runner: 'plain',
    by: ['unit/jira/session/scopedTokens.test.ts'],
  },
  {
    claim: 'cookies and headers for a gateway go to their own origin alone',
    runner: 'plain',
    by: ['unit/http/extraHeaders.test.ts', 'unit/wire/gateway.test.ts'],
  },
  {
    claim: 'https on an http port and the reverse, and servers that want a certificate, are recognized',
    runner: 'plain',
    by: ['unit/http/otherScheme.test.ts', 'unit/http/clientCertificate.test.ts'],
  },
  {
    claim: 'a connection is tested, shared with a team without secrets, and told before its token expires',
    runner: 'plain',
    by: [
      'unit/workbench/connections/testConnection.test.ts',
      'unit/workbench/connections/teamConnections.test.ts',
      'unit/workbench/connections/tokenExpiry.test.ts',
    ],
  },
  { claim: 'Jenkins: from Add Connection to a build, each way', runner: 'host', by: ['a Jenkins is added'] },
  { claim: 'Jira: from Add Connection to a comment, each way', runner: 'host', by: ['a Jira Data Center is added'] },
  {
    claim: 'a gateway’s cookie is entered, expires and is replaced',
    runner: 'host',
    by: ['a server behind a sign-on gateway'],
  },
  {
    claim: 'an address says when it is unencrypted, moved, or of the other scheme',
    runner: 'host',
    by: ['an address that is typed'],
  },
  { claim: 'all secrets go with their connection', runner: 'host', by: ['removing a connection'] },
  {
    claim: 'certificates are kept by content, on this machine',
    runner: 'host',
    by: ['the certificates of a connection'],
  },
  {
    claim: 'a person walks them',
    runner: 'ui',
    by: ['ui/signIn.test.ts', 'ui/connections.test.ts', 'ui/gateway.test.ts', 'ui/network.test.ts'],
  },
];
