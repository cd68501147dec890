import * as vscode from 'vscode';
import { LoginProblem, UnauthenticatedError } from '../../../http/errors.ts';
import type { HttpClient } from '../../../http/index.ts';
import { JenkinsLoginKind, JenkinsSecretKind } from '../../../jenkins/session/credentials.ts';
import { type JenkinsFindings, verifyJenkins } from '../../../jenkins/session/verify.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { findGateway, isCloudGateway } from '../../../jira/session/gateway.ts';
import { JiraSession } from '../../../jira/session/session.ts';
import { readTokenExpiry } from '../../../jira/session/tokenExpiry.ts';
import { identifyJira, verifyJira } from '../../../jira/session/verify.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import { jenkinsCredentialsOf, jiraLoginOf } from '../sessions/logins.ts';
import type { Sessions } from '../sessions/sessions.ts';
import {
  type Connection,
  type JenkinsAuth,
  type JenkinsConnection,
  type JiraConnection,
  Product,
} from '../settings/connection.ts';

/** Connection that has proved to work, with the findings in a sentence. */
export interface Verified {
  readonly connection: Connection;
  readonly found: string;
  /** Moment at which the token expires, where the server tells it. */
  readonly expiresAt?: Date | undefined;
  /** Whether an API token can take the place of the password. */
  readonly mayCreateToken?: boolean;
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
  connection: JenkinsConnection,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const { auth } = connection;
  const findings = await verifyJenkins(http, jenkinsCredentialsOf(auth, secret), signal);
  return {
    connection: { ...connection, auth: provenAuth(auth, findings) },
    found: jenkinsWords(findings),
    mayCreateToken: findings.kind === JenkinsLoginKind.password && !findings.hasNoSecurity && !findings.isUncertain,
  };
}

function provenAuth(auth: JenkinsAuth, { kind, userId }: JenkinsFindings): JenkinsAuth {
  if (auth.kind === JenkinsLoginKind.bearer) return { kind: auth.kind, ...(userId && { user: userId }) };
  const isKnown = kind === JenkinsSecretKind.apiToken || kind === JenkinsSecretKind.password;
  return auth.kind !== JenkinsLoginKind.anonymous && isKnown ? { ...auth, kind } : auth;
}

function jenkinsWords({ kind, version, userId, fullName, hasNoSecurity, isUncertain }: JenkinsFindings): string {
  const server = version ? `Jenkins ${version}` : 'Jenkins';
  if (hasNoSecurity) return t('{0}. Its security is disabled: anyone can do anything without signing in.', server);
  const who = fullName === userId ? (userId ?? '') : `${fullName} (${userId})`;
  if (isUncertain) return t('{0}, signed in as {1}.', server, who);
  switch (kind) {
    case JenkinsLoginKind.anonymous:
      return t('{0}, without signing in.', server);
    case JenkinsLoginKind.bearer:
      return t('{0}, signed in as {1} with an access token.', server, who);
    case JenkinsLoginKind.apiToken:
      return t('{0}, signed in as {1} with an API token.', server, who);
    case JenkinsLoginKind.password:
      return t('{0}, signed in as {1} with a password. An API token is faster and safer.', server, who);
  }
}

async function verifyAsJira(
  sessions: Sessions,
  http: HttpClient,
  connection: JiraConnection,
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
  connection: JiraConnection,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const { tls: { ca } = {}, headerNames: _, ...rest } = connection;
  const unpinned: JiraConnection = ca ? { ...rest, tls: { ca } } : rest;
  const gateway = sessions.unsaved(unpinned);
  try {
    return await signIn(gateway, unpinned, secret, signal);
  } finally {
    await gateway.close();
  }
}

async function signIn(
  http: HttpClient,
  connection: JiraConnection,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const login = await jiraLoginOf(http, connection.auth, secret);
  try {
    const server = await identifyJira(http, connection.flavor, login, signal);
    const flavor = server?.flavor ?? connection.flavor;
    const user = await verifyJira(http, flavor, login, signal);
    const isToken = connection.auth.kind === JiraLogin.bearer;
    const expiresAt = isToken
      ? await readTokenExpiry(new JiraSession(http, flavor, async () => login), signal)
      : undefined;
    const { site: known, ...rest } = connection;
    const site = isCloudGateway(http.base) ? (known ?? server?.site) : undefined;
    return {
      connection: { ...rest, flavor, ...(site && { site }) },
      found: foundWords(http, jiraName(flavor, server?.version), user.displayName),
      expiresAt,
    };
  } finally {
    // A session that cannot be ended now ends by itself.
    await Promise.allSettled([login.end?.()]);
  }
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
