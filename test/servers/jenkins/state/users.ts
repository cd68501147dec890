import type { Permission } from '../http/permissions.ts';

export interface DemoUser {
  readonly id: string;
  readonly fullName: string;
  readonly password: string;
  /** API token: obviously fake, of the real length (34 hex digits). */
  readonly token: string;
}

export interface ApiToken {
  uuid: string;
  name: string;
  value: string;
  /** Milliseconds; undefined where it never expires. */
  expiresAt?: number | undefined;
}

export interface User {
  id: string;
  fullName: string;
  password: string;
  tokens: ApiToken[];
  permissions: Set<Permission>;
}

const fakeToken = (digits: string) => `11${digits.repeat(16)}`;

export const demoUsers: { admin: DemoUser; dev: DemoUser; viewer: DemoUser } = {
  admin: { id: 'admin', fullName: 'admin', password: 'admin-password', token: fakeToken('ad') },
  dev: { id: 'dev', fullName: 'Dana Developer', password: 'dev-password', token: fakeToken('de') },
  viewer: { id: 'viewer', fullName: 'viewer', password: 'viewer-password', token: fakeToken('1e') },
};

export const reading: Permission[] = ['hudson.model.Hudson.Read', 'hudson.model.Item.Read'];
const developing: Permission[] = [
  ...reading,
  'hudson.model.Item.Build',
  'hudson.model.Item.Cancel',
  'hudson.model.Item.Configure',
];

export function newUser(user: DemoUser, permissions: Permission[]): User {
  return {
    id: user.id,
    fullName: user.fullName,
    password: user.password,
    tokens: [{ uuid: `${user.id}-token`, name: 'demo', value: user.token }],
    permissions: new Set(permissions),
  };
}

/** Anonymous where an administrator has granted it something: no account. */
export function anonymousWith(permissions: readonly Permission[]): User {
  return { id: 'anonymous', fullName: 'anonymous', password: '', tokens: [], permissions: new Set(permissions) };
}

/** Anybody, where security is off: no account, and all permissions. */
export function everybody(): User {
  return anonymousWith(['hudson.model.Hudson.Administer']);
}

export function demoUserTable(): Map<string, User> {
  return new Map([
    ['admin', newUser(demoUsers.admin, ['hudson.model.Hudson.Administer'])],
    ['dev', newUser(demoUsers.dev, developing)],
    ['viewer', newUser(demoUsers.viewer, reading)],
  ]);
}
