import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { WeighedLru } from '../../../src/base/weighedLru.ts';

describe('a map with a limit of weight', () => {
  const made: string[] = [];
  const make = (key: string) => () => {
    made.push(key);
    return { key };
  };

  it('drops what was not used for longest until the rest fits, and keeps the newest whatever it weighs', () => {
    const map = new WeighedLru<string, { key: string }>(6, key => key.length);
    for (const key of ['aa', 'bb', 'cc']) map.getOrMake(key, make(key));
    map.getOrMake('aa', make('aa')); // used again
    map.getOrMake('ddd', make('ddd'));
    assert.deepEqual(made, ['aa', 'bb', 'cc', 'ddd']);
    map.getOrMake('aa', make('aa'));
    map.getOrMake('bb', make('bb'));
    assert.deepEqual(made, ['aa', 'bb', 'cc', 'ddd', 'bb']);
    map.getOrMake('far too long', make('far too long'));
    map.getOrMake('far too long', make('far too long'));
    map.getOrMake('aa', make('aa'));
    assert.deepEqual(made.slice(5), ['far too long', 'aa']);
  });
});
