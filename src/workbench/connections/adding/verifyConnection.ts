import * as vscode from 'vscode';
import { LoginProblem, UnauthenticatedError } from '../../../http/errors.ts';
import type { HttpClient } from '../../../http/index.ts';
import { JenkinsSecretKind } from '../../../jenkins/session/credentials.ts';
import { type JenkinsFindings, verifyJenkins } from '../../../jenkins/session/verify.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { findGateway, isCloudGateway } from '../../../jira/session/gateway.ts';
import { type JiraCredentials, JiraLogin, JiraSession } from '../../../jira/session/session.ts';
import { readTokenExpiry } from '../../../jira/session/tokenExpiry.ts';
import { identifyJira, verifyJira } from '../../../jira/session/verify.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, Product, userOf } from '../settings/connection.ts';

/** Connection that has proved to work, with the findings in a sentence. */
export interface Verified {
  readonly connection: Connection;
  readonly found: string;
  /** Moment at which the token expires, where the server tells it. */
  readonly expiresAt?: Date | undefined;
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
      : await verifyAsJira(sessions, http, connection, secret, signal);
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

type Asked = Extract<Connection, { product: typeof Product.jira }>;

async function verifyAsJira(
  sessions: Sessions,
  http: HttpClient,
  connection: Asked,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  try {
    return await signIn(http, connection, secret, signal);
  } catch (error) {
    const isUnseen = error instanceof UnauthenticatedError && error.problem === LoginProblem.ignored;
    if (!isUnseen || connection.flavor !== JiraFlavor.cloud || isCloudGateway(http.base)) throw error;
    const gateway = await findGateway(http, signal);
    if (!gateway) throw error;
    return signInAtGateway(sessions, { ...connection, url: gateway.href, site: http.base.href }, secret, signal).catch(
      refusal => {
        throw refusal instanceof UnauthenticatedError ? error : refusal;
      },
    );
  }
}

/**
 * Signs in at Atlassian's gateway, which takes a scoped token that the site refuses. A pin, a client certificate, cookies
 * and headers are those of the site.
 */
async function signInAtGateway(
  sessions: Sessions,
  connection: Asked,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const { tls: { ca } = {}, headerNames: _, ...rest } = connection;
  const unpinned: Asked = ca ? { ...rest, tls: { ca } } : rest;
  const gateway = sessions.unsaved(unpinned);
  try {
    return await signIn(gateway, unpinned, secret, signal);
  } finally {
    await gateway.close();
  }
}

async function signIn(http: HttpClient, connection: Asked, secret: string, signal: AbortSignal): Promise<Verified> {
  const credentials: JiraCredentials =
    connection.auth.kind === JiraLogin.bearer
      ? { login: JiraLogin.bearer, secret }
      : { login: JiraLogin.basic, user: userOf(connection) ?? '', secret };
  const server = await identifyJira(http, connection.flavor, credentials, signal);
  const flavor = server?.flavor ?? connection.flavor;
  const user = await verifyJira(http, flavor, credentials, signal);
  const expiresAt =
    credentials.login === JiraLogin.bearer ? await expiryOf(http, flavor, credentials, signal) : undefined;
  const { site: known, ...rest } = connection;
  const site = isCloudGateway(http.base) ? (known ?? server?.site) : undefined;
  return {
    connection: { ...rest, flavor, ...(site && { site }) },
    found: foundWords(http, jiraName(flavor, server?.version), user.displayName),
    expiresAt,
  };
}

function expiryOf(http: HttpClient, flavor: JiraFlavor, credentials: JiraCredentials, signal: AbortSignal) {
  return readTokenExpiry(new JiraSession(http, flavor, async () => credentials), signal);
}

function foundWords(http: HttpClient, server: string, user: string): string {
  return isCloudGateway(http.base)
    ? t('{0}, signed in as {1} through Atlassian’s gateway, as scoped tokens are.', server, user)
    : t('{0}, signed in as {1}.', server, user);
}

/** Cloud's version number is of no use to a person. */
export function jiraName(flavor: JiraFlavor, version: string | undefined): string {
  if (flavor === JiraFlavor.cloud) return 'Jira Cloud';
  return version ? t('Jira {0} (Server or Data Center)', version) : t('Jira Server or Data Center');
}
