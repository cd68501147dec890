import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { branchNameOf, isBranchName } from '../../../../../src/workbench/together/mywork/branchName.ts';

const usual = '{type}/{key}-{summary}';

describe('the name of a branch', () => {
  const cases: readonly (readonly [template: string, type: string, summary: string, name: string])[] = [
    [usual, 'Story', 'Refuse expired cards', 'story/PAY-1-refuse-expired-cards'],
    [usual, 'Sub-task', 'Größe: «über» 5 €!', 'sub-task/PAY-1-große-uber-5'],
    [usual, 'Bug', '', 'bug/PAY-1'],
    [usual, 'Bug', '!!!', 'bug/PAY-1'],
    [usual, '', 'x', 'PAY-1-x'],
    ['{key}', 'Bug', 'x', 'PAY-1'],
    ['feature/{key}_{summary}', 'Bug', 'カードを拒否', 'feature/PAY-1_カードを拒否'],
    ['{nosuch}/{key}', 'Bug', 'x', '{nosuch}/PAY-1'],
    [usual, 'Bug', 'word '.repeat(30), `bug/PAY-1-${'word-'.repeat(10).slice(0, -1)}`],
    [usual, 'Bug', 'x'.repeat(90), `bug/PAY-1-${'x'.repeat(50)}`],
    [usual, 'Bug', '../../etc ~^:?*[\\ @{', 'bug/PAY-1-etc'],
  ];
  for (const [template, type, summary, name] of cases) {
    it(`${template} of ${JSON.stringify(summary.slice(0, 30))}`, () => {
      const made = branchNameOf(template, { key: 'PAY-1', type, summary });
      assert.equal(made, name);
      assert.ok(isBranchName(made) || template.includes('nosuch'), made);
    });
  }

  it('is taken or refused as Git does', () => {
    const names = [
      ...['main', 'feature/x', 'a.b', 'a..b', 'a b', 'a~', 'a^', 'a:b', 'a?', 'a*', 'a[', 'a\\b', '-a', 'a.lock', 'a.'],
      ...['a/.b', '/a', 'a/', 'a//b', 'a@{b', 'große', 'a\u007f', 'x.lock/y', '{a}', 'a@b', ''],
    ];
    for (const name of names) assert.equal(isBranchName(name), gitTakes(name), JSON.stringify(name));
  });
});

function gitTakes(name: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', '--branch', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
