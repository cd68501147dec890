import * as vscode from 'vscode';
import type { Verdict } from '../../../doctor/verdicts.ts';
import { otherProductWords } from '../adding/addressWords.ts';
import type { Words } from './wayWords.ts';

const { t } = vscode.l10n;

/** Verdicts about who answers, and about the server itself. */
export const answerWords = {
  isJenkins: () => t('A Jenkins server answers.'),
  isJira: () => t('A Jira server answers.'),
  wantsLoginFirst: name =>
    name
      ? t('{0} asks for a login before the server answers: your token must get through it.', name)
      : t('A login is required before the server answers: your token must get through it.'),
  isOtherProduct: (host, product) => otherProductWords(host, product === 'jira'),
  moved: url => t('Use {0} if it belongs to your server.', url),
  redirectsAway: () => t('Use that address if it is correct.'),
  captivePortal: () => t('Your network asks you to sign in first. Sign in in the browser, then try again.'),
  firewall: name => t('The firewall {0} blocks the request. Ask its administrators to allow this machine.', name),
  proxyPage: name =>
    name
      ? t('The page is from the proxy {0}, which does not reach the server.', name)
      : t('A proxy in front of the server does not reach it.'),
  otherPage: () => t('Neither Jenkins nor Jira answers here. Check the address, its path and its port.'),
  nothingAtPath: () =>
    t('Nothing is at this path. Copy the address of the home page from the browser, with its path, such as /jenkins.'),
  starting: () => t('Try again in a minute.'),
  serverFails: () => t('Ask the server’s administrators to check its log.'),
  rateLimited: () => t('Wait a minute, then try again.'),
  wantsClientCertificate: () => t('Choose your client certificate in the network settings of the connection.'),
  otherScheme: url => t('The address should be {0}.', url),
  notHttp: () => t('It is not a web server. Check the port in the address.'),
  silent: () => t('It accepted the connection and then said nothing. Check whether a proxy or VPN is needed.'),
  redirectLoop: () => t('The redirects never end: a proxy and the server may disagree about https.'),
  brokenCompression: () => t('The compressed answer cannot be read: a proxy on the way damages it.'),
  brokenAnswer: () => t('The answer is not complete: a proxy on the way may change it.'),
  editorGetsThrough: () =>
    t('The editor’s own transport gets through: it may know a proxy or a sign-in that this connection does not.'),
  editorReachesToo: () => t('The editor’s own transport gets through, too.'),
  editorDoesNotReach: () => t('The editor’s own transport does not get through; this connection does not need it.'),
  gatewayLoginExpired: () => t('Replace the gateway’s cookie or header.'),
  notReached: host => t('{0} could not be asked.', host),
  versionKnown: (product, number) => t('{0} {1}', product, number),
  versionHidden: () => t('The server does not tell its version to anyone who is not signed in.'),
  rootUrlSame: () => t('The server knows itself by this address.'),
  rootUrlDiffers: root =>
    t('The server calls itself {0}. That is fine behind a VPN or a port forward; otherwise use that address.', root),
  rootUrlUnset: () => t('No administrator has set the server’s own address. Links in its notifications may not work.'),
  rootUrlUnknown: () => t('The server does not tell its own address.'),
  clockRight: () => t('The server’s clock agrees with this machine’s.'),
  clockOff: (minutes, direction) =>
    direction === 'ahead'
      ? t('The server’s clock is {0} minutes ahead of this machine’s: logins and tokens may expire early.', minutes)
      : t('The server’s clock is {0} minutes behind this machine’s: logins and tokens may expire early.', minutes),
  clockUnknown: () => t('The server does not tell its time.'),
} as const satisfies Partial<Readonly<Record<Verdict, Words>>>;
