import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import { movedLine } from '../../../../../src/workbench/shell/git/movedLine.ts';

describe('a line of a build, as git tells where it is now', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jj-moved-'));
  after(() => rmSync(folder, { recursive: true }));

  /** Diff of two texts as git writes it. */
  function diff(before: readonly string[], now: readonly string[]): string {
    const [from, to] = ['before', 'now'].map(name => join(folder, name)) as [string, string];
    writeFileSync(from, `${before.join('\n')}\n`);
    writeFileSync(to, `${now.join('\n')}\n`);
    try {
      return execFileSync('git', ['diff', '--no-index', from, to], { encoding: 'utf8' });
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout);
    }
  }
  const lines = Array.from({ length: 60 }, (_, at) => `line ${at + 1}`);

  it('stays where nothing changed before it', () => {
    assert.equal(movedLine('', 7), 7);
    assert.equal(movedLine(diff(lines, [...lines, 'more']), 60), 60);
    assert.equal(movedLine(diff(lines, lines.toSpliced(40, 1)), 7), 7);
  });

  it('follows each of many lines through insertions and deletions', () => {
    const now = [...lines];
    now.splice(50, 3);
    now.splice(30, 0, 'a', 'b', 'c');
    now.splice(10, 2, 'x');
    now.splice(0, 0, 'first');
    const told = diff(lines, now);
    for (const [at, line] of lines.entries()) {
      const place = now.indexOf(line);
      if (place >= 0) assert.equal(movedLine(told, at + 1), place + 1, line);
    }
  });

  it('is where it was changed, where it is gone', () => {
    assert.equal(movedLine(diff(lines, lines.with(19, 'changed')), 20), 20);
    assert.equal(movedLine(diff(lines, ['new', ...lines.toSpliced(19, 1)]), 20), 21);
    assert.equal(movedLine(diff(['only'], []), 1), 1);
  });

  it('counts a line that begins with a sign of a diff', () => {
    const odd = ['-- a', '++ b', '@@ -1 +1 @@', 'c'];
    assert.equal(movedLine(diff(odd, ['new', ...odd]), 4), 5);
  });
});
