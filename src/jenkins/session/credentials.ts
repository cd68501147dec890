/** Kind of the secret: both are sent alike, and only a password needs crumbs. */
export const JenkinsSecretKind = { apiToken: 'apiToken', password: 'password' } as const;
export type JenkinsSecretKind = (typeof JenkinsSecretKind)[keyof typeof JenkinsSecretKind];

export interface JenkinsCredentials {
  readonly user: string;
  readonly secret: string;
  readonly kind: JenkinsSecretKind;
}

/** Value of the `Authorization` header. */
export function basic({ user, secret }: Omit<JenkinsCredentials, 'kind'>): string {
  return `Basic ${Buffer.from(`${user}:${secret}`, 'utf8').toString('base64')}`;
}

/** Identity of credentials. */
export function keyOf({ user, secret }: Omit<JenkinsCredentials, 'kind'>): string {
  return `${user}:${secret}`;
}
