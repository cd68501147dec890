import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { codePointOfName } from '../../../../src/javaRegex/regex/characterNames.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { javaNames } from './javaNames.ts';

/** Later ones know more characters. */
function isJava17Here(): boolean {
  const { stderr, status } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  return status === 0 && /version "17\b/.test(stderr);
}

describe('the names of characters', () => {
  it('are those of Unicode, in any letter case', () => {
    assert.equal(codePointOfName('SOLIDUS'), 0x2f);
    assert.equal(codePointOfName('  Greek small letter alpha '), 0x3b1);
    assert.equal(codePointOfName('GRINNING FACE'), 0x1f600);
    assert.equal(codePointOfName('CJK UNIFIED IDEOGRAPHS 4E00'), 0x4e00);
    assert.equal(codePointOfName('HANGUL SYLLABLES AC00'), 0xac00);
  });

  it('are none that are only like one', () => {
    for (const name of [
      '',
      'GREEK',
      'SNOW MAN',
      'CJK UNIFIED IDEOGRAPHS 04E00',
      'CJK UNIFIED IDEOGRAPHS AC00',
      '4E00',
    ]) {
      assert.equal(codePointOfName(name), undefined, name);
    }
  });

  it('stand in patterns', () => {
    const [item] = parsePattern('\\N{SNOWMAN}').root.alternatives[0]?.items ?? [];
    assert.equal(item?.type === 'literal' && item.codePoint, 0x2603);
  });

  it('are all those of Java 17, and no others', function () {
    if (!isJava17Here()) {
      console.log('      No java 17 on PATH: the names of characters are not compared with its own.');
      this.skip();
    }
    this.timeout(60_000);
    const wrong = javaNames().filter(({ codePoint, name, block }) => {
      const full = name === '' ? `${block} ${codePoint.toString(16)}` : name;
      return codePointOfName(full) !== codePoint;
    });
    assert.deepEqual(wrong.slice(0, 10), []);
  });
});
