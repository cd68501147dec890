import { isJenkinsToken } from '../jenkins/session/tokenForm.ts';
import { ServerKind } from './serverKind.ts';

/** Kind of a secret, as its form tells it. */
export const SecretForm = {
  jenkinsToken: 'jenkinsToken',
  atlassianToken: 'atlassianToken',
  /** Personal access token of a Jira Data Center. */
  personalToken: 'personalToken',
} as const;
export type SecretForm = (typeof SecretForm)[keyof typeof SecretForm];

/** Whether a text has the form of a personal access token of Jira Data Center: in base64 a number, a colon and bytes. */
function isPersonalAccessToken(text: string): boolean {
  return /^[\dA-Za-z+/]{44}$/.test(text) && /^\d{6,}:/.test(Buffer.from(text, 'base64').toString('latin1'));
}

/** Whether characters came along with a secret that no token has: blanks around it, line breaks, invisible ones. */
export function hasStrayCharacters(secret: string): boolean {
  return secret.trim() !== secret || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(secret);
}

/** Form of a secret that, by its form, is one of another server; undefined where it does not show. */
export function foreignForm(kind: ServerKind, isCloud: boolean, secret: string): SecretForm | undefined {
  const isJenkins = kind === ServerKind.jenkins;
  if (!isJenkins && isJenkinsToken(secret)) return SecretForm.jenkinsToken;
  if (secret.startsWith('ATATT') && !isCloud) return SecretForm.atlassianToken;
  return isPersonalAccessToken(secret) && (isJenkins || isCloud) ? SecretForm.personalToken : undefined;
}
