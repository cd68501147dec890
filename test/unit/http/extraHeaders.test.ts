import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  ExtraHeaderError,
  ExtraHeaderProblem,
  mergeExtraHeaders,
  parseExtraHeaders,
  withExtraHeaders,
} from '../../../src/http/index.ts';

describe('headers and cookies for a gateway', () => {
  const cookie = (name: string, value: string) => ({ headers: [], cookies: [{ name, value }] });
  const header = (name: string, value: string) => ({ headers: [{ name, value }], cookies: [] });

  it('are read as browsers show them', () => {
    assert.deepEqual(parseExtraHeaders(' SSO=a1b2== \n'), cookie('SSO', 'a1b2=='));
    assert.deepEqual(parseExtraHeaders('Cookie: SSO=a; other="b";'), {
      headers: [],
      cookies: [
        { name: 'SSO', value: 'a' },
        { name: 'other', value: '"b"' },
      ],
    });
    assert.deepEqual(parseExtraHeaders('X-Access: Bearer a=b; c'), header('X-Access', 'Bearer a=b; c'));
    assert.deepEqual(parseExtraHeaders('SSO=https://x/y'), cookie('SSO', 'https://x/y'));
  });

  it('are refused with a reason, which never holds the value', () => {
    const refused: readonly (readonly [string, ExtraHeaderProblem, string])[] = [
      ['', ExtraHeaderProblem.malformed, ''],
      ['s3cret', ExtraHeaderProblem.malformed, ''],
      ['=s3cret', ExtraHeaderProblem.name, ''],
      ['a/b: s3cret', ExtraHeaderProblem.name, 'a/b'],
      ['SSO=', ExtraHeaderProblem.value, 'SSO'],
      ['SSO=s3 cret', ExtraHeaderProblem.value, 'SSO'],
      ['X-A: s3cret\r\nX-B: s3cret', ExtraHeaderProblem.value, 'X-A'],
      ['X-A: s3cret€', ExtraHeaderProblem.value, 'X-A'],
      ['a=s3cret; b=1; a=2', ExtraHeaderProblem.twice, 'a'],
      ['JSESSIONID=s3cret', ExtraHeaderProblem.session, 'JSESSIONID'],
      ['JSESSIONID.1a2b=s3cret', ExtraHeaderProblem.session, 'JSESSIONID.1a2b'],
      ...['Authorization', 'host', 'Cookie2', 'Content-Length', 'User-Agent', 'Proxy-Authorization', 'TE'].map(
        name => [`${name}: s3cret`, ExtraHeaderProblem.reserved, name] as const,
      ),
      ...['Accept', 'X-Atlassian-Token', 'Jenkins-Crumb', 'If-Range', 'Transfer-Encoding', 'Origin'].map(
        name => [`${name}: s3cret`, ExtraHeaderProblem.reserved, name] as const,
      ),
    ];
    for (const [text, problem, name] of refused) {
      assert.throws(
        () => parseExtraHeaders(text),
        (error: unknown) => {
          assert.ok(error instanceof ExtraHeaderError, text);
          assert.deepEqual([error.problem, error.header], [problem, name], text);
          assert.doesNotMatch(`${error.stack}`, /s3cret/);
          return true;
        },
      );
    }
  });

  it('replace those of the same name: cookies by their case, headers in any', () => {
    const known = { headers: [{ name: 'X-A', value: '1' }], cookies: [{ name: 'a', value: '1' }] };
    assert.deepEqual(mergeExtraHeaders(known, parseExtraHeaders('x-a: 2')), {
      headers: [{ name: 'x-a', value: '2' }],
      cookies: known.cookies,
    });
    assert.deepEqual(mergeExtraHeaders(known, parseExtraHeaders('A=2; a=3')).cookies, [
      { name: 'A', value: '2' },
      { name: 'a', value: '3' },
    ]);
  });

  it('go beside a request’s own headers, and replace none of them but a cookie of the same name', () => {
    const extra = { ...parseExtraHeaders('X-A: 1'), cookies: parseExtraHeaders('SSO=new').cookies };
    assert.deepEqual(withExtraHeaders({ accept: 'a', cookie: 'JSESSIONID=s; SSO=old' }, extra), {
      ...{ 'x-a': '1', accept: 'a' },
      cookie: 'JSESSIONID=s; SSO=new',
    });
    assert.deepEqual(withExtraHeaders({ 'x-a': 'own' }, header('X-A', '2')), { 'x-a': 'own' });
  });
});
