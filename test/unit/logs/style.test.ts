import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { printable, styledText, withoutEscapes } from '../../../src/logs/escapes.ts';
import { rowOf } from '../../../src/logs/rows.ts';
import { Flag, noStyle, paletteColor, type Style } from '../../../src/logs/style.ts';

function styleOf(escapes: string, style: Style = noStyle): Style {
  return styledText(`${escapes}x`, style).end;
}

function row(text: string, style: Style = noStyle) {
  const bytes = Buffer.from(text);
  return rowOf({ line: 0, offset: 0, bytes, length: bytes.length, style });
}

describe('colors', () => {
  it('of all kinds are understood', () => {
    assert.deepEqual(styleOf('\x1b[31m'), { fg: 1, bg: -1, flags: 0 });
    assert.deepEqual(styleOf('\x1b[97;104m'), { fg: 15, bg: 12, flags: 0 });
    assert.deepEqual(styleOf('\x1b[38;5;208m'), { fg: 208, bg: -1, flags: 0 });
    assert.deepEqual(styleOf('\x1b[48;2;1;2;3m'), { fg: -1, bg: 0x1010203, flags: 0 });
    assert.deepEqual(styleOf('\x1b[38:2::255:0:16m'), { fg: 0x1ff0010, bg: -1, flags: 0 });
    assert.deepEqual(styleOf('\x1b[38:5:9m'), { fg: 9, bg: -1, flags: 0 });
    assert.deepEqual(
      styleOf('\x1b[1;2;3;4;9;7m').flags,
      Flag.bold | Flag.faint | Flag.italic | Flag.underline | Flag.strike | Flag.inverse,
    );
    assert.equal(paletteColor(208), '#ff8700');
    assert.equal(paletteColor(244), '#808080');
  });

  it('end where they are told to', () => {
    const colored = styleOf('\x1b[1;4;31;42m');
    assert.deepEqual(styleOf('\x1b[0m', colored), noStyle);
    assert.deepEqual(styleOf('\x1b[m', colored), noStyle);
    assert.deepEqual(styleOf('\x1b[;m', colored), noStyle);
    assert.deepEqual(styleOf('\x1b[39;49m', colored), { fg: -1, bg: -1, flags: Flag.bold | Flag.underline });
    assert.deepEqual(styleOf('\x1b[22;24m', colored), { fg: 1, bg: 2, flags: 0 });
    assert.deepEqual(styleOf('\x1b[4:0m', colored).flags, Flag.bold);
  });

  it('that are none change nothing', () => {
    for (const odd of ['\x1b[38;5m', '\x1b[38;9m', '\x1b[?25l', '\x1b[>4;2m', '\x1b[999m', '\x1b[38;2;1m'])
      assert.deepEqual(styleOf(odd), noStyle, JSON.stringify(odd));
  });
});

describe('text', () => {
  it('loses all that steers a terminal, and nothing else', () => {
    const steering = [
      '\x1b[31m',
      '\x1b[2K',
      '\x1b[1A',
      '\x1b[10;20H',
      '\x1b[?1049h',
      '\x1b]0;a title\x07',
      '\x1b]0;a title\x1b\\',
      '\x1b]8;;https://example.com\x1b\\',
      '\x1b]8;;\x07',
      '\x1bP1;2q~~\x1b\\',
      '\x1b(B',
      '\x1b=',
      '\x1bc',
      '\x07',
      '\b',
      '\x1b[8mha:////4AbCd+/=\x1b[0m',
      '\x1b',
    ];
    for (const each of steering) assert.equal(withoutEscapes(`a${each}žb`), 'ažb', JSON.stringify(each));
    const plain = 'a\tb [31m ]0; c\r\n';
    assert.equal(withoutEscapes(plain), plain);
  });

  it('that is never ended swallows no line', () => {
    assert.equal(withoutEscapes('\x1b]0;a title\nnext'), '0;a title\nnext');
    assert.equal(withoutEscapes('\x1b[8mha:////nothing\nnext'), 'ha:////nothing\nnext');
  });

  it('is the same with its styles and without them', () => {
    const text = 'a\x1b[1mb\x1b[2Kc\x1b[31md\x1b[31me\x1b[0mf\x1b]0;t\x07';
    const { pieces, end } = styledText(text, noStyle);
    assert.equal(pieces.map(piece => piece.text).join(''), withoutEscapes(text));
    assert.deepEqual(
      pieces.map(piece => piece.text),
      ['a', 'bc', 'de', 'f'],
    );
    assert.deepEqual(end, noStyle);
  });

  it('shows what cannot be seen', () => {
    assert.equal(printable('a\x00\x1f\x7f\x9bb'), 'a\u2400\u241f\u2421\ufffdb');
  });
});

describe('a row', () => {
  it('has runs with classes for the colors of the theme, and colors for the others', () => {
    const { runs } = row('plain \x1b[1;31mred\x1b[0m \x1b[38;5;208;44morange\x1b[7m turned\x1b[0;7mback');
    assert.deepEqual(runs, [
      ['plain ', ''],
      ['red', 'bo f1'],
      [' ', ''],
      ['orange', 'b4', '#ff8700'],
      [' turned', 'f4', '', '#ff8700'],
      ['back', 'fi bi'],
    ]);
  });

  it('shows a line as a terminal does when the cursor moved back in it', () => {
    const shown = (text: string) => row(text).runs;
    assert.deepEqual(shown('progress: 10%\b\b\b20%'), [['progress: 20%', '']]);
    assert.deepEqual(shown('abc\b\b\b\b\bxy'), [['xyc', '']]);
    assert.deepEqual(shown('abcdef\x1b[3D\x1b[K!'), [['abc!', '']]);
    assert.deepEqual(shown('one\rtwo three\x1b[4GX'), [['twoXthree', '']]);
    assert.deepEqual(shown('ab\x1b[1G\x1b[31mc'), [
      ['c', 'f1'],
      ['b', ''],
    ]);
    assert.deepEqual(shown('x\x1b[2K\x1b[5Gy'), [['    y', '']]);
    const stamped = row('[2026-03-04T05:06:07.089Z] 1%\b\b2%');
    assert.deepEqual([stamped.runs, stamped.skipped, stamped.overwritten], [[['2%', '']], 29, 2]);
  });

  it('shows what a line was overwritten with last', () => {
    assert.deepEqual(row('10 %\r50 %\r100 %\r'), { line: 0, runs: [['100 %', '']], skipped: 10, overwritten: 2 });
    assert.deepEqual(row('from Windows\r').runs, [['from Windows', '']]);
  });

  it('shows a part of a line that is long', () => {
    const { runs, more } = row('y'.repeat(5000));
    assert.equal(runs[0]?.[0].length, 4000);
    assert.equal(more, 1000);
  });

  it('shows bytes that are no UTF-8 as an old Windows writes them', () => {
    assert.equal(row('x').runs[0]?.[0], 'x');
    const bytes = Buffer.from([0x5a, 0xe1, 0x76, 0x9e, 0x61]);
    assert.equal(rowOf({ line: 0, offset: 0, bytes, length: 5, style: noStyle }).runs[0]?.[0], 'Závža');
  });

  it('has its time stamp apart, if that is wanted', () => {
    const bytes = Buffer.from('[2026-03-04T05:06:07.089Z] + make');
    const raw = { line: 0, offset: 0, bytes, length: bytes.length, style: noStyle };
    assert.deepEqual(rowOf(raw, { separateStamps: true }), {
      line: 0,
      runs: [['+ make', '']],
      skipped: 27,
      stamp: '2026-03-04T05:06:07.089Z',
    });
    assert.equal(rowOf(raw).runs[0]?.[0], bytes.toString());
  });

  it('of junk is made in no time', () => {
    const junk = Buffer.from(
      Array.from({ length: 32_000 }, (_, index) => (index * 7919) % 256).filter(byte => byte !== 10),
    );
    for (let time = 0; time < 100; time++)
      rowOf({ line: 0, offset: 0, bytes: junk, length: junk.length, style: noStyle });
    row('a.'.repeat(16_000));
    row('a/'.repeat(16_000));
    row(`https://${'('.repeat(16_000)}`);
  });
});
