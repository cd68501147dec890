// Lines that no tool writes: they are searched, drawn and listed in linear time.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ErrorReader } from '../../../src/logs/errors/errorReader.ts';
import { withoutEscapes } from '../../../src/logs/escapes.ts';
import { candidatePaths, linksIn, nameOf, workspacePattern } from '../../../src/logs/links.ts';
import { readText, rowOf } from '../../../src/logs/rows.ts';
import { commandPattern, headingPattern, readSections } from '../../../src/logs/sections.ts';
import { Spool } from '../../../src/logs/spool.ts';
import { noStyle } from '../../../src/logs/style.ts';
import { assertLinear } from '../growth.ts';
import { withFolder } from './folder.ts';

const lines: Readonly<Record<string, string>> = {
  'dotted names': 'a.',
  'names of classes': 'a.bException.',
  'blank lines': '\n',
  'lines of blanks': '   \n',
  blanks: ' ',
  'carriage returns': '\r',
  'time stamps without an end': '[2024-01-01T',
  'time stamps without an end, a line each': '[2024-01-01T\n',
  'time stamps without an end, drawn over': '[2024-01-01T\r',
  'line separators': '\u2028',
  brackets: '[',
  'brackets that close': '[x] ',
  'beginnings of escapes': '\x1b[',
  'colors of colors': '\x1b[1;',
  backspaces: 'a\b',
  'columns far away': 'x\x1b[400G',
  'columns far away that are erased': '\x1b[499Gx\x1b[2K',
  'beginnings of titles': '\x1b]',
  'beginnings of notes': '\x1b[8mha:',
  'words for errors': 'error A1',
  folders: 'a/',
  'folders of folders': '/a',
  'folders in themselves': '/.',
  'folders of Windows': '\\.a',
  drives: 'C:/',
  addresses: 'http://a.b',
  'brackets behind an address': 'http://a)',
  'closing brackets': ')',
  files: 'a/b.c:1 ',
  'beginnings of workspaces': 'Running on a in',
  'beginnings of other workspaces': 'Building in workspac',
};

describe('a hostile line of a log', () => {
  const search = (source: string) => (text: string) => [...text.matchAll(new RegExp(source, 'gm'))].length;
  const errors = (text: string) => {
    const reader = new ErrorReader();
    return text.split('\n').filter(line => reader.take(line)).length;
  };
  const make = (text: string) => (size: number) => `http://x${text.repeat(size / text.length)}`;
  const raw = (text: string) => {
    const bytes = Buffer.from(text.replaceAll('\n', ' '));
    return rowOf({ line: 0, offset: 0, bytes, length: bytes.length, style: noStyle });
  };
  for (const [name, text] of Object.entries(lines)) {
    it(`is handled in linear time: ${name}`, () => {
      assertLinear('errors', make(text), errors, 1 << 14);
      assertLinear('errors of many lines', each => `${make(text)(999)}\n`.repeat(each >> 10), errors, 1 << 14);
      assertLinear('headings', make(text), search(headingPattern.source), 1 << 14);
      assertLinear('commands', make(text), search(commandPattern.source), 1 << 14);
      assertLinear(
        'workspaces',
        each => make(text)(each).replace('http://x', ''),
        search(workspacePattern.source),
        1 << 14,
      );
      assertLinear('escapes', make(text), withoutEscapes, 1 << 16);
      assertLinear('links', make(text), linksIn, 1 << 13);
      assertLinear('row', make(text), raw, 1 << 14);
    });
  }

  it('names no file longer than file systems know', () => {
    const name = `${'a'.repeat(256)}.c`;
    assert.equal(nameOf(`a/${name}`), undefined);
    assert.equal(nameOf('a/'), undefined);
    assert.deepEqual(candidatePaths(`${'a/'.repeat(2049)}b.c`, [], []), []);
  });

  it('of 4 MB of carriage returns is drawn', () => {
    const row = raw(`${'\r'.repeat(4 << 20)}end`);
    assert.deepEqual([row.runs, row.overwritten], [[['end', '']], 4 << 20]);
  });

  it('is copied without more than some of the lines in memory', async () => {
    await withFolder(async folder => {
      const spool = await Spool.create(`${folder}/log`);
      const line = Buffer.alloc((4 << 20) + 1, 'a');
      line[line.length - 1] = 0x0a;
      for (let count = 0; count < 40; count++) await spool.append(line);
      await spool.flush();
      let most = 0;
      let copied = 0;
      const read = spool.read.bind(spool);
      let loaded = 0;
      spool.read = (offset, length) => {
        loaded += length;
        return read(offset, length);
      };
      for await (const text of readText(spool, 0, 39)) {
        copied += text.length;
        most = Math.max(most, loaded - copied);
      }
      assert.equal(copied, 40 * (4 << 20));
      assert.ok(most < 32 << 20, `${most} bytes`);
      await spool.close();
    });
  });
});

describe('a hostile outline', () => {
  it('of blocks in blocks is made in linear time, and no deeper than views can show', () => {
    const headings = (size: number) =>
      Array.from({ length: size }, (_, line) => ({ line, text: `[Pipeline] { (stage ${line})` }));
    assertLinear('blocks', headings, texts => readSections(texts, texts.length), 4000);
    const sections = readSections(headings(20_000), 20_000);
    assert.equal(sections.length, 20_000);
    assert.equal(Math.max(...sections.map(({ depth }) => depth)), 100);
  });
});
