import type { HttpClient } from '../../../src/http/index.ts';
import { type JiraCredentials, type JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../src/jira/index.ts';
import { type Answer, type SeenRequest, withHttp, withServer } from './server.ts';

export const basicLogin: JiraCredentials = { login: JiraLogin.basic, user: 'sam@corp.example', secret: 'tok-en' };
export const bearerLogin: JiraCredentials = { login: JiraLogin.bearer, secret: 'tok-en' };

export interface OddJira {
  readonly session: JiraSession;
  readonly http: HttpClient;
  readonly requests: SeenRequest[];
  readonly url: string;
}

export interface OddJiraOptions {
  readonly flavor: JiraFlavor;
  readonly login?: JiraCredentials;
}

/** A Jira that answers each request by one function. */
export function withOddJira(
  { flavor, login = basicLogin }: OddJiraOptions,
  answer: Answer,
  use: (jira: OddJira) => Promise<void>,
): Promise<void> {
  return withServer(answer, ({ url, requests }) =>
    withHttp(url, http =>
      use({ session: new JiraSession(http, flavor, async () => jiraLogin(http, login)), http, requests, url }),
    ),
  );
}
