import * as vscode from 'vscode';
import { foreignForm, SecretForm } from '../../../doctor/secretForm.ts';
import { Product } from '../settings/connection.ts';

const { t } = vscode.l10n;

/** Says that a secret, by its form, is one of another server; undefined where it does not show. */
export function foreignSecretWords(product: Product, isCloud: boolean, secret: string): string | undefined {
  const form = foreignForm(product, isCloud, secret);
  return form && foreignFormWords(form, product);
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
