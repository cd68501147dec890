import * as vscode from 'vscode';
import {
  type ForbiddenError,
  type InvalidRequestError,
  type LoginProblem,
  type ProxyError,
  type RequestError,
  type TlsError,
  type UnreachableError,
  UnreachableReason,
} from '../../../http/errors.ts';
import { type TlsProblem, tlsProblemOf } from '../../../http/tlsProblem.ts';
import { type UnconfirmedWriteError, UnknownReason } from '../../../http/unconfirmedWrite.ts';
import { ProxyProblem } from '../../../http/wireFailures.ts';
import type { WrongParametersError } from '../../../jenkins/errors.ts';

// Words of failures that tell more than their kind.

const { t } = vscode.l10n;

export function hostOf(error: RequestError): string {
  return new URL(error.request.origin).host;
}

/** Why a login was not accepted, and the next step. */
export function loginWords(problem: LoginProblem): { readonly why: string; readonly next: string } {
  const token = t('Sign in with a token.');
  const words: Readonly<Record<LoginProblem, readonly [why: string, next?: string]>> = {
    refused: [t('The user or the token was refused.')],
    ignored: [t('The server treated the request as anonymous: the token is invalid, or a proxy removed it.')],
    expired: [t('The token has expired or was revoked.')],
    noBasic: [t('Basic authentication is disabled.'), token],
    noPasswords: [t('Password sign-in is disabled.'), token],
  };
  const [why, next = t('Check the user name and replace the token.')] = words[problem];
  return { why, next };
}

export function tlsWords(error: TlsError): { readonly why: string; readonly next: string } {
  const host = hostOf(error);
  const words: Readonly<Record<TlsProblem, readonly [why: string, next: string]>> = {
    plain: [t('{0} does not support https.', host), t('Check the address: it may start with http://.')],
    version: [
      t('{0} supports no version of TLS or HTTP in common with the editor ({1}).', host, error.code),
      t('Ask its administrators: it must support TLS 1.2 and HTTP/1.1.'),
    ],
    client: [
      error.code.endsWith('HANDSHAKE_FAILURE')
        ? t('{0} refused the TLS handshake ({1}): it may require a client certificate.', host, error.code)
        : t('{0} requires a client certificate, or did not accept it ({1}).', host, error.code),
      t('Choose one in the network settings of the connection.'),
    ],
    server: [
      t('The certificate of {0} could not be verified ({1}).', host, error.code),
      t(
        'If your company has its own certificate authority, add its file to the connection, or trust this certificate.',
      ),
    ],
  };
  const [why, next] = words[tlsProblemOf(error)];
  return { why, next };
}

export function unreachableWords(error: UnreachableError): string {
  const host = hostOf(error);
  switch (error.why) {
    case UnreachableReason.name:
      return t('The host {0} could not be found.', new URL(error.request.origin).hostname);
    case UnreachableReason.refused:
      return t('Connection refused by {0}. Is the server running?', host);
    case UnreachableReason.route:
      return t('No network route to {0}.', host);
    case UnreachableReason.broken:
      return t('The connection to {0} was lost.', host);
  }
}

export function proxyWords(error: ProxyError): string {
  switch (error.problem) {
    case ProxyProblem.malformed:
      return t('The proxy address is not valid.');
    case ProxyProblem.unreachable:
      return t('The proxy {0} cannot be reached.', error.proxy);
    case ProxyProblem.tls:
      return t('The certificate of the proxy {0} could not be verified.', error.proxy);
    case ProxyProblem.authentication:
      return t('The proxy {0} requires authentication (407).', error.proxy);
    case ProxyProblem.refused:
      return t('The proxy {0} refused to connect to {1}.', error.proxy, hostOf(error));
    case ProxyProblem.protocol:
      return t('{0} is not a proxy of this kind.', error.proxy);
  }
}

/** @param whyOf words the reason of a failure */
export function unconfirmedWords(error: UnconfirmedWriteError, whyOf: (error: unknown) => string): string {
  const lost = whyOf(error.cause);
  switch (error.why) {
    case undefined:
      return t('The response was lost, and nothing on the server shows that it was done. {0}', lost);
    case UnknownReason.cannotLook:
      return t('The response was lost ({0}), and it could not be checked: {1}', lost, whyOf(error.lookError));
    case UnknownReason.leavesNoTrace:
      return t('The response was lost, and nothing shows whether it was done. {0}', lost);
    case UnknownReason.unidentified:
      return t('The server reported success, but not what it did.');
    case UnknownReason.changedOtherwise:
      return t('The response was lost, and there was another change. {0}', lost);
    case UnknownReason.mayStillCome:
      return t('The response was lost, and the server may still be working on it. {0}', lost);
  }
}

export function forbiddenWords(error: ForbiddenError): string {
  if (error.permission) return t('Your account lacks the permission {0}.', permissionName(error.permission));
  return error.reason
    ? t('You do not have permission to do this. The server says: {0}', error.reason)
    : t('You do not have permission to do this.');
}

/** `hudson.model.Item.Build` is *Job/Build* on every page of Jenkins. */
export function permissionName(permission: string): string {
  const groups: Readonly<Record<string, string>> = { Hudson: 'Overall', Item: 'Job', Computer: 'Agent' };
  const [group, name] = permission.split('.').slice(-2);
  return group && name ? `${groups[group] ?? group}/${name}` : permission;
}

export function wrongParameters({ unknown, refused, steering }: WrongParametersError): string {
  const sentences = [
    ...steering.map(name => steeringWords(name)),
    unknown.length > 0 && t('The job has no parameters with these names: {0}.', unknown.join(', ')),
    refused.length > 0 && t('The job does not allow these values: {0}.', refused.join(', ')),
  ];
  return sentences.filter(Boolean).join(' ');
}

function steeringWords(name: string): string {
  return name === 'delay'
    ? t('Jenkins reads a parameter named delay as the quiet period.')
    : t('Jenkins reads a parameter named {0} as an instruction.', name);
}

export function refusedWords(error: InvalidRequestError): string {
  const said = [...error.messages, ...Object.entries(error.fields).map(([field, reason]) => `${field}: ${reason}`)];
  return said.length > 0
    ? t('The server refused it: {0}', said.join(' '))
    : t('The server refused it and gave no reason.');
}
