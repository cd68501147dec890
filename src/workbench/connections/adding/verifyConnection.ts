import * as vscode from 'vscode';
import type { HttpClient } from '../../../http/index.ts';
import { JenkinsLoginKind, JenkinsSecretKind } from '../../../jenkins/session/credentials.ts';
import { type JenkinsFindings, verifyJenkins } from '../../../jenkins/session/verify.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { isCloudGateway } from '../../../jira/session/gateway.ts';
import { identifyJira, verifyJira } from '../../../jira/session/verify.ts';
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
): Promise<Verified> {
  const http = sessions.unsaved(connection);
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
  connection: JenkinsConnection,
  secret: string,
  signal: AbortSignal,
): Promise<Verified> {
  const { auth } = connection;
  const findings = await verifyJenkins(http, jenkinsCredentialsOf(auth, secret), signal);
  return {
    connection: { ...connection, auth: provenAuth(auth, findings) },
    found: jenkinsWords(findings),
    mayCreateToken: findings.kind === JenkinsLoginKind.password && !findings.hasNoSecurity,
  };
}

function provenAuth(auth: JenkinsAuth, { kind, userId }: JenkinsFindings): JenkinsAuth {
  if (auth.kind === JenkinsLoginKind.bearer) return { kind: auth.kind, ...(userId && { user: userId }) };
  const isKnown = kind === JenkinsSecretKind.apiToken || kind === JenkinsSecretKind.password;
  return auth.kind !== JenkinsLoginKind.anonymous && isKnown ? { ...auth, kind } : auth;
}

function jenkinsWords({ kind, version, userId, fullName, hasNoSecurity }: JenkinsFindings): string {
  const server = version ? `Jenkins ${version}` : 'Jenkins';
  if (hasNoSecurity) return t('{0}. Its security is off: anyone can do anything there, without signing in.', server);
  const who = fullName === userId ? (userId ?? '') : `${fullName} (${userId})`;
  switch (kind) {
    case JenkinsLoginKind.anonymous:
      return t('{0}, without signing in.', server);
    case JenkinsLoginKind.bearer:
      return t('{0}, signed in as {1} with an access token.', server, who);
    case JenkinsLoginKind.apiToken:
      return t('{0}, signed in as {1} with an API token.', server, who);
    case JenkinsLoginKind.password:
      return t('{0}, signed in as {1} with a password. An API token would be quicker and safer.', server, who);
  }
}

async function verifyAsJira(
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
    const { site: _, ...rest } = connection;
    const site = isCloudGateway(http.base) ? server?.site : undefined;
    return {
      connection: { ...rest, flavor, ...(site && { site }) },
      found: t('{0}, signed in as {1}.', jiraName(flavor, server?.version), user.displayName),
    };
  } finally {
    // A session that cannot be ended now ends by itself.
    await Promise.allSettled([login.end?.()]);
  }
}

/** Cloud's version number is of no use to a person. */
export function jiraName(flavor: JiraFlavor, version: string | undefined): string {
  if (flavor === JiraFlavor.cloud) return 'Jira Cloud';
  return version ? t('Jira {0} (Server or Data Center)', version) : t('Jira Server or Data Center');
}
