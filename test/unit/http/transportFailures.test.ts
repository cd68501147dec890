import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  BaseUrl,
  HttpClient,
  Method,
  mayHaveArrived,
  type RequestError,
  TimedOutError,
  TlsError,
  UnreachableError,
} from '../../../src/http/index.ts';
import { TlsFailure } from '../../../src/http/wireFailures.ts';

/** The error that the client makes of what a transport throws. */
async function failureOf(thrown: unknown): Promise<RequestError> {
  const transport = {
    send: () => Promise.reject(thrown),
    close: async () => undefined,
  };
  const http = new HttpClient({ base: BaseUrl.parse('https://ci.test'), transport, userAgent: 'test' });
  return http.send({ method: Method.post, path: '/' }).then(
    () => assert.fail('it worked'),
    (error: RequestError) => error,
  );
}

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

describe('what a transport throws', () => {
  const table: readonly (readonly [thrown: unknown, kind: string, mayHaveArrived: boolean])[] = [
    [coded('ENOTFOUND'), 'unreachable: name', false],
    [coded('EAI_AGAIN'), 'unreachable: name', false],
    [coded('EAI_FAIL'), 'unreachable: name', false],
    [coded('EAI_NODATA'), 'unreachable: name', false],
    [coded('ECONNREFUSED'), 'unreachable: refused', false],
    ...['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'].flatMap(
      code =>
        [
          [coded(code), 'unreachable: route', true],
          [coded(code, { syscall: 'connect' }), 'unreachable: route', false],
          [coded(code, { syscall: 'read' }), 'unreachable: route', true],
        ] as const,
    ),
    [coded('EWHATEVER', { syscall: 'getaddrinfo' }), 'unreachable: broken', false],
    [coded('ECONNRESET'), 'unreachable: broken', true],
    [coded('ECONNRESET', { syscall: 'connect' }), 'unreachable: broken', false],
    [coded('odd', { code: 20, cause: coded('ENOTFOUND') }), 'unreachable: name', false],
    [new Error('odd', { cause: coded('ECONNREFUSED') }), 'unreachable: refused', false],
    [coded('UND_ERR_CONNECT_TIMEOUT'), 'timed out connecting', false],
    [coded('UND_ERR_HEADERS_TIMEOUT'), 'timed out', true],
    [coded('UND_ERR_BODY_TIMEOUT'), 'timed out', true],
    [coded('ETIMEDOUT'), 'timed out', true],
    [coded('ETIMEDOUT', { syscall: 'connect' }), 'timed out connecting', false],
    ...[
      ...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'EPROTO'],
      ...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'HOSTNAME_MISMATCH', 'INVALID_CA'],
      ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
      ...['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
    ].map(code => [coded(code), `tls: ${code}`, false] as const),
    ...['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'EPROTOTYPE', 'X_CERT_HAS_EXPIRED', 'ERR_SSL_ALERT'].map(
      code => [coded(code), 'unreachable: broken', true] as const,
    ),
    ...['ECONNRESET', 'EPIPE'].map(code => [new TlsFailure(code, undefined), 'unreachable: broken', false] as const),
    [new TlsFailure('CERT_HAS_EXPIRED', undefined), 'tls: CERT_HAS_EXPIRED', false],
    [new Error('no code'), 'unreachable: broken', true],
    ['no error', 'unreachable: broken', true],
    [null, 'unreachable: broken', true],
    [undefined, 'unreachable: broken', true],
    [new TypeError('fetch failed', { cause: coded('ENOTFOUND') }), 'unreachable: name', false],
    [new TypeError('x', { cause: coded('EHOSTDOWN', { syscall: 'connect' }) }), 'unreachable: route', false],
    [new AggregateError([coded('ECONNREFUSED'), coded('ENETDOWN')]), 'unreachable: refused', false],
    [new AggregateError([coded('ENETDOWN', { syscall: 'connect' })]), 'unreachable: route', false],
    [new AggregateError([]), 'unreachable: broken', true],
    [Object.assign(new Error('x'), { code: 7 }), 'unreachable: broken', true],
  ];
  for (const [thrown, kind, arrived] of table) {
    const syscall = thrown instanceof Error && 'syscall' in thrown ? ` of ${thrown.syscall}` : '';
    it(`${String(thrown)}${syscall}: ${kind}`, async () => {
      const error = await failureOf(thrown);
      assert.equal(kindOf(error), kind);
      assert.equal(mayHaveArrived(error), arrived);
      assert.deepEqual(error.request, { method: 'POST', origin: 'https://ci.test', path: '/' });
    });
  }
});

function kindOf(error: RequestError): string {
  if (error instanceof UnreachableError) return `unreachable: ${error.why}`;
  if (error instanceof TimedOutError) return error.connecting ? 'timed out connecting' : 'timed out';
  return error instanceof TlsError ? `tls: ${error.code}` : error.name;
}
