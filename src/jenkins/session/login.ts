import { type Login, loginByBasic, loginByBearer, noLogin } from '../../http/login.ts';
import { type JenkinsCredentials, JenkinsLoginKind, JenkinsSecretKind } from './credentials.ts';

export interface JenkinsLogin extends Login {
  /** Whether a POST needs a crumb, and the session that it counts in. */
  readonly needsCrumb: boolean;
  /** Whether it names nobody: Jenkins then refuses for want of a permission, not of credentials. */
  readonly isAnonymous: boolean;
}

export function jenkinsLogin(credentials: JenkinsCredentials): JenkinsLogin {
  switch (credentials.kind) {
    case JenkinsLoginKind.anonymous:
      return { ...noLogin, needsCrumb: true, isAnonymous: true };
    case JenkinsLoginKind.bearer:
      // Only a user's API token excuses from the crumb. A needless crumb does no harm.
      return { ...loginByBearer(credentials.secret), needsCrumb: true, isAnonymous: false };
    default: {
      const { user, secret, kind } = credentials;
      return { ...loginByBasic(user, secret), needsCrumb: kind === JenkinsSecretKind.password, isAnonymous: false };
    }
  }
}
