import type { HttpClient } from '../../../http/httpClient.ts';
import type { Login } from '../../../http/login.ts';
import { type JenkinsCredentials, JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { type JenkinsLogin, jenkinsLogin } from '../../../jenkins/session/login.ts';
import { type JiraCredentials, JiraLogin } from '../../../jira/session/credentials.ts';
import { jiraLogin } from '../../../jira/session/login.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { JenkinsAuth, JiraAuth } from '../settings/connection.ts';

export function jenkinsLoginOf(auth: JenkinsAuth, secret: string): JenkinsLogin {
  return jenkinsLogin(jenkinsCredentialsOf(auth, secret));
}

/** @param http makes and ends a session, where the login is one */
export function jiraLoginOf(http: HttpClient, auth: JiraAuth, secret: string): Promise<Login> {
  return jiraLogin(http, jiraCredentialsOf(auth, secret), value => secretsInUse.keepOut(value));
}

export function jenkinsCredentialsOf(auth: JenkinsAuth, secret: string): JenkinsCredentials {
  if (auth.kind === JenkinsLoginKind.anonymous) return auth;
  return auth.kind === JenkinsLoginKind.bearer ? { kind: auth.kind, secret } : { ...auth, secret };
}

export function jiraCredentialsOf(auth: JiraAuth, secret: string): JiraCredentials {
  return auth.kind === JiraLogin.bearer ? { login: auth.kind, secret } : { login: auth.kind, user: auth.user, secret };
}
