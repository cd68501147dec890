// Answers that never come to the end of something: they cost neither memory nor time beyond their bytes.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnexpectedAnswerError } from '../../../../src/http/index.ts';
import { LogReader } from '../../../../src/jenkins/logs/logReader.ts';
import { readMultipartLog } from '../../../../src/jenkins/logs/logStream.ts';
import { OverlapKind, OverlapMatcher } from '../../../../src/jenkins/logs/overlapMatcher.ts';
import { PlainLogReader } from '../../../../src/jenkins/logs/plainLogReader.ts';
import { MemorySink } from '../../../servers/memorySink.ts';
import { assertLinear } from '../../growth.ts';
import { withLogRig } from './logRig.ts';

const pieceBytes = 64 * 1024;
const megabyte = 1024 * 1024;
const maxHeldBytes = 9 * megabyte;

/** Feeds a piece again and again. @returns the most bytes that were held back */
async function mostHeld(
  megabytes: number,
  piece: Buffer,
  take: (piece: Buffer) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  let held = 0;
  let most = 0;
  for (let fed = 0; fed < megabytes * megabyte; fed += piece.length) {
    held += piece.length;
    for await (const text of take(piece)) held -= text.length;
    most = Math.max(most, held);
  }
  return most;
}

describe('a hostile log', () => {
  it('with a note that never ends is passed on as text', async () => {
    const reader = new PlainLogReader();
    reader.read(Buffer.from('before\n\x1b[8mha:'));
    const most = await mostHeld(400, Buffer.alloc(pieceBytes, 'A'), piece => [reader.read(piece)]);
    assert.ok(most < megabyte, `${most} bytes`);
  });

  it('loses no text to a note that its line does not end', () => {
    for (const text of ['\x1b[8mha:AAAA\nnext\n\x1b[0mlast', '\x1b[8mha:AA\x1b[8mha:BB\nb\n', '\x1b[8mha:AAAA']) {
      for (let size = 1; size <= text.length; size++) {
        const reader = new PlainLogReader();
        let read = '';
        for (let at = 0; at < text.length; at += size)
          read += Buffer.from(reader.read(Buffer.from(text.slice(at, at + size))));
        read += Buffer.from(reader.end());
        assert.equal(read, text, `pieces of ${size}`);
      }
    }
  });

  it('loses its notes in linear time, however they are cut', () => {
    const read = (pieces: readonly Buffer[]) => {
      const reader = new PlainLogReader();
      for (const piece of pieces) reader.read(piece);
    };
    for (const [name, text] of Object.entries({
      'beginnings of notes': '\x1b[8mha:',
      'beginnings of notes, a line each': '\x1b[8mha:\n',
      notes: '\x1b[8mha:AAAA\x1b[0m',
      'carriage returns': '\r',
    })) {
      assertLinear(name, size => Array.from({ length: size }, () => Buffer.from(text.repeat(100))), read, 500);
      assertLinear(`${name}, in a piece`, size => [Buffer.from(text.repeat(size))], read, 50_000);
    }
  });

  it('with a head that never ends has no metadata, and is not read further', async () => {
    for (const begin of ['--b\r\n', '--b\r\nContent-Disposition: form-data;name=meta\r\n\r\n']) {
      let fed = 0;
      const pieces = async function* () {
        yield Buffer.from(begin);
        for (; fed < 400; fed++) yield Buffer.alloc(pieceBytes, 'A');
      };
      for await (const part of readMultipartLog(pieces(), 'b')) assert.fail(JSON.stringify(part));
      assert.ok(fed < 10, `${fed} pieces`);
    }
  });

  it('with metadata of wrong types has none: zeros would drop what is known', async () => {
    for (const meta of [
      '',
      '{',
      '[]',
      '{}',
      '{"start":"0","end":1}',
      '{"start":0}',
      '{"start":1e999,"end":1}',
      '['.repeat(20_000),
    ]) {
      const answer = `--b\r\nContent-Disposition: form-data;name=meta\r\n\r\n${meta}\r\n--b--`;
      for await (const part of readMultipartLog([Buffer.from(answer)] as never, 'b')) assert.fail(JSON.stringify(part));
    }
  });

  it('is searched for known text in linear time, wherever that is expected', () => {
    const piece = Buffer.alloc(pieceBytes, 'A');
    const search = (pieces: number) => {
      const matcher = new OverlapMatcher(OverlapKind.overlap, Buffer.from('known'), 1e9, 9e8);
      for (let fed = 0; fed < pieces; fed++) matcher.take(piece);
    };
    assertLinear('known text', pieces => pieces, search, 200);
  });
});

describe('a hostile answer for a log', () => {
  const path = '/job/x/1/logText/progressiveText';

  it('of 400 MB in a single line holds no more than a part of it', async () => {
    await withLogRig({ generation: 'truthful' }, async ({ session }) => {
      const sink = new MemorySink();
      sink.append = bytes => {
        sink.size += bytes.length;
      };
      let most = 0;
      const watch = (fed: number) => {
        most = Math.max(most, fed - sink.size);
      };
      const reader = new LogReader(answering(session, lineOf(400, watch)), path, sink);
      await reader.step(undefined);
      assert.ok(most < maxHeldBytes, `${most} bytes held`);
      assert.ok(sink.size > 391 * megabyte, `${sink.size} bytes told`);
      const rest = 400 * megabyte - sink.size;
      assert.ok(reader.position.next(sink.size).start <= 400 * megabyte - rest, 'the rest is asked for again');
    });
  });

  it('that begins elsewhere than asked is refused, not asked for again at once', async () => {
    await withLogRig({}, async ({ session }) => {
      const parts =
        '--b\r\nContent-Disposition: form-data;name=meta\r\n\r\n{"completed":false,"start":5,"end":9}\r\n--b--';
      const answer = async function* () {
        yield Buffer.from(parts);
      };
      const reader = new LogReader(
        answering(session, answer(), 'multipart/form-data; boundary=b'),
        path,
        new MemorySink(),
      );
      await assert.rejects(reader.step(undefined), UnexpectedAnswerError);
    });
  });
});

async function* lineOf(megabytes: number, watch: (fed: number) => void = () => undefined): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(pieceBytes, 'A');
  for (let fed = 0; fed < megabytes * megabyte; ) {
    fed += pieceBytes;
    yield piece;
    watch(fed);
  }
}

/** A session whose answers are given pieces. */
function answering<Session extends object>(
  session: Session,
  pieces: AsyncIterable<Uint8Array>,
  type = 'text/plain',
): Session {
  const request = { method: 'GET', origin: 'http://x', path: '/' };
  const headers: Readonly<Record<string, string>> = { 'content-type': type, 'x-text-size': '0', 'x-more-data': 'true' };
  const response = {
    ...{ request, status: 200, mediaType: type.split(';')[0] },
    header: (name: string) => headers[name],
    headerText: (name: string) => headers[name] ?? '',
    bytes: () => pieces,
    discard: () => undefined,
  };
  return new Proxy(session, {
    get: (target, name) => (name === 'get' ? async () => response : Reflect.get(target, name)),
  });
}
