import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { diagnose } from './fixes.ts';

const messages = (text: string, code: string) =>
  diagnose(text)
    .filter(found => found.code === code)
    .map(({ message }) => message);

describe('what is claimed of a rule', () => {
  it('is never that it matches nothing, where an alternative or an optional part matches', () => {
    for (const text of ['a|.*b', '/?.*', '/*.*', '/a|https://.*']) {
      assert.deepEqual(messages(text, 'no-leading-any'), [], text);
    }
    assert.equal(messages('/a|/b', 'no-leading-any').length, 1);
  });

  it('is that the token is not restricted, where every address matches, and only there', () => {
    for (const text of ['.*', 'https?://.*', '/?.*', '.*/.*']) {
      assert.deepEqual(messages(text, 'allows-all'), ['This rule matches every address: the token is not restricted.']);
    }
    assert.deepEqual(messages('https://jira.*', 'allows-all'), [
      'This rule allows every call to hosts that begin with jira.',
    ]);
    assert.match(messages('https://jira\\.example\\.com/.*', 'allows-all').join(), /of the addresses that it matches/);
    assert.match(messages('[get]https://jira.*', 'allows-all-method').join(), /every GET of the addresses/);
  });

  it('is never what a host would allow that is named like a path', () => {
    for (const text of ['.*/customField\\.all/.*', '.*/rest/x\\.api/y']) {
      assert.deepEqual(messages(text, 'allows-all'), [], text);
    }
  });
});
