import type { HttpClient } from '../../http/httpClient.ts';
import { type Login, loginByBasic, loginByBearer } from '../../http/login.ts';
import { type JiraCredentials, JiraLogin } from './credentials.ts';

/**
 * @param http makes and ends a session, where the login is one
 * @param keepOut gets the values that no text may show
 */
export async function jiraLogin(
  http: HttpClient,
  credentials: JiraCredentials,
  keepOut: (secret: string) => void = () => undefined,
): Promise<Login> {
  switch (credentials.login) {
    case JiraLogin.bearer:
      return loginByBearer(credentials.secret);
    case JiraLogin.basic:
      return loginByBasic(credentials.user, credentials.secret);
    case JiraLogin.session: {
      const { SessionLogin } = await import('./sessionLogin.ts');
      return new SessionLogin(http, credentials, keepOut);
    }
  }
}
