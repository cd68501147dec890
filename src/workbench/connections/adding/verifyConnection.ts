import * as vscode from 'vscode';
import type { HttpClient } from '../../../http/index.ts';
import { JenkinsSecretKind } from '../../../jenkins/session/credentials.ts';
import { type JenkinsFindings, verifyJenkins } from '../../../jenkins/session/verify.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { isCloudGateway } from '../../../jira/session/gateway.ts';
import { type JiraCredentials, JiraLogin } from '../../../jira/session/session.ts';
import { identifyJira, verifyJira } from '../../../jira/session/verify.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, Product, userOf } from '../settings/connection.ts';

/** Connection that has proved to work, with the findings in a sentence. */
export interface Verified {
  readonly connection: Connection;
  readonly found: string;
}

const { t } = vscode.l10n;

/**
 * Signs in with the connection and the secret, before either is saved.
 * @returns the connection, corrected by the findings: kind of secret, flavor of Jira
 * @throws RequestError
 */
export async function verifyConnection(
  sessions: Sessions,
  connection: Connection,
  secret: string,
  signal: AbortSignal,
  newSecrets: NewSecrets = {},
): Promise<Verified> {
  const http = sessions.unsaved({ ...connection, newSecrets });
  try {
    return connection.product === Product.jenkins
      ? await verifyAsJenkins(http, connection, secret, signal)
      : await verifyAsJira(http, connection, secret, signal);
  } finally {
    await http.close();
  }
}

async function verifyAsJenkins(
  http: HttpClient,
  connection: Extract<Connection, { product: typeof Product.jenkins }>,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const { user } = connection.auth;
  const findings = await verifyJenkins(http, { user, secret }, signal);
  const server = findings.version ? `Jenkins ${findings.version}` : 'Jenkins';
  const who = findings.fullName === findings.userId ? findings.userId : `${findings.fullName} (${findings.userId})`;
  return {
    connection: { ...connection, auth: { user, kind: findings.secretKind } },
    found: jenkinsWords(findings, server, who),
  };
}

function jenkinsWords({ secretKind, hasNoSecurity }: JenkinsFindings, server: string, who: string): string {
  if (hasNoSecurity) return t('{0}. Its security is off: anybody can do anything there, and no login counts.', server);
  return secretKind === JenkinsSecretKind.apiToken
    ? t('{0}, signed in as {1} with an API token.', server, who)
    : t('{0}, signed in as {1} with a password. An API token would be quicker and safer.', server, who);
}

async function verifyAsJira(
  http: HttpClient,
  connection: Extract<Connection, { product: typeof Product.jira }>,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const credentials: JiraCredentials =
    connection.auth.kind === JiraLogin.bearer
      ? { login: JiraLogin.bearer, secret }
      : { login: JiraLogin.basic, user: userOf(connection) ?? '', secret };
  const server = await identifyJira(http, connection.flavor, credentials, signal);
  const flavor = server?.flavor ?? connection.flavor;
  const user = await verifyJira(http, flavor, credentials, signal);
  const { site: _, ...rest } = connection;
  const site = isCloudGateway(http.base) ? server?.site : undefined;
  return {
    connection: { ...rest, flavor, ...(site && { site }) },
    found: t('{0}, signed in as {1}.', jiraName(flavor, server?.version), user.displayName),
  };
}

/** Cloud's version number is of no use to a person. */
export function jiraName(flavor: JiraFlavor, version: string | undefined): string {
  if (flavor === JiraFlavor.cloud) return 'Jira Cloud';
  return version ? t('Jira {0} (Server or Data Center)', version) : t('Jira Server or Data Center');
}
