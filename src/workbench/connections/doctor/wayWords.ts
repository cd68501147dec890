import * as vscode from 'vscode';
import type { Verdict } from '../../../doctor/verdicts.ts';
import { BaseUrl, BaseUrlProblem } from '../../../http/baseUrl.ts';
import { addressProblemWords, unencryptedWords } from '../adding/addressWords.ts';

const { t } = vscode.l10n;

/** Sentence of a verdict, of its values; empty where the words of its failure say all. */
export type Words = (...values: string[]) => string;

const ofFailure: Words = () => '';
const checkNetwork = () => t('Check your network and whether a VPN is needed.');

/** Verdicts of the steps that lead to an answer. */
export const wayWords = {
  addressGood: url => t('The server address is {0}.', url),
  addressEmpty: () => addressProblemWords(BaseUrlProblem.empty),
  addressMalformed: () => addressProblemWords(BaseUrlProblem.malformed),
  addressScheme: () => addressProblemWords(BaseUrlProblem.scheme),
  addressCredentials: () => addressProblemWords(BaseUrlProblem.credentials),
  addressIsPage: url => t('That is a link to a page. The server address is {0}.', url),
  addressUnencrypted: url => unencryptedWords(BaseUrl.parse(url)),
  addressUnderscore: name =>
    t('The host name {0} has an underscore, which some servers, proxies and certificates do not accept.', name),
  namesFound: name => t('{0} was found.', name),
  nameIsAddress: address => t('{0} needs no name lookup.', address),
  nameOnlyV6: name => t('{0} has IPv6 addresses only: your network must support IPv6.', name),
  nameNotFound: () => t('Check the spelling of the address, and whether a VPN or a proxy is needed.'),
  nameLeftToProxy: (name, proxy) => t('This machine does not know {0}: the proxy {1} looks it up.', name, proxy),
  nameUnknownHere: name => t('This machine does not know {0}.', name),
  directByConnection: () => t('Direct connection: proxies are turned off for this connection.'),
  directSwitchedOff: () => t('Direct connection: the setting http.proxySupport is off.'),
  directLoopback: () => t('Direct connection: this machine itself is reached without a proxy.'),
  directExempt: (host, entry, source) => t('Direct connection: {2} exempts {0} by “{1}”.', host, entry, source),
  directUnset: () => t('Direct connection: no proxy is set.'),
  proxyOfConnection: proxy => t('Through the proxy {0}, which is set for this connection.', proxy),
  proxyOfSettings: proxy => t('Through the proxy {0}, which is set in the editor (http.proxy).', proxy),
  proxyOfEnvironment: (proxy, name) => t('Through the proxy {0}, which is set in the environment ({1}).', proxy, name),
  proxyMalformed: () => t('It must start with http://, https:// or socks5://.'),
  leftToEditor: () => t('The connection uses the editor’s transport, which chooses the proxy itself.'),
  connected: host => t('{0} accepts connections.', host),
  connectedThroughProxy: (host, proxy) => t('{0} is reached through {1}.', host, proxy),
  portClosed: () => t('Nothing listens on this port. Check the port in the address.'),
  noRoute: checkNetwork,
  noIpv6: host =>
    t('{0} is reached by IPv6 only, and this network does not lead there. Use a network or VPN with IPv6.', host),
  connectTimeout: () => t('A firewall may drop the connection. Check whether a VPN or a proxy is needed.'),
  connectionBroken: () => t('A firewall or proxy may be closing it. Check the port, and whether a proxy is needed.'),
  proxyUnreachable: () => t('Check its address, or turn the proxy off.'),
  proxyWantsLogin: () => t('Add a user name and password to the proxy’s address, or set http.proxyAuthorization.'),
  proxyLoginRefused: () =>
    t('The proxy does not take the user name and password that it is given. Correct them where the proxy is set.'),
  proxyRefuses: () => t('Its rules do not allow this server. Ask its administrators, or exempt the server from it.'),
  proxyNotTrusted: () => t('Add your company’s certificate authority to this machine or to the connection.'),
  notAProxy: () => t('Check its address, its port and whether it starts with http:// or socks5://.'),
  tlsNone: () => t('The connection is not encrypted.'),
  tlsGood: protocol => t('The certificate is valid ({0}).', protocol),
  tlsPinned: protocol => t('The certificate is the one that you trust ({0}).', protocol),
  tlsExpiresSoon: days => t('The certificate expires in {0} days. Ask the administrators to renew it.', days),
  tlsExpired: date => t('It expired on {0}. The administrators must renew it.', date),
  tlsAuthorityExpired: (authority, date) =>
    t('The certificate of its authority {0} expired on {1}. The administrators must renew it.', authority, date),
  tlsNotYetValid: date => t('It is valid from {0} on. Check the clock of this machine.', date),
  tlsWrongName: names => t('It was issued for other names: {0}. Use one of them in the address.', names),
  tlsSelfSigned: () => t('It is self-signed. Compare its fingerprint with one that you trust, then trust it here.'),
  tlsIntermediateMissing: issuer =>
    t(
      'The server does not send the intermediate certificate of {0}. The administrators should add it; until then, trust this certificate or add the file of that authority.',
      issuer,
    ),
  tlsUnknownAuthority: issuer =>
    t(
      'Its authority is not trusted on this machine: {0}. Add the authority’s file to the connection, or trust this certificate.',
      issuer,
    ),
  tlsOldProtocol: () => t('The server supports only old TLS versions, which are not safe. It must support TLS 1.2.'),
  tlsWantsClient: () => t('Choose your client certificate in the network settings of the connection.'),
  tlsAsksForClient: () =>
    t('The server asks for a client certificate. It may let you in without; otherwise choose yours.'),
  tlsClientShown: () => t('The server asks for a client certificate, and this connection shows one.'),
  tlsNoCipher: () =>
    t('It asked for no certificate: it supports no cipher that is still safe. Its administrators must allow others.'),
  tlsOnlyHttp2: () => t('The server takes only HTTP/2 on this port. It must support HTTP/1.1, too.'),
  tlsPlain: () => t('Another service answers on this port. Check the port in the address.'),
  tlsHangsUp: () => t('It happened while TLS was being set up: a firewall may block the server’s name.'),
  tlsPinChanged: () =>
    t('It is not the certificate that you trust for this connection. If it was renewed, compare its fingerprint.'),
  tlsOther: ofFailure,
  tlsOwnCertificate: () => t('A certificate file of the connection cannot be used. Choose it again.'),
} as const satisfies Partial<Readonly<Record<Verdict, Words>>>;
