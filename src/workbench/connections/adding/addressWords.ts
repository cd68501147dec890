import * as vscode from 'vscode';
import { type BaseUrl, BaseUrlProblem } from '../../../http/baseUrl.ts';

// Words of addresses that a person is asked to use.

const { t } = vscode.l10n;

/** Whether requests to this address can be read on their way. */
export function isUnencrypted(base: BaseUrl): boolean {
  return base.origin.startsWith('http:') && !base.isLoopback;
}

/** Says that an address sends secrets unencrypted. */
export function unencryptedWords(base: BaseUrl): string {
  return t('{0} is not encrypted: your token can be read on its way to {1}.', base.href, base.host);
}

/** Sentences about an address that another one leads to. */
export function movedWords(from: BaseUrl, to: BaseUrl): string {
  const [oldName, newName] = [from, to].map(({ origin }) => new URL(origin).hostname);
  const sentences = [
    oldName === newName
      ? t('The server has moved to {0}.', to.href)
      : t('{0} leads to another host: {1}. Make sure that it belongs to your server.', from.host, to.href),
    isUnencrypted(to) ? unencryptedWords(to) : '',
  ];
  return sentences.filter(Boolean).join(' ');
}

/** Says that the scheme of an address is wrong. */
export function otherSchemeWords(typed: BaseUrl, other: BaseUrl): string {
  if (other.origin.startsWith('https:')) return t('{0} uses https on this port.', typed.host);
  const speaksHttp = t('{0} uses http on this port, not https.', typed.host);
  return isUnencrypted(other) ? `${speaksHttp} ${unencryptedWords(other)}` : speaksHttp;
}

/** Says why a text is no address. */
export function addressProblemWords(problem: BaseUrlProblem): string {
  switch (problem) {
    case BaseUrlProblem.empty:
      return t('Enter the address of the home page, such as https://ci.example.com.');
    case BaseUrlProblem.malformed:
      return t('This is not a valid address. Enter an address such as https://ci.example.com/path.');
    case BaseUrlProblem.scheme:
      return t('The address must start with https:// or http://.');
    case BaseUrlProblem.credentials:
      return t('Remove the user name and password from the address. You are asked for them next.');
  }
}

/** Says that the other product answers. */
export function otherProductWords(host: string, isJira: boolean): string {
  return isJira ? t('{0} is a Jira server, not Jenkins.', host) : t('{0} is a Jenkins server, not Jira.', host);
}
