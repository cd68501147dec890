import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { askText } from '../../shell/dialogs/askText.ts';
import { CertificateFileError } from '../network/certificateFileError.ts';
import type { ClientSecrets, KeptFile, TlsSettings } from '../settings/connection.ts';

const { t } = vscode.l10n;

/** Client certificate that was chosen, with its secret parts. */
export interface ChosenClient {
  readonly tls: Pick<TlsSettings, 'client' | 'clientRevision'>;
  readonly secrets: ClientSecrets;
}

/** Asks for a file of authorities, and reads it. @throws CertificateFileError */
export async function chooseAuthority(): Promise<KeptFile | undefined> {
  const file = await chooseFile(t('Choose the Authority File'), { PEM: ['pem', 'crt', 'cer'] });
  return file && { name: nameOf(file), pem: await textOf(file) };
}

/** Asks for a client certificate with its key and passphrase, and reads the files. @throws CertificateFileError */
export async function chooseClient(title: string): Promise<ChosenClient | undefined> {
  const file = await chooseFile(t('Choose the Client Certificate'), {
    [t('Certificates')]: ['p12', 'pfx', 'pem', 'crt', 'cer'],
  });
  if (!file) return undefined;
  const isPfx = /\.(p12|pfx)$/i.test(file.path);
  const key = isPfx
    ? undefined
    : await chooseFile(t('Choose the Key of the Client Certificate'), { PEM: ['pem', 'key'] });
  if (!isPfx && !key) return undefined;
  const secret = key ? { key: await textOf(key) } : { pfx: (await bytesOf(file)).toString('base64') };
  const passphrase = await askPassphrase(title);
  if (passphrase === undefined) return undefined;
  const client = { name: nameOf(file), ...(isPfx ? {} : { pem: await textOf(file) }) };
  return {
    tls: { client, clientRevision: randomUUID() },
    secrets: { ...secret, ...(passphrase && { passphrase }) },
  };
}

/** @returns undefined when nothing was answered, and an empty text for none */
export async function askPassphrase(title: string, prompt = passphrasePrompt()): Promise<string | undefined> {
  const answer = await askText<string>({
    title,
    prompt,
    password: true,
    check: value => ({ value }),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

function passphrasePrompt(): string {
  return t('Passphrase of the certificate’s key. Leave empty if it has none.');
}

/** Reads a PEM file. @throws CertificateFileError */
export async function textOf(file: vscode.Uri): Promise<string> {
  return (await bytesOf(file)).toString('utf8');
}

/** Reads a file where the editor has it: beside the extension, or on the person's own machine. */
export async function bytesOf(file: vscode.Uri): Promise<Buffer> {
  try {
    return Buffer.from(await vscode.workspace.fs.readFile(file));
  } catch (cause) {
    throw new CertificateFileError(file.fsPath, cause);
  }
}

function nameOf(file: vscode.Uri): string {
  return file.path.slice(file.path.lastIndexOf('/') + 1);
}

async function chooseFile(title: string, kinds: Record<string, string[]>): Promise<vscode.Uri | undefined> {
  const filters = { ...kinds, [t('All files')]: ['*'] };
  const files = await vscode.window.showOpenDialog({ title, openLabel: t('Choose'), filters });
  return files?.[0];
}
