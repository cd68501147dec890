import * as vscode from 'vscode';
import { Product } from '../settings/connection.ts';

const { t } = vscode.l10n;

/** Whether a text has the form of Jenkins' API tokens: 11, and 32 hexadecimal digits. */
export function isJenkinsToken(text: string): boolean {
  return /^11[\da-f]{32}$/.test(text);
}

/** Whether a text has the form of a personal access token of Jira Data Center: in base64 a number, a colon and bytes. */
function isPersonalAccessToken(text: string): boolean {
  return /^[\dA-Za-z+/]{44}$/.test(text) && /^\d{6,}:/.test(Buffer.from(text, 'base64').toString('latin1'));
}

/** Says that a secret, by its form, is one of another server; undefined where it does not show. */
export function foreignSecretWords(product: Product, isCloud: boolean, secret: string): string | undefined {
  const isJenkins = product === Product.jenkins;
  if (!isJenkins && isJenkinsToken(secret)) return t('This is a Jenkins API token, not a Jira token.');
  if (secret.startsWith('ATATT') && !isCloud) {
    return isJenkins
      ? t('This is an Atlassian API token, not a Jenkins token.')
      : t('This is an Atlassian API token, which works with Jira Cloud only.');
  }
  if (!isPersonalAccessToken(secret) || (!isJenkins && !isCloud)) return undefined;
  return t('This is a Jira Data Center personal access token.');
}
