import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readMultipartLog } from '../../../../src/jenkins/logs/logStream.ts';
import { PlainLogReader } from '../../../../src/jenkins/logs/plainLogReader.ts';

describe('a multipart log answer', () => {
  const answer = Buffer.from(
    '--b1\r\nContent-Disposition: form-data;name=text\r\n\r\none\r\ntwo --b\n\r\n--b1\r\n' +
      'Content-Disposition: form-data;name=meta\r\n\r\n{"completed":true,"start":0,"end":42}\r\n--b1--',
  );

  it('is read the same however it is cut into pieces', async () => {
    for (let size = 1; size <= answer.length; size++) {
      const texts: Uint8Array[] = [];
      let meta: unknown;
      for await (const part of readMultipartLog(cut(answer, size), 'b1')) {
        if ('text' in part) texts.push(part.text);
        else meta = part.meta;
      }
      assert.equal(Buffer.concat(texts).toString(), 'one\r\ntwo --b\n', `pieces of ${size}`);
      assert.deepEqual(meta, { completed: true, start: 0, end: 42 });
    }
  });
});

describe('the metadata of a log answer', () => {
  const head = '\r\nContent-Disposition: form-data;name=meta\r\n\r\n';

  async function partsOf(part: string, pieceSize = 1000): Promise<object[]> {
    const parts: object[] = [];
    for await (const each of readMultipartLog(cut(Buffer.from(`--b${part}\r\n--b--`), pieceSize), 'b'))
      parts.push(each);
    return parts;
  }

  it('name a log that goes on where they do not say that it has ended', async () => {
    assert.deepEqual(await partsOf(`${head}{"start":0,"end":1}`), [{ meta: { completed: false, start: 0, end: 1 } }]);
  });

  it('need no head, and both offsets', async () => {
    const [start, end] = [3, 7];
    assert.deepEqual(await partsOf('\r\n\r\n{"start":3,"end":7}'), [{ meta: { completed: false, start, end } }]);
    for (const text of ['{"start":3}', '{"end":7}', '{"start":"3","end":7}', '[]', '']) {
      assert.deepEqual(await partsOf(head + text), [], text);
    }
  });

  it('are no such thing beyond 64 KiB, nor is a head', async () => {
    const meta = '{"start":3,"end":7}';
    const kib64 = 64 * 1024;
    const padded = (size: number) => head + meta + ' '.repeat(size - meta.length);
    assert.equal((await partsOf(padded(kib64))).length, 1);
    assert.equal((await partsOf(padded(kib64 + 1))).length, 0);
    const headed = (size: number) => `\r\n${'h'.repeat(size - 2)}\r\n\r\n${meta}`;
    assert.equal((await partsOf(headed(kib64), kib64 + 3)).length, 1);
    assert.equal((await partsOf(headed(kib64 + 1), kib64 + 4)).length, 0);
  });
});

describe('a plain log answer', () => {
  const note = '\x1b[8mha:////4CLfZ6/3lenX6ONsueW0\x1b[0m';
  const file = `Started by ${note}admin\nžluť ✓\n\x1b[31mred\x1b[0m\n`;
  const sent = Buffer.from(file.replaceAll('\n', '\r\n'));

  it('loses its carriage returns and notes, and counts the bytes of the file, however it is cut', () => {
    for (let size = 1; size <= sent.length; size++) {
      const reader = new PlainLogReader();
      const pieces: Uint8Array[] = [];
      for (let at = 0; at < sent.length; at += size) pieces.push(reader.read(sent.subarray(at, at + size)));
      pieces.push(reader.end());
      assert.equal(Buffer.concat(pieces).toString(), file.replace(note, ''), `pieces of ${size}`);
      assert.equal(reader.rawBytes, Buffer.byteLength(file));
      assert.equal(reader.rawBytesOfLines, Buffer.byteLength(file));
      assert.equal(reader.lines, 3, 'each may have been CRLF in the file, too');
    }
  });
});

describe('a note in a plain log answer', () => {
  const start = Buffer.from('\x1b[8mha:');
  const end = Buffer.from('\x1b[0m');
  const kib = (count: number) => Buffer.alloc(count * 1024, 'x');
  const shownOf = (...pieces: Buffer[]) => {
    const reader = new PlainLogReader();
    const shown = Buffer.concat([...pieces.map(each => reader.read(each)), reader.end()]);
    assert.equal(
      reader.rawBytes,
      pieces.reduce((sum, { length }) => sum + length, 0),
    );
    return shown.toString();
  };

  it('is left out up to 256 KiB, whatever stands before it', () => {
    const before = kib(200);
    assert.equal(shownOf(Buffer.concat([before, start]), kib(100), kib(100), end), before.toString());
    assert.equal(shownOf(start, kib(255), end, Buffer.from('after')), 'after');
  });

  it('is shown where it is longer, with all that follows', () => {
    const pieces = [Buffer.concat([kib(1), start]), kib(100), kib(100), kib(100), end, Buffer.from('after')];
    assert.equal(shownOf(...pieces), Buffer.concat(pieces).toString());
  });

  it('is shown where a line ends in it', () => {
    const pieces = [start, Buffer.from('abc'), Buffer.from('d\ne'), end];
    assert.equal(shownOf(...pieces), Buffer.concat(pieces).toString());
  });

  it('holds back no more than itself', () => {
    const reader = new PlainLogReader();
    const read = (text: string) => Buffer.from(reader.read(Buffer.from(text))).toString();
    assert.equal(read('a\x1b[8mha:bc'), 'a');
    assert.equal(read('d\x1b['), '');
    assert.equal(read('0me'), 'e');
    assert.equal(read('\x1b[8mha:f'), '');
    assert.equal(read('g\nh'), '\x1b[8mha:fg\nh');
  });

  it('is left out where its beginning or its end is torn', () => {
    const note = Buffer.concat([start, Buffer.from('abc'), end]);
    for (let at = 1; at < note.length; at++) {
      const [first, second] = [note.subarray(0, at), note.subarray(at)];
      assert.equal(shownOf(Buffer.from('a'), first, second, Buffer.from('b')), 'ab', String(at));
    }
  });
});

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
