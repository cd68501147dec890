import * as vscode from 'vscode';
import type { TlsError } from '../../../http/index.ts';
import { askModal } from '../../shell/messages/notifications.ts';
import type { TlsSettings } from '../settings/connection.ts';
import { type ChosenClient, chooseAuthority, chooseClient } from './certificateFiles.ts';

const { t } = vscode.l10n;

/**
 * Shows the certificate that could not be verified, and asks what to do about it.
 * @returns the trust settings for the connection; undefined when it stays untrusted
 */
export async function askToTrust(
  error: Pick<TlsError, 'code' | 'certificate'>,
  host: string,
): Promise<TlsSettings | undefined> {
  const { certificate } = error;
  if (!certificate) return undefined;
  const trust = t('Trust This Certificate');
  const choose = t('Choose Authority File…');
  const date = (moment: Date) => moment.toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
  const detail = [
    t('For: {0}', certificate.subject),
    certificate.altNames && t('Names: {0}', certificate.altNames),
    t('Issued by: {0}', certificate.selfSigned ? t('itself') : certificate.issuer),
    t('Valid: {0} to {1}', date(certificate.validFrom), date(certificate.validTo)),
    t('SHA-256: {0}', certificate.fingerprint),
    '',
    t(
      'Compare the fingerprint with one from a source that you trust. The certificate is trusted for this connection only.',
    ),
  ];
  const chosen = await askModal(
    t('The certificate of {0} could not be verified ({1}).', host, error.code),
    { detail: detail.filter(line => line !== undefined).join('\n') },
    // Enter chooses the first button: the safer one.
    choose,
    trust,
  );
  if (chosen === trust) return { pinnedFingerprint: certificate.fingerprint };
  if (chosen !== choose) return undefined;
  const ca = await chooseAuthority();
  return ca && { ca };
}

/** Says that the server asks for a client certificate, and offers to choose it. */
export async function askForClient(why: string, title: string): Promise<ChosenClient | undefined> {
  const choose = t('Choose Client Certificate');
  const detail = t('It is stored on this machine, with its key as a secret, and sent to this server only.');
  return (await askModal(why, { detail }, choose)) === choose ? chooseClient(title) : undefined;
}
