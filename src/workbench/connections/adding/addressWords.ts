import * as vscode from 'vscode';
import type { BaseUrl } from '../../../http/baseUrl.ts';

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
