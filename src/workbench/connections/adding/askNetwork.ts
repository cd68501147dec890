import * as vscode from 'vscode';
import type { ExtraHeaders } from '../../../http/extraHeaders.ts';
import { noProxyAtAll } from '../../../http/networkOptions.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import {
  type ClientSecrets,
  type Connection,
  type NetworkSettings,
  networkOf,
  type TlsSettings,
} from '../settings/connection.ts';
import { askHeaders } from './askHeaders.ts';
import { chooseAuthority, chooseClient } from './certificateFiles.ts';

const { t } = vscode.l10n;

/** Person's change to the network settings of a connection. */
export interface NetworkChange {
  readonly network: NetworkSettings;
  /** Present when the client certificate changed; undefined when there is none any more. */
  readonly client?: ClientSecrets | undefined;
  /** Present when headers or cookies for a gateway changed. */
  readonly headers?: ExtraHeaders;
}

type Ask = (network: NetworkSettings, title: string) => Promise<NetworkChange | undefined>;

/**
 * Asks which network setting to change, and for the change.
 * @param headers those that are stored
 */
export async function askNetwork(
  connection: Connection,
  headers: ExtraHeaders,
  title: string,
): Promise<NetworkChange | undefined> {
  const { url, headerNames: names = [] } = connection;
  const network = networkOf(connection);
  const { tls, proxy, transport } = network;
  const notSet = t('not set');
  const answer = await askPick<Ask>({
    title,
    placeholder: t('Network settings for {0}', connection.url),
    items: [
      { label: t('Proxy'), description: proxy ?? t('from the editor’s settings'), value: askProxy },
      { label: t('Certificate authorities'), description: tls?.ca?.name ?? notSet, value: askAuthority },
      { label: t('Client certificate'), description: tls?.client?.name ?? notSet, value: askClientCertificate },
      ...(tls?.pinnedFingerprint
        ? [{ label: t('Trusted certificate'), description: tls.pinnedFingerprint, value: forgetPin }]
        : []),
      {
        label: t('Gateway cookies and headers'),
        description: names.length > 0 ? names.join(', ') : notSet,
        value: async () => {
          const changed = await askHeaders({ title, url, names, headers });
          return changed && { network, headers: changed };
        },
      },
      { label: t('Transport'), description: wayWords(transport), value: askWay },
    ],
  });
  return answer.kind === 'answered' ? answer.value(network, title) : undefined;
}

/** Describes the transport. */
function wayWords(transport: TransportKind | undefined): string {
  return transport === TransportKind.hostFetch ? t('the editor’s') : t('built-in');
}

async function askProxy(network: NetworkSettings, title: string): Promise<NetworkChange | undefined> {
  const answer = await askText<string>({
    title,
    value: network.proxy,
    prompt: t(
      'Proxy for this connection (http://, https:// or socks5://). Enter “none” for no proxy, or leave empty to use the editor’s settings.',
    ),
    check(text) {
      const proxy = text.trim();
      if (proxy === '' || proxy === noProxyAtAll) return { value: proxy };
      if (!URL.canParse(proxy) || !/^(https?|socks5h?):\/\//i.test(proxy)) {
        return { problem: t('Enter a proxy such as http://proxy.example.com:8080.') };
      }
      // It would stand in the settings for everybody to read.
      return new URL(proxy).password
        ? { problem: t('Remove the password. It belongs in the editor’s setting http.proxyAuthorization.') }
        : { value: proxy };
    },
  });
  if (answer.kind !== 'answered') return undefined;
  const { proxy: _, ...rest } = network;
  return { network: answer.value ? { ...rest, proxy: answer.value } : rest };
}

async function askAuthority(network: NetworkSettings, title: string): Promise<NetworkChange | undefined> {
  return askFile(title, network.tls?.ca !== undefined, async remove => {
    const ca = remove ? undefined : await chooseAuthority();
    if (!remove && !ca) return undefined;
    return { network: withTls(network, ({ ca: _, ...rest }) => (ca ? { ...rest, ca } : rest)) };
  });
}

async function askClientCertificate(network: NetworkSettings, title: string): Promise<NetworkChange | undefined> {
  return askFile(title, network.tls?.client !== undefined, async remove => {
    const none = ({ client: _client, clientRevision: _revision, ...rest }: TlsSettings) => rest;
    if (remove) return { network: withTls(network, none), client: undefined };
    const chosen = await chooseClient(title);
    return chosen && { network: withTls(network, tls => ({ ...tls, ...chosen.tls })), client: chosen.secrets };
  });
}

async function forgetPin(network: NetworkSettings): Promise<NetworkChange> {
  return { network: withTls(network, ({ pinnedFingerprint: _, ...rest }) => rest) };
}

async function askWay(network: NetworkSettings, title: string): Promise<NetworkChange | undefined> {
  const answer = await askPick<TransportKind>({
    title,
    placeholder: t('Select a transport'),
    active: network.transport ?? TransportKind.undici,
    items: [
      {
        label: wayWords(TransportKind.undici),
        detail: t('Supports proxies from the settings and the environment, and certificates of this connection'),
        value: TransportKind.undici,
      },
      {
        label: wayWords(TransportKind.hostFetch),
        detail: t('Supports proxies of the operating system (PAC, Kerberos), but no certificates of this connection'),
        value: TransportKind.hostFetch,
      },
    ],
  });
  if (answer.kind !== 'answered') return undefined;
  const { transport: _, ...rest } = network;
  return { network: answer.value === TransportKind.hostFetch ? { ...rest, transport: answer.value } : rest };
}

/** Chooses a file, or removes the current one. */
async function askFile(
  title: string,
  isSet: boolean,
  change: (remove: boolean) => Promise<NetworkChange | undefined>,
): Promise<NetworkChange | undefined> {
  if (!isSet) return change(false);
  const answer = await askPick<boolean>({
    title,
    placeholder: t('Choose another file, or remove it'),
    items: [
      { label: t('Choose another file'), value: false },
      { label: t('Remove it'), value: true },
    ],
  });
  return answer.kind === 'answered' ? change(answer.value) : undefined;
}

function withTls(network: NetworkSettings, change: (tls: TlsSettings) => TlsSettings): NetworkSettings {
  const { tls = {}, ...rest } = network;
  const changed = change(tls);
  return Object.keys(changed).length > 0 ? { ...rest, tls: changed } : rest;
}
