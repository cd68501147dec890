// Single requests for a log in plain answers: what they tell, and where the next one begins.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { BaseUrl, HttpClient, InterceptedError, UndiciTransport } from '../../../../src/http/index.ts';
import { JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../../../src/jenkins/index.ts';
import { LogReader } from '../../../../src/jenkins/logs/logReader.ts';
import { consoleNote } from '../../../servers/jenkins/builds/logFile.ts';
import { MemorySink } from '../../../servers/memorySink.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

interface PlainAnswer {
  readonly pieces: readonly string[];
  /** As `X-Text-Size` claims. */
  readonly size: number;
  readonly ended?: true;
  readonly type?: string;
}

describe('a request for a log with a plain answer', () => {
  let server: TestServer;
  let http: HttpClient;
  let reader: LogReader;
  let sink: MemorySink;
  let answer: PlainAnswer;

  beforeEach(async () => {
    server = await startServer(async (_, res) => {
      const { pieces, size, ended, type = 'text/plain;charset=utf-8' } = answer;
      const more = ended ? {} : { 'x-more-data': 'true' };
      res.writeHead(200, { 'content-type': type, 'x-text-size': String(size), ...more });
      for (const piece of pieces) {
        res.write(piece);
        await new Promise(done => setTimeout(done, 15));
      }
      res.end();
    });
    http = new HttpClient({ base: BaseUrl.parse(server.origin), transport: new UndiciTransport(), userAgent: 'test' });
    begin();
  });
  afterEach(() => Promise.all([http.close(), server.close()]));

  const begin = () => {
    const kind = JenkinsSecretKind.apiToken;
    sink = new MemorySink();
    reader = new LogReader(
      new JenkinsSession(http, async () => jenkinsLogin({ user: 'u', secret: 's', kind })),
      '/log',
      sink,
    );
  };
  const step = async (size: number, pieces: readonly string[], ended?: true) => {
    answer = { size, pieces, ...(ended && { ended }) };
    return reader.step(undefined);
  };
  const started = () => server.requests.map(({ url }) => Number(new URL(url, server.origin).searchParams.get('start')));

  it('takes no page for a log', async () => {
    answer = { size: 9, pieces: ['<title>Log in</title>'], type: 'text/html' };
    await assert.rejects(reader.step(undefined), InterceptedError);
    assert.equal(sink.size, 0);
  });

  it('leaves all of a log that has ended to its console text', async () => {
    assert.deepEqual(await step(3, ['a\r\n'], true), { complete: true, gotText: false, behind: false });
    assert.equal(sink.size, 0);
  });

  it('passes on whole lines alone, wherever its pieces end', async () => {
    assert.deepEqual(await step(2, ['a', '\r\nb']), { complete: false, gotText: true, behind: false });
    assert.equal(sink.bytes.toString(), 'a\n');
    assert.deepEqual(await step(2, []), { complete: false, gotText: false, behind: false });
    await step(2, []);
    // A byte is asked for again: whether the line ended there shows in it.
    assert.deepEqual(started(), [0, 1, 1]);
  });

  it('asks again for all of a line that has not ended', async () => {
    assert.deepEqual(await step(2, ['ab']), { complete: false, gotText: false, behind: false });
    assert.equal(sink.size, 0);
    await step(4, ['abc\r\n']);
    assert.equal(sink.bytes.toString(), 'abc\n');
    assert.deepEqual(started(), [0, 0]);
  });

  it('passes on a line that is drawn anew up to a carriage return, which may not be half of a line end', async () => {
    await step(8, ['1 %\r2 %\r']);
    assert.equal(sink.bytes.toString(), '1 %\r');
    begin();
    await step(11, ['1 %\r2 %\r3 %']);
    assert.equal(sink.bytes.toString(), '1 %\r2 %\r');
    await step(12, ['3 %\r\n']);
    assert.equal(sink.bytes.toString(), '1 %\r2 %\r3 %\n');
    assert.deepEqual(started(), [0, 0, 8]);
  });

  it('passes on an empty line, too', async () => {
    await step(1, ['\r\n', 'b']);
    assert.equal(sink.bytes.toString(), '\n');
  });

  it('requests known text again where line ends of Windows may make the offset larger', async () => {
    // Two lines of a letter: 4 bytes with line feeds alone, 6 with carriage returns.
    for (const [size, next, behind] of [
      [4, 3, false],
      [5, 1, false],
      [6, 2, false],
      [7, 2, true],
      [3, 0, false],
    ] as const) {
      begin();
      const { gotText, behind: told } = await step(size, ['a\r\nb\r\n']);
      assert.deepEqual([gotText, told], [true, behind], `${size} bytes`);
      assert.equal(reader.position.unsure, size === 3, 'less than was sent is no length');
      await step(size, []);
      assert.equal(started().at(-1), next, `${size} bytes`);
    }
  });

  it('finds the end where line ends of Windows were counted short, and is in doubt then', async () => {
    await step(6, ['a\r\nb\r\n']);
    await step(8, ['\r\nb\r\nc\r\n']);
    assert.equal(sink.bytes.toString(), 'a\nb\nc\n');
    assert.deepEqual([reader.position.unsure, started()], [true, [0, 2]]);
  });

  it('is certain of an end that is found where it was counted, once no byte of the file is missing', async () => {
    await step(5, ['a\r\nb\r\n']);
    await step(6, ['\r\nb\r\nc\r\n']);
    assert.deepEqual([sink.bytes.toString(), reader.position.unsure, started()], ['a\nb\nc\n', false, [0, 1]]);
    assert.equal((await step(7, ['\r\nd'], true)).complete, true);
    assert.deepEqual([sink.bytes.toString(), reader.position.unsure], ['a\nb\nc\nd', false]);
  });

  it('is in doubt where bytes are missing at the end', async () => {
    await step(2, ['a\r\n']);
    assert.equal((await step(5, ['\r\nb\r\n'], true)).complete, true);
    assert.deepEqual([sink.bytes.toString(), reader.position.unsure], ['a\nb\n', true]);
  });

  it('is in doubt about notes that the controller may read otherwise', async () => {
    for (const [note, isOdd] of [
      [consoleNote('n'), false],
      ['\x1b[8mha:AAAAAA==\x1b[0m', false],
      ['\x1b[8mha:////4AAA\x1b[0m', true],
      ['\x1b[8mha:no note\x1b[0m', true],
      ['\x1b[8mha:', true],
    ] as const) {
      begin();
      const line = `${note}a\r\n`;
      await step(line.length - 1, [line]);
      assert.equal(reader.position.unsure, isOdd, JSON.stringify(note));
    }
  });

  it('goes on behind the line feed, and shows nothing where none is there', async () => {
    await step(2, ['a\r\n']);
    await step(4, ['\r\nb\r\n']);
    assert.equal(sink.bytes.toString(), 'a\nb\n');
    const foreign = { gotText: false, isForeign: true };
    assert.deepEqual(await step(9, ['xy\r\n']), { complete: false, behind: true, ...foreign });
    assert.deepEqual([sink.bytes.toString(), reader.position.complete], ['a\nb\n', false]);
    const { gotText } = await step(7, ['\r\ncd\r\n']);
    assert.deepEqual([gotText, sink.bytes.toString(), started().at(-1)], [true, 'a\nb\ncd\n', 3]);
  });

  it('leaves the rest to the console’s text where the answer of an ended build does not go on', async () => {
    for (const pieces of [['xy\r\n'], []]) {
      begin();
      await step(2, ['a\r\n']);
      const foreign = pieces.length > 0 && { isForeign: true };
      assert.deepEqual(await step(9, pieces, true), { complete: true, gotText: false, behind: false, ...foreign });
      assert.deepEqual([sink.bytes.toString(), reader.position.unsure], ['a\n', true]);
    }
  });

  it('has all of a log when it continues the known text and the build has ended', async () => {
    await step(2, ['a\r\n']);
    assert.deepEqual(await step(5, ['\r\nend'], true), { complete: true, gotText: true, behind: false });
    assert.equal(sink.bytes.toString(), 'a\nend');
    assert.equal(reader.position.complete, true);
  });
});
