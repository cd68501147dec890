import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ForbiddenError, InterceptedError, TlsError, wantsClientCertificate } from '../../../src/http/index.ts';

describe('a server that asks for a client certificate', () => {
  const request = { method: 'GET', origin: 'https://ci.example.com', path: '/login' };

  it('is known by the alerts of TLS, and by its page', () => {
    const asking = [
      new TlsError('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', request),
      new TlsError('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', request),
      new InterceptedError('400 No required SSL certificate was sent', request, { status: 400 }),
      new InterceptedError('496 SSL Certificate Required', request, { status: 496 }),
      new ForbiddenError(undefined, request, { status: 403, reason: 'A client certificate is required.' }),
    ];
    for (const error of asking) assert.ok(wantsClientCertificate(error), error.message);
  });

  it('is not taken for one that is not trusted, or that lacks something else', () => {
    const others = [
      new TlsError('DEPTH_ZERO_SELF_SIGNED_CERT', request),
      new TlsError('ERR_SSL_WRONG_VERSION_NUMBER', request),
      new InterceptedError('Sign in', request, { status: 403 }),
      new InterceptedError('About our SSL certificate', request, { status: 200 }),
      new Error('client certificate'),
    ];
    for (const error of others) assert.ok(!wantsClientCertificate(error), error.message);
  });
});
