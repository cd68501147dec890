import { type Login, loginByBasic, loginByBearer, noLogin } from '../../http/login.ts';

/** Kind of a user's secret: both are sent alike, and only a password needs crumbs. */
export const JenkinsSecretKind = { apiToken: 'apiToken', password: 'password' } as const;
export type JenkinsSecretKind = (typeof JenkinsSecretKind)[keyof typeof JenkinsSecretKind];

/** Kind of a login. */
export const JenkinsLoginKind = {
  ...JenkinsSecretKind,
  /** A token alone, for a gateway or a plugin: Jenkins itself does not know these. */
  bearer: 'bearer',
  anonymous: 'anonymous',
} as const;
export type JenkinsLoginKind = (typeof JenkinsLoginKind)[keyof typeof JenkinsLoginKind];

export type JenkinsCredentials =
  | { readonly kind: JenkinsSecretKind; readonly user: string; readonly secret: string }
  | { readonly kind: typeof JenkinsLoginKind.bearer; readonly secret: string }
  | { readonly kind: typeof JenkinsLoginKind.anonymous };

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
