import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { JobMatcher } from '../../../../src/jenkins/index.ts';

function finder(paths: readonly string[]): (query: string) => string[] {
  const matcher = new JobMatcher();
  matcher.add(paths);
  return query => matcher.find(query, 200).map(({ index }) => paths[index] ?? '');
}

describe('finding a job by what is typed', () => {
  it('likes whole names best, then beginnings of words, then what stands together', () => {
    const find = finder(['tools/domain', 'payments/api/main', 'payments/maintenance', 'main', 'm/a/i/n']);
    assert.deepEqual(find('main'), ['main', 'payments/api/main', 'payments/maintenance', 'tools/domain', 'm/a/i/n']);
  });

  it('takes characters in their order, from the beginnings of words where it can', () => {
    const find = finder(['payments/api/main', 'people/animals/mammals', 'pam']);
    assert.deepEqual(
      find('pam'),
      ['pam', 'people/animals/mammals', 'payments/api/main'].sort((a, b) => a.length - b.length),
    );
    assert.deepEqual(finder(['deployProductionServer', 'adopting'])('dPS'), ['deployProductionServer']);
  });

  it('takes words apart in any order', () => {
    const find = finder(['payments/api/main', 'orders/api/main']);
    assert.deepEqual(find('main pay'), ['payments/api/main']);
    assert.deepEqual(find('nothing pay'), []);
    assert.deepEqual(find(''), []);
  });

  it('finds the same by typing on as by asking at once, also when more jobs come meanwhile', () => {
    const paths = fc.array(fc.stringMatching(/^[a-cA-C/ -]{1,12}$/), { maxLength: 30 });
    fc.assert(
      fc.property(paths, paths, fc.stringMatching(/^[a-cA-C -]{1,5}$/), (before, after, query) => {
        const typed = new JobMatcher();
        typed.add(before);
        for (let end = 1; end < query.length; end++) typed.find(query.slice(0, end), 10);
        typed.add(after);
        const atOnce = new JobMatcher();
        atOnce.add([...before, ...after]);
        assert.deepEqual(typed.find(query, 10), atOnce.find(query, 10));
      }),
    );
  });

  it('finds all that has the characters in their order, and nothing else', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-d/]{1,12}$/), fc.stringMatching(/^[a-d/]{1,4}$/), (path, query) => {
        const pattern = new RegExp([...query].join('.*'), 's');
        assert.equal(finder([path])(query).length > 0, pattern.test(path));
      }),
    );
  });

  it('gives the best few of very many', () => {
    const paths = Array.from({ length: 50_000 }, (_, i) => `folder-${i % 100}/project-${i}/build`);
    const find = finder([...paths, 'folder-1/project-777/special']);
    assert.equal(find('special')[0], 'folder-1/project-777/special');
    assert.equal(find('build').length, 200);
  });
});
