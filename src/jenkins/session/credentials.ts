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
