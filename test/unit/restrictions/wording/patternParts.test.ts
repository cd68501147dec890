import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { type Part, partsOfPattern, type Said } from '../../../../src/restrictions/wording/patternParts.ts';

const signs: Readonly<Record<Said['kind'], (said: never) => string>> = {
  text: ({ text }: Said & { kind: 'text' }) => text,
  anything: ({ without }: Said & { kind: 'anything' }) => `<any${without}>`,
  something: ({ without }: Said & { kind: 'something' }) => `<some${without}>`,
  number: () => '<number>',
  perhaps: ({ beginnings }: Said & { kind: 'perhaps' }) => `<perhaps${beginnings.join('')}>`,
  pattern: ({ source }: Said & { kind: 'pattern' }) => `<${source}>`,
};

/** A pattern's parts in a line: ways with bars between, parts with blanks. */
function said(pattern: string): string | undefined {
  const { url } = parseRestrictions(pattern).lines[0]?.asRead ?? {};
  const way = (part: Part) => part.map(each => each.map(one => signs[one.kind](one as never)).join('')).join('|');
  return url && partsOfPattern(url)?.map(way).join(' ');
}

describe('the parts that a pattern is told in', () => {
  it('are its texts, and the ways that there are at a place', () => {
    assert.equal(
      said('.*/rest/api/2/issue/SCRUM-[1-2]{1}/comment.*'),
      '<any>/rest/api/2/issue/ SCRUM-1|SCRUM-2 /comment<any>',
    );
    assert.equal(said('.*/issue/(PAY|SHOP)-1/(a|b)'), '<any>/issue/ PAY-1|SHOP-1 / a|b');
    assert.equal(said('.*/issues?'), '<any>/ issues|issue');
    assert.equal(said('^.*/(?:myself)$'), '<any>/myself');
    assert.equal(said('PAY|SHOP'), 'PAY|SHOP');
    assert.equal(said('.*/rest/a|.*/rest/b'), '<any>/rest/a|<any>/rest/b');
  });

  it('have words for names, numbers, and what may follow', () => {
    assert.equal(said('[^?;]*/project/[^/?]+/role'), '<any;?>/project/<some/?>/role');
    assert.equal(said('.*/issue/[0-9]+.+'), '<any>/issue/<number><some>');
    assert.equal(said('.*/issue([/?].*)?'), '<any>/issue<perhaps/?>');
    assert.equal(said('.*/issue(/.*)?'), '<any>/issue<perhaps/>');
    assert.equal(said('https?://jira\\.example\\.com/.*'), 'http(s)://jira.example.com/<any>');
  });

  it('leave as it is written what has no words, as long as it is short', () => {
    assert.equal(said('.*/project/[A-Z]+/role'), '<any>/project/<[A-Z]+>/role');
    assert.equal(said('.*/A-1(?![0-9]).*'), '<any>/A-1<(?![0-9])><any>');
    assert.equal(said('.*/[A-Z][A-Z0-9_]*-[1-9][0-9]*'), '<any>/<[A-Z][A-Z0-9_]*>-<[1-9][0-9]*>');
  });

  it('are none where they would be no shorter than the pattern', () => {
    assert.equal(said('.*/[a-c]|.*/[d-f]|.*/g'), undefined);
    assert.equal(said('.*/(?:(?:(?:.{1,50}){1,50}){1,20})k1'), undefined);
    assert.equal(said('.*/[ab][cd][ef]'), undefined);
    assert.equal(said('.*/issue/{key}'), undefined);
    assert.equal(said('(a/b|c)/(d|e)/(f|g)/(h|i)/(j|k)'), undefined);
  });
});
