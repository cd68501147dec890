import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { groupByPrefix, type PrefixGroup } from '../../../../../src/workbench/jenkins/view/groupByPrefix.ts';

const self = (name: string) => name;
const isGroup = (part: string | PrefixGroup<string>): part is PrefixGroup<string> => typeof part !== 'string';

/** All names that can be reached by opening groups, and the longest list of lines that is met. */
function openAll(names: readonly string[], shared = ''): { reached: string[]; longest: number } {
  const parts = groupByPrefix(names, self, shared);
  const below = parts.filter(isGroup).map(({ items, prefix }) => openAll(items, prefix));
  const reached = [...parts.filter(part => !isGroup(part)), ...below.flatMap(each => each.reached)];
  return { reached: reached as string[], longest: Math.max(parts.length, ...below.map(each => each.longest)) };
}

describe('groups of names by their beginning', () => {
  it('are not made where all can be looked through', () => {
    assert.equal(groupByPrefix(['b', 'a'], self).length, 2);
  });

  it('go by the character after what all share, and leave no group for one or two', () => {
    const names = Array.from({ length: 300 }, (_, i) => `service-${i % 3 === 0 ? 'A' : 'b'}${i}`);
    assert.deepEqual(
      groupByPrefix([...names, 'zebra'], self).map(part => (isGroup(part) ? part.prefix : part)),
      ['service-', 'zebra'],
    );
    assert.deepEqual(
      groupByPrefix(names, self, 'service-').map(part => (isGroup(part) ? [part.prefix, part.items.length] : part)),
      [
        ['service-A', 100],
        ['service-b', 200],
      ],
    );
  });

  it('lead to each of the names, once, by lists that can be looked through', () => {
    const name = fc.stringMatching(/^[a-d𝒳é-]{1,9}$/u);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 201, maxLength: 600 }), names => {
        const { reached, longest } = openAll(names);
        assert.deepEqual([...reached].sort(), [...names].sort());
        assert.ok(longest <= 200, `${longest} lines`);
      }),
      { numRuns: 30 },
    );
  });
});
