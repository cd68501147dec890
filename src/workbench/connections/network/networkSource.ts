import * as vscode from 'vscode';
import { asStrings } from '../../../base/json.ts';
import { type NetworkOptions, ProxySupport, plainNetwork, proxyEnvironment } from '../../../http/networkOptions.ts';

const keys = ['proxySupport', 'proxy', 'noProxy', 'proxyAuthorization', 'proxyStrictSSL', 'systemCertificates'];

/** Reads the editor's proxies and certificates: the `http.*` settings and the environment. */
export function readNetwork(): Omit<NetworkOptions, 'own'> {
  const support = Object.values(ProxySupport).find(each => each === userValue('proxySupport'));
  return {
    proxySupport: support ?? plainNetwork.proxySupport,
    proxy: text('proxy'),
    noProxy: asStrings(userValue('noProxy')),
    proxyAuthorization: text('proxyAuthorization'),
    proxyStrictTls: userValue('proxyStrictSSL') !== false,
    systemCertificates: userValue('systemCertificates') !== false,
    environment: proxyEnvironment(process.env),
  };
}

/** Whether a change of the settings affects {@link readNetwork}. */
export function affectsNetwork(event: vscode.ConfigurationChangeEvent): boolean {
  return keys.some(key => event.affectsConfiguration(`http.${key}`));
}

function text(key: string): string | undefined {
  const value = userValue(key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The user's own value or the default: a folder must not send a token through a proxy of its choice. */
function userValue(key: string): unknown {
  const found = vscode.workspace.getConfiguration('http').inspect(key);
  return found?.globalValue ?? found?.defaultValue;
}
