import type { JiraRequest } from './answerRequest.ts';
import type { Answer } from './exchange.ts';

/** Server before a Jira that lets nothing in without credentials, not even where Jira would answer anybody. */
export const FrontDoor = {
  /** Atlassian's gateway for scoped tokens, api.atlassian.com. */
  atlassianEdge: 'atlassianEdge',
  /** Single sign-on that refuses, shows its form, or leads to it on this host or on another. */
  forbidden: 'forbidden',
  form: 'form',
  ownRedirect: 'ownRedirect',
  foreignRedirect: 'foreignRedirect',
} as const;
export type FrontDoor = (typeof FrontDoor)[keyof typeof FrontDoor];

const loginForm: Answer = {
  status: 200,
  html: '<html><head><title>Sign in</title></head><body><form><input name="u"><input type="password"></form></body></html>',
};
const answers: Readonly<Record<FrontDoor, Answer>> = {
  atlassianEdge: { status: 401, body: { code: 401, message: 'Unauthorized' }, headers: { Server: 'AtlassianEdge' } },
  forbidden: { status: 403, html: '<html><head><title>Access denied</title></head><body></body></html>' },
  form: loginForm,
  ownRedirect: { status: 302, headers: { Location: '/sso/start' } },
  foreignRedirect: { status: 302, headers: { Location: 'https://sso.example.com/adfs/ls/?wa=wsignin1.0' } },
};

/** Answer of the front door; undefined for what it lets in. */
export function answerAtDoor(door: FrontDoor | undefined, { headers, path }: JiraRequest): Answer | undefined {
  if (!door || headers.authorization) return undefined;
  return path.startsWith('/sso/') ? loginForm : answers[door];
}
