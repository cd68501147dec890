import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { KeptLogin } from '../../../src/http/keptLogin.ts';
import { type Login, loginByBasic, loginByBearer, noLogin } from '../../../src/http/login.ts';

describe('the login of a connection', () => {
  it('is made once, and again when another window has replaced its secret', async () => {
    let secret = 'old';
    const made: string[] = [];
    const kept = new KeptLogin(
      async () => secret,
      given => {
        made.push(given);
        return loginByBearer(given);
      },
    );
    await Promise.all([kept.current(), kept.current()]);
    secret = 'new';
    assert.deepEqual((await kept.current()).headers(), { authorization: 'Bearer new' });
    assert.deepEqual(made, ['old', 'new']);
  });

  it('is ended, and made again after that', async () => {
    const ended: number[] = [];
    let count = 0;
    const kept = new KeptLogin<Login>(
      async () => 's',
      () => {
        const number = ++count;
        return { ...noLogin, end: async () => void ended.push(number) };
      },
    );
    await kept.end();
    await kept.current();
    await kept.end();
    await kept.end();
    await kept.current();
    assert.deepEqual([count, ended], [2, [1]]);
  });

  it('fails as long as its secret is missing', async () => {
    let secret: string | undefined;
    const kept = new KeptLogin(async () => {
      if (secret === undefined) throw new Error('missing');
      return secret;
    }, loginByBearer);
    await assert.rejects(kept.current(), /missing/);
    await kept.end();
    secret = 's';
    assert.equal((await kept.current()).key, loginByBearer('s').key);
  });

  it('is told from others by user, secret and way', () => {
    const logins = [
      loginByBasic('a', 'b'),
      loginByBasic('a', 'c'),
      loginByBasic('b', 'b'),
      loginByBearer('b'),
      noLogin,
    ];
    assert.equal(new Set(logins.map(({ key }) => key)).size, logins.length);
  });
});
