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
    assert.deepEqual(finder(['b/a'])('a b'), ['b/a']);
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

  it('gives the best few, as if all were ranked', () => {
    const paths = fc.array(fc.stringMatching(/^[a-cA-C/-]{1,8}$/), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(paths, fc.stringMatching(/^[a-cA-C ]{1,4}$/), (all, query) => {
        const matcher = new JobMatcher();
        matcher.add(all);
        const scores = matcher.find(query, 1000).map(({ score }) => score);
        assert.deepEqual(
          matcher.find(query, 3).map(({ score }) => score),
          scores.slice(0, 3),
        );
      }),
    );
  });

  it('gives equally good ones by their names, and of very many the first', () => {
    assert.deepEqual(finder(['b/main', 'c/main', 'a/main'])('main'), ['a/main', 'b/main', 'c/main']);
    assert.deepEqual(finder(['a/main', 'b/main'])('main'), ['a/main', 'b/main']);
    for (const folders of ['zyxwvuts', 'zyxwvutsrqponm']) {
      const matcher = new JobMatcher();
      matcher.add([...folders].map(folder => `${folder}/main`));
      assert.deepEqual(
        matcher.find('main', 2).map(({ index }) => index),
        [1, 0],
      );
    }
  });

  it('finds a better one behind many weak ones, and no weak one better', () => {
    const best = (paths: readonly string[], query: string) => {
      const matcher = new JobMatcher();
      matcher.add(paths);
      return matcher.find(query, 1).map(({ index }) => paths[index]);
    };
    const weak = Array.from({ length: 12 }, (_, at) => `x${at}a${at}b`);
    assert.deepEqual(best([...weak, 'a-b'], 'ab'), ['a-b']);
    assert.deepEqual(best(['1/api/main', '2/api/main', '3/api/main', '4/api/main', 'a-p-i/main'], 'api main'), [
      '1/api/main',
    ]);
  });

  it('begins words behind signs and with capitals, not behind letters or digits', () => {
    const matcher = new JobMatcher();
    const names = ['-x', '.x', ' x', '_x', 'aX', 'zX', '9X', 'žX', ...[...'09azAZž'].map(before => `${before}x`), 'AX'];
    matcher.add(names);
    const found = matcher.find('x', names.length);
    const best = Math.max(...found.map(({ score }) => score));
    const beginning = found.filter(({ score }) => score === best).map(({ index }) => names[index]);
    assert.deepEqual(beginning.sort(), ['-x', '.x', ' x', '_x', 'aX', 'zX', '9X', 'žX'].sort());
    const capitals = finder(['xaA', 'xaa', 'xzZ', 'xzz']);
    assert.deepEqual(capitals('xa'), ['xaA', 'xaa']);
    assert.equal(capitals('a')[0], 'xaA', 'a capital A begins a word');
    assert.equal(capitals('z')[0], 'xzZ', 'and so does a capital Z');
    assert.equal(finder(['zbaa', 'zcaA'])('za')[0], 'zcaA');
  });

  it('prefers the beginning of a word, however far away it is', () => {
    const matcher = new JobMatcher();
    matcher.add([`x${'ba'.repeat(40)}`, `x${'ba'.repeat(40)}-a`]);
    assert.deepEqual(
      matcher.find('xa', 2).map(({ index }) => index),
      [1, 0],
    );
  });

  it('weighs each hit: the whole, its place, its words, its length', () => {
    const paths = [
      'deploy',
      'team/deploy',
      'team/api/deploy-prod',
      'team/api/redeploy',
      'deploy/api',
      'Team/apiDeploy',
      'team/api/main',
      'team/api/feature/login',
      'team/web/main',
      'team/web/feature/login-page',
      'payments/api/main',
      'payments/apiGateway/main',
      'ops/nightly',
      'ops/nightly-build',
      'ops/Nightly/backup',
      'long/path/with/many/folders/until/main',
      'a1/b2-c3',
      'tools/žluť',
      'x/deploy.old',
      'api',
    ];
    const matcher = new JobMatcher();
    matcher.add(paths);
    const shown = (query: string) =>
      matcher.find(query, 4).map(({ index, score }) => `${paths[index]} ${Math.round(score * 10) / 10}`);
    const table: readonly (readonly [query: string, hits: string])[] = [
      ['deploy', 'deploy 1799.4, team/deploy 1798.9, deploy/api 1599, x/deploy.old 798.8'],
      ['main', 'team/api/main 1798.7, team/web/main 1798.7, payments/api/main 1798.3, payments/apiGateway/main 1797.6'],
      ['api', 'api 1799.7, deploy/api 1799, team/api/main 1598.7, payments/api/main 1598.3'],
      [
        'api main',
        'team/api/main 3397.4, payments/api/main 3396.6, payments/apiGateway/main 2395.2, team/api/feature/login 1608.6',
      ],
      [
        'main api',
        'team/api/main 3397.4, payments/api/main 3396.6, payments/apiGateway/main 2395.2, team/api/feature/login 1608.6',
      ],
      [
        'login',
        'team/api/feature/login 1797.8, team/web/feature/login-page 797.3, long/path/with/many/folders/until/main 21.2',
      ],
      [
        'lp',
        'team/web/feature/login-page 17.3, long/path/with/many/folders/until/main 16.2, team/api/deploy-prod 9, deploy/api 1',
      ],
      ['dp', 'team/api/deploy-prod 18, deploy 10.4, deploy/api 10, team/deploy 9.9'],
      ['ad', 'Team/apiDeploy 18.6, team/api/deploy-prod 18, team/deploy 9.9, team/api/redeploy 9.3'],
      ['nb', 'ops/nightly-build 18.3, ops/Nightly/backup 18.2'],
      ['ngtly', 'ops/nightly 34.9, ops/nightly-build 34.3, ops/Nightly/backup 34.2'],
      ['tam', 'team/api/main 28.7, team/deploy 21.9, Team/apiDeploy 21.6, team/api/redeploy 21.3'],
      ['pam', 'payments/api/main 28.3, long/path/with/many/folders/until/main 28.2, payments/apiGateway/main 27.6'],
      ['DEPLOY', 'deploy 1799.4, team/deploy 1798.9, deploy/api 1599, x/deploy.old 798.8'],
      [
        'team main',
        'team/api/main 3397.4, team/web/main 3397.4, payments/apiGateway/main 1808.2, team/web/feature/login-page 1609.6',
      ],
      ['b2', 'a1/b2-c3 799.2'],
      ['žl', 'tools/žluť 799'],
      ['old', 'x/deploy.old 798.8, long/path/with/many/folders/until/main 496.2, ops/nightly-build 10.3'],
      ['zz', ''],
      [
        'fl',
        'team/api/feature/login 17.8, team/web/feature/login-page 17.3, long/path/with/many/folders/until/main 7.2',
      ],
      ['aGm', 'payments/apiGateway/main 27.6'],
      ['with main', 'long/path/with/many/folders/until/main 3392.4'],
      ['deplyo', 'x/deploy.old 55.8, team/api/deploy-prod 46'],
      ['api/main', 'team/api/main 1598.7, payments/api/main 1598.3, payments/apiGateway/main 80.6'],
      [
        'i/main',
        'team/api/main 498.7, payments/api/main 498.3, payments/apiGateway/main 47.6, long/path/with/many/folders/until/main 24.2',
      ],
      ['a', 'api 799.7, deploy/api 799, Team/apiDeploy 798.6, team/api/main 698.7'],
      ['1c', 'a1/b2-c3 10.2'],
    ];
    for (const [query, hits] of table) assert.equal(shown(query).join(', '), hits, query);
  });

  it('counts what it knows, and keeps what is added later', () => {
    const matcher = new JobMatcher();
    assert.equal(matcher.size, 0);
    matcher.add(['a/b']);
    assert.deepEqual(matcher.find('c', 5), []);
    matcher.add(['a/c', 'c/a']);
    assert.equal(matcher.size, 3);
    assert.deepEqual(
      matcher.find('c', 5).map(({ index }) => index),
      [1, 2],
    );
    assert.equal(matcher.find('a', 1).length, 1);
    assert.equal(matcher.find('a', 0).length, 0);
  });

  it('gives the best few of very many', () => {
    const paths = Array.from({ length: 50_000 }, (_, i) => `folder-${i % 100}/project-${i}/build`);
    const find = finder([...paths, 'folder-1/project-777/special']);
    assert.equal(find('special')[0], 'folder-1/project-777/special');
    assert.equal(find('build').length, 200);
  });
});
