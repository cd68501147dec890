import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { ProxySource, proxyFor } from '../../../http/proxyFor.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import { readNetwork } from '../network/networkSource.ts';
import { type Connection, hasSecret, userOf } from '../settings/connection.ts';

const { t } = vscode.l10n;

/** Facts about a connection for tooltips, a line each. */
export function connectionDetails(connection: Connection, server: string | undefined): string[] {
  const user = userOf(connection);
  const { tls, headerNames = [] } = connection;
  return [
    connection.url,
    user ? t('Signed in as {0}', user) : !hasSecret(connection) && t('Not signed in'),
    server,
    t('Network: {0}', wayOf(connection)),
    tls?.ca && t('Trusts the authorities of {0}', tls.ca.name),
    tls?.pinnedFingerprint && t('Trusts the certificate {0}', tls.pinnedFingerprint),
    headerNames.length > 0 && t('Sent to its gateway: {0}', headerNames.join(', ')),
    tls?.client && t('Client certificate: {0}', tls.client.name),
    environmentWords(),
  ].filter((line): line is string => Boolean(line));
}

/** Names the variables that steer requests, on the machine where the extension runs; their values may hold passwords. */
function environmentWords(): string | undefined {
  const names = steering.filter(name => process.env[name] || process.env[name.toLowerCase()]);
  if (names.length === 0) return undefined;
  const machine = vscode.env.remoteName ?? t('this machine');
  return t('Set in the environment of {0}: {1}', machine, names.join(', '));
}

const steering = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS'];

/** Way of the requests to the server. */
export function wayOf(connection: Connection): string {
  if (connection.transport === TransportKind.hostFetch) return t('the editor’s transport');
  try {
    const own = connection.proxy ? { proxy: connection.proxy } : {};
    const proxy = proxyFor(new URL(BaseUrl.parse(connection.url).href), { ...readNetwork(), own });
    if (!proxy) return t('direct connection');
    switch (proxy.source) {
      case ProxySource.connection:
        return t('through {0} (set for this connection)', proxy.origin);
      case ProxySource.settings:
        return t('through {0} (set in the editor)', proxy.origin);
      case ProxySource.environment:
        return t('through {0} (set in the environment)', proxy.origin);
    }
  } catch {
    return t('through a proxy with an invalid address');
  }
}
