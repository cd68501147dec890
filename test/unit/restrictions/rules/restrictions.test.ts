import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import type { Rule } from '../../../../src/restrictions/rules/rule.ts';

function onlyRule(text: string): Rule {
  const rules = parseRestrictions(text).lines.flatMap(line => line.rules);
  assert.equal(rules.length, 1);
  const [rule] = rules;
  assert.ok(rule !== undefined);
  return rule;
}

function meant(text: string): string[] {
  return parseRestrictions(text).lines.flatMap(line => line.rules.map(rule => rule.text));
}

describe('the lines of a text', () => {
  it('are cut at newlines, at the two characters \\n, and at <br>', () => {
    assert.deepEqual(meant('a\nb\r\nc\\nd<br>e<BR/>f'), ['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('are not cut at an escaped backslash before an n', () => {
    assert.deepEqual(meant('a\\\\nb'), ['a\\\\nb']);
  });

  it('know their separators and places', () => {
    const text = 'ab<br>c\\n\nd';
    const { lines } = parseRestrictions(text);
    assert.deepEqual(
      lines.map(line => [line.number, line.start, line.end, line.separator, line.isBlank]),
      [
        [1, 0, 2, 'br', false],
        [2, 6, 7, 'escape', false],
        [3, 9, 9, 'newline', true],
        [4, 10, 11, 'none', false],
      ],
    );
    for (const line of lines) assert.equal(text.slice(line.start, line.end), line.text);
  });

  it('of an empty text are one blank line', () => {
    assert.deepEqual(
      parseRestrictions('').lines.map(line => line.isBlank),
      [true],
    );
  });
});

describe('a rule', () => {
  it('has a method, a URL and suffixes, each at its place', () => {
    const text = '[post].*/rest/api/2/search.*[QueryParam::jql==project=[A-Z]+][JsonData::fields.name==a\\]b]';
    const rule = onlyRule(text);
    assert.equal(rule.method?.method, 'POST');
    assert.equal(rule.method?.name.text, 'post');
    assert.equal(rule.url.text, '.*/rest/api/2/search.*');
    assert.deepEqual(
      rule.suffixes.map(({ kind, name, regex, wellFormed, closed }) => [
        kind,
        name.text,
        regex.text,
        wellFormed,
        closed,
      ]),
      [
        ['query', 'jql', 'project=[A-Z]+', true, true],
        ['json', 'fields.name', 'a\\]b', true, true],
      ],
    );
    for (const piece of [rule.url, ...rule.suffixes.flatMap(suffix => [suffix, suffix.name, suffix.regex])]) {
      assert.equal(text.slice(piece.start, piece.end), piece.text);
    }
  });

  it('has a method in any letter case, and none where the word is no method', () => {
    assert.equal(onlyRule('[Delete].*').method?.method, 'DELETE');
    assert.equal(onlyRule('[fetch].*').method, undefined);
    assert.equal(onlyRule('[fetch].*').url.text, '[fetch].*');
  });

  it('keeps what is wrong in a suffix apart from the rest', () => {
    const [suffix] = onlyRule('.*/a[queryParam:x=1').suffixes;
    assert.equal(suffix?.wellFormed, false);
    assert.equal(suffix?.closed, false);
    assert.equal(suffix?.name.text, 'x');
    assert.equal(suffix?.regex.text, '1');
  });

  it('notes what stands after a suffix', () => {
    const rule = onlyRule('[JsonData::a==b].*/rest');
    assert.equal(rule.url.text, '');
    assert.deepEqual(
      rule.stray.map(piece => piece.text),
      ['.*/rest'],
    );
  });

  it('carries the reason where Java refuses its pattern, and its offsets count from the pattern', () => {
    const rule = onlyRule('[get].*/issue/{key}');
    assert.equal(rule.url.error?.reason, 'repetition');
    assert.equal(rule.url.text.slice(rule.url.error?.start).startsWith('{'), true);
  });
});

describe('what was meant', () => {
  it('leaves a pasted line number out, which the server would read', () => {
    const [line] = parseRestrictions('12 [post].*/rest/a.*').lines;
    assert.equal(line?.pastedNumber?.text, '12 ');
    assert.equal(line?.rules[0]?.method?.method, 'POST');
    assert.equal(line?.asRead.method, undefined);
    assert.equal(line?.asRead.url.text, '12 [post].*/rest/a.*');
  });

  it('takes several rules on a line one by one', () => {
    assert.deepEqual(meant('.*/rest/a.* [get].*/rest/b.* 3 [post].*/rest/c.*'), [
      '.*/rest/a.*',
      '[get].*/rest/b.*',
      '[post].*/rest/c.*',
    ]);
    assert.deepEqual(meant('[get].*/rest/a .*/rest/b'), ['[get].*/rest/a', '.*/rest/b']);
  });

  it('leaves one rule with a blank in it alone', () => {
    assert.deepEqual(meant('.*/rest/search?jql=a b'), ['.*/rest/search?jql=a b']);
  });

  it('leaves outer blanks out', () => {
    const [line] = parseRestrictions('  .*/rest  ').lines;
    assert.equal(line?.rules[0]?.text, '.*/rest');
    assert.equal(line?.asRead.text, '  .*/rest  ');
  });
});
