import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Lru } from '../../../src/base/lru.ts';

describe('a map with a limit', () => {
  const one = { name: 'one' };
  const two = { name: 'two' };
  const three = { name: 'three' };

  it('drops the entry that was not used for longest', () => {
    const map = new Lru<number, object>(2);
    map.set(1, one);
    map.set(2, two);
    assert.equal(map.get(1), one);
    map.set(3, three);
    assert.deepEqual([map.get(1), map.get(2), map.get(3)], [one, undefined, three]);
  });

  it('keeps the others when a value is replaced', () => {
    const map = new Lru<number, object>(2);
    map.set(1, one);
    map.set(2, two);
    map.set(1, three);
    assert.deepEqual([map.get(1), map.get(2)], [three, two]);
  });

  it('makes a value once, and again after it was deleted', () => {
    const map = new Lru<number, object>(2);
    let made = 0;
    const read = () => map.getOrMake(1, () => ({ made: ++made }));
    assert.deepEqual([read(), read()], [{ made: 1 }, { made: 1 }]);
    map.delete(1);
    assert.deepEqual(read(), { made: 2 });
  });
});
