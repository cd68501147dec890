import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { repositoryKey } from '../../../../src/base/repositoryKey.ts';
import { branchCandidates, isOfRepository } from '../../../../src/jenkins/index.ts';

describe('the repository of a job', () => {
  it('has one name however its address is written', () => {
    const addresses = [
      'git@scm.example.com:Payments/api.git',
      'ssh://git@scm.example.com:7999/payments/api.git',
      'https://dana@scm.example.com/scm/payments/api.git/',
      'https://scm.example.com/payments/api',
      'scm.example.com:payments/api',
      ' git@scm.example.com:payments/api.git\n',
    ];
    for (const address of addresses) assert.equal(repositoryKey(address), 'scm.example.com/payments/api', address);
  });

  it('keeps what only looks like an ending or a prefix', () => {
    for (const [address, key] of [
      ['https://h.example/a.github/b', 'h.example/a.github/b'],
      ['https://h.example/scm/b', 'h.example/scm/b'],
      ['https://h.example/x/scm/b.GIT', 'h.example/x/scm/b'],
      ['git@h.example:scm/a/b.git', 'h.example/a/b'],
    ] as const) {
      assert.equal(repositoryKey(address), key);
    }
  });

  it('has none when it is a path of this machine', () => {
    for (const address of ['/srv/git/api.git', 'file:///srv/git/api', 'C:\\git\\api', '../api', '']) {
      assert.equal(repositoryKey(address), undefined, address);
    }
  });

  it('is known by the addresses that its build used, or by the page of its branch', () => {
    const key = 'github.com/payments/api';
    const is = (repositories: string[], pages: string[]) => isOfRepository({ repositories, pages, branches: [] }, key);
    assert.ok(is([key], []));
    assert.ok(is([], ['github.com/payments/api/pull/42']));
    assert.ok(!is(['github.com/payments/api2'], ['github.com/payments/api2/pull/42']));
  });

  it('is looked for first where the path has its name', () => {
    const jobs = ['other/thing/feature%2Fx', 'payments/api/feature%2Fx', 'payments/api/main', 'feature/x'];
    assert.deepEqual(branchCandidates(jobs, 'feature/x', 'h/payments/api'), [
      'payments/api/feature%2Fx',
      'other/thing/feature%2Fx',
    ]);
  });
});
