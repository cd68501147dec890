import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { beginBranch, knownBranches } from '../../../../../src/workbench/shell/git/beginBranch.ts';
import type { GitRepository } from '../../../../../src/workbench/shell/git/gitApi.ts';

const dana = ['-c', 'user.name=Dana', '-c', 'user.email=dana@example.com'];
const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', [...dana, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

/** What VS Code's own git does, by git itself. */
function repositoryAt(folder: string, fetches: string[]): GitRepository {
  return {
    state: { HEAD: { name: git(folder, 'branch', '--show-current') }, remotes: [{ name: 'origin' }] },
    getBranches: async () =>
      git(folder, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/heads', 'refs/remotes')
        .split('\n')
        .map(line => line.split(' '))
        .map(([ref = '', commit]) => ({
          type: ref.startsWith('refs/remotes/') ? 1 : 0,
          name: ref.replace(/^refs\/(heads|remotes)\//, ''),
          ...(commit && { commit }),
        })),
    getCommit: async (ref: string) => ({ hash: git(folder, 'rev-parse', '--verify', '-q', `${ref}^{commit}`) }),
    createBranch: async (name: string, _: boolean, ref = 'HEAD') => void git(folder, 'checkout', '-q', '-b', name, ref),
    setBranchUpstream: async (name: string, upstream: string) => void git(folder, 'branch', '-q', '-u', upstream, name),
    checkout: async (name: string) => void git(folder, 'checkout', '-q', name),
    async fetch({ remote, ref }: { remote: string; ref: string }) {
      fetches.push(ref);
      git(folder, 'fetch', '-q', remote, ref);
    },
  } as unknown as GitRepository;
}

describe('the base of a new branch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jj-base-'));
  const [remote, here] = [join(folder, 'remote'), join(folder, 'here')];
  const fetches: string[] = [];
  const repository = () => repositoryAt(here, fetches);

  before(() => {
    git(folder, 'init', '-q', '-b', 'dev', remote);
    git(remote, 'commit', '-q', '--allow-empty', '-m', 'old');
    git(remote, 'branch', 'master');
    git(remote, 'commit', '-q', '--allow-empty', '-m', 'new');
    git(folder, 'clone', '-q', remote, here);
  });
  after(() => rmSync(folder, { recursive: true }));

  it('is the branch that the remote says, whatever it is called', async () => {
    assert.equal((await knownBranches(repository())).main, 'origin/dev');
    git(here, 'remote', 'set-head', 'origin', 'master');
    assert.equal((await knownBranches(repository())).main, 'origin/master');
    git(here, 'remote', 'set-head', 'origin', '-d');
    assert.equal((await knownBranches(repository())).main, 'origin/master', 'a usual name, where it says nothing');
  });

  it('is as the remote has it now, and is not asked for where the branch is here already', async () => {
    git(remote, 'commit', '-q', '--allow-empty', '-m', 'newest');
    assert.equal(await beginBranch(repository(), 'PAY-1', 'origin/dev'), true);
    assert.equal(git(here, 'rev-parse', 'HEAD'), git(remote, 'rev-parse', 'dev'));
    fetches.length = 0;
    git(here, 'checkout', '-q', 'dev');
    assert.equal(await beginBranch(repository(), 'PAY-1', 'origin/dev'), true);
    assert.equal(git(here, 'branch', '--show-current'), 'PAY-1');
    assert.deepEqual(fetches, []);
  });

  it('is as it was known here, where the remote is away, and that is told', async () => {
    git(here, 'remote', 'set-url', 'origin', join(folder, 'nowhere'));
    assert.equal(await beginBranch(repository(), 'PAY-2', 'origin/dev'), false);
    assert.equal(git(here, 'branch', '--show-current'), 'PAY-2');
  });
});
