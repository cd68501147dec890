export const JiraLogin = {
  /** `user:secret`; on Cloud an e-mail address and an API token. */
  basic: 'basic',
  /** A token alone: a personal access token of Server or Data Center. */
  bearer: 'bearer',
  /** A session of Server or Data Center, made with user and password. */
  session: 'session',
} as const;
export type JiraLogin = (typeof JiraLogin)[keyof typeof JiraLogin];

export type JiraCredentials =
  | { readonly login: typeof JiraLogin.basic; readonly user: string; readonly secret: string }
  | { readonly login: typeof JiraLogin.bearer; readonly secret: string }
  | { readonly login: typeof JiraLogin.session; readonly user: string; readonly secret: string };
