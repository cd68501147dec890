import * as vscode from 'vscode';
import { foreignForm, hasStrayCharacters, SecretForm } from '../../../doctor/secretForm.ts';
import { Product } from '../settings/connection.ts';

const { t } = vscode.l10n;

/** Says that a secret, by its form, is one of another server or was not copied well; undefined where it does not show. */
export function foreignSecretWords(product: Product, isCloud: boolean, secret: string): string | undefined {
  if (hasStrayCharacters(secret)) return strayWords();
  const form = foreignForm(product, isCloud, secret);
  return form && foreignFormWords(form, product);
}

export function strayWords(): string {
  return t('The token has spaces, line breaks or invisible characters around it or in it.');
}

/** Says of which server a secret is, by its form. @param product of the connection */
export function foreignFormWords(form: SecretForm, product: Product): string {
  switch (form) {
    case SecretForm.jenkinsToken:
      return t('This is a Jenkins API token, not a Jira token.');
    case SecretForm.atlassianToken:
      return product === Product.jenkins
        ? t('This is an Atlassian API token, not a Jenkins token.')
        : t('This is an Atlassian API token, which works with Jira Cloud only.');
    case SecretForm.personalToken:
      return t('This is a Jira Data Center personal access token.');
  }
}
