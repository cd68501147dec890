import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'mocha';
import { Redactor } from '../../../src/base/redactor.ts';
import { BaseUrl, movedBase, RedirectedError } from '../../../src/http/index.ts';
import { isLoginInsteadOf } from '../../../src/http/loginPage.ts';
import { sameFingerprint } from '../../../src/http/peerCertificate.ts';
import { HttpResponse } from '../../../src/http/response.ts';
import { retryAfterMs } from '../../../src/http/retries.ts';

const request = { method: 'GET', origin: 'https://ci.test', path: '/ci/job/a/' };

function page(path = request.path, type = 'text/html'): HttpResponse {
  const wire = { status: 200, headers: { 'content-type': type }, body: Readable.from([]) };
  return new HttpResponse(wire, { ...request, path }, undefined);
}

describe('what is typed as a base URL', () => {
  it('has https where it names no protocol, whatever follows', () => {
    for (const [typed, href] of [
      ['ci.test/http://x', 'https://ci.test/http://x'],
      ['ci.test', 'https://ci.test'],
      ['HTTP://ci.test/a///', 'http://ci.test/a'],
    ] as const) {
      assert.equal(BaseUrl.parse(typed).href, href);
    }
    assert.equal(BaseUrl.parse('ci.test:8443/a').host, 'ci.test:8443');
  });

  it('is of this machine by its whole host', () => {
    for (const host of ['127.0.0.1', '127.9.9.9', 'localhost', '[::1]']) {
      assert.equal(BaseUrl.parse(`http://${host}`).isLoopback, true, host);
    }
    for (const host of ['127.0.0.1.evil.test', 'x127.0.0.1.test', 'localhost.test', '128.0.0.1']) {
      assert.equal(BaseUrl.parse(`http://${host}`).isLoopback, false, host);
    }
  });

  it('moves along with a redirect over http and https alone', () => {
    const base = BaseUrl.parse('https://ci.test/ci');
    const moved = (to: string) => movedBase(base, new RedirectedError(to, request, { status: 302 }))?.href;
    assert.equal(moved('https://new.test/job/a/'), 'https://new.test');
    assert.equal(moved('http://new.test/ci/job/a/'), 'http://new.test/ci');
    for (const protocol of ['xhttps', 'httpx', 'ftp']) assert.equal(moved(`${protocol}://new.test/job/a/`), undefined);
  });
});

describe('answers by their words', () => {
  it('come later by seconds or by a date', () => {
    for (const value of ['7', ' 7 ']) assert.equal(retryAfterMs(value), 7000);
    for (const value of ['Sun, 06 Nov 2044 08:49:37 GMT', '06 Nov 2044 08:49:37', '6 Nov 2044 08:49 UTC']) {
      assert.ok((retryAfterMs(value) ?? 0) > 1e9, value);
    }
    assert.equal(retryAfterMs('1 Jan 2001'), 0);
    assert.equal(retryAfterMs('soon'), undefined);
  });

  it('are a login in place of a file that is no page', () => {
    for (const name of ['a.html', 'a.XHTML', 'a.jsp', 'a.shtml', 'a.htm', 'a.xht']) {
      assert.equal(isLoginInsteadOf(request, page(), name), false, name);
    }
    for (const name of ['a.html.zip', 'html', 'a.txt'])
      assert.equal(isLoginInsteadOf(request, page(), name), true, name);
    assert.equal(isLoginInsteadOf(request, page(request.path, 'text/plain'), 'a.txt'), false);
  });

  it('are a login after a redirect to one', () => {
    const ends = ['login', 'loginError', 'login.jsp', 'login.action', 'signin', 'sign_in', 'login/'];
    const starts = ['securityRealm', 'user/login', 'oauth', 'oauth2', 'saml', 'saml2', 'sso', 'idp', 'realms', 'sso/x'];
    for (const path of [...ends, ...starts]) {
      assert.equal(isLoginInsteadOf(request, page(`/x/${path}`, 'text/plain'), 'a.txt'), true, path);
    }
    for (const path of ['login/x', 'xlogin', 'ssox', 'loginx', 'a/login/a.txt']) {
      assert.equal(isLoginInsteadOf(request, page(`/x/${path}`, 'text/plain'), 'a.txt'), false, path);
    }
  });

  it('have a fingerprint in several spellings', () => {
    const digits = 'ab'.repeat(32);
    const pairs = digits.match(/../g)?.join(':') ?? '';
    for (const other of [digits, pairs, `SHA256 ${pairs.toUpperCase()}`, `  sha-256: ${digits}`]) {
      assert.equal(sameFingerprint(digits, other), true, other);
    }
    for (const other of [digits.slice(2), `${digits}ab`, `x sha256 ${digits}`, digits.replace('a', 'c')]) {
      assert.equal(sameFingerprint(digits, other), false, other);
    }
    assert.equal(sameFingerprint('ab', 'ab'), false);
  });

  it('hold no secret in Base64, padded or not', () => {
    for (const secret of ['secret-1', 'secret-12', 'secret-123']) {
      const redactor = new Redactor();
      redactor.keepOut(secret);
      const padded = Buffer.from(secret).toString('base64');
      for (const form of [padded, padded.replace(/=+$/, '')]) {
        assert.match(redactor.redact(`<${form}>`), /^<•••=*>$/, form);
      }
    }
  });
});
