import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { Spool } from '../../../../../src/logs/index.ts';
import { type LogPair, LogPairReader } from '../../../../../src/workbench/jenkins/comparison/logPair.ts';
import type { BuildRef } from '../../../../../src/workbench/jenkins/jobs/jobRef.ts';
import type { LogDocumentPool } from '../../../../../src/workbench/jenkins/logs/logDocumentPool.ts';
import { fill, withFolder } from '../../../logs/folder.ts';

const never = new AbortController().signal;
const everything = Number.POSITIVE_INFINITY;

/** Document of a log as the pool lends it. */
class FakeDocument {
  spool: Spool | undefined;
  phase: { kind: string; running?: boolean; error?: unknown } = { kind: 'loading' };
  isLent = false;
  private readonly listeners = new Set<() => void>();
  readonly onDidChange = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  change(phase: FakeDocument['phase'], spool = this.spool): void {
    this.phase = phase;
    this.spool = spool;
    for (const listener of this.listeners) listener();
  }

  get isHeard(): boolean {
    return this.listeners.size > 0;
  }
}

describe('the logs of two builds', () => {
  const connection = { id: 'demo', url: 'http://demo' } as BuildRef['connection'];
  const pair = [
    { connection, job: 'a', number: 1 },
    { connection, job: 'a', number: 2 },
  ] as const;
  const make = (documents: readonly FakeDocument[]): LogPairReader => {
    const acquire = ({ number }: { number: number }) => {
      const document = documents[number - 1];
      if (document) document.isLent = true;
      return { document, dispose: () => document && Object.assign(document, { isLent: false }) };
    };
    return new LogPairReader(async () => ({ acquire }) as unknown as LogDocumentPool);
  };

  async function withDocuments(
    work: (
      documents: readonly [FakeDocument, FakeDocument],
      spoolOf: (text: string) => Promise<Spool>,
    ) => Promise<void>,
  ): Promise<void> {
    await withFolder(async folder => {
      const spools: Spool[] = [];
      const spoolOf = async (text: string) => {
        const spool = await Spool.create(join(folder, `${spools.length}`));
        spools.push(spool);
        await fill(spool, text);
        return spool;
      };
      const documents = [new FakeDocument(), new FakeDocument()] as const;
      await work(documents, spoolOf);
      assert.deepEqual(
        documents.map(({ isLent, isHeard }) => isLent || isHeard),
        [false, false],
      );
      await Promise.all(spools.map(spool => spool.close()));
    });
  }
  const turns = async (holds: () => boolean) => {
    while (!holds()) await new Promise(resolve => setImmediate(resolve));
  };

  it('are waited for, compared as they come, and given back', async () => {
    await withDocuments(async ([one, other], spoolOf) => {
      const shown: LogPair[] = [];
      const done = make([one, other]).compare(pair, undefined, everything, never, logs => shown.push(logs));
      await turns(() => one.isHeard && other.isHeard);
      one.change({ kind: 'finished' }, await spoolOf('a\nb\n'));
      other.change({ kind: 'following', running: true }, await spoolOf('a\n'));
      await turns(() => shown.length > 0);
      assert.deepEqual([shown[0]?.isGoingOn, shown[0]?.areGrowing], [true, [false, true]]);
      await fill(other.spool as Spool, 'c\n');
      other.change({ kind: 'finished' });
      const logs = await done;
      assert.deepEqual([logs.isGoingOn, logs.isPaused, logs.compared.differences.length], [false, false, 1]);
    });
  });

  it('pause where they are long, and go on when that is asked for', async () => {
    await withDocuments(async ([one, other], spoolOf) => {
      const long = 'the same line\n'.repeat(50_000);
      one.change({ kind: 'finished' }, await spoolOf(`${long}x\n`));
      other.change({ kind: 'finished' }, await spoolOf(`${long}y\n`));
      const reader = make([one, other]);
      const { signal } = new AbortController();
      const paused = await reader.compare(pair, undefined, 100_000, signal, () => undefined);
      assert.equal(getEventListeners(signal, 'abort').length, 0);
      assert.deepEqual([paused.isPaused, paused.compared.differences], [true, []]);
      const whole = await reader.compare(pair, paused.comparison, everything, never, () => undefined);
      assert.deepEqual([whole.isPaused, whole.compared.differences[0]?.first.line], [false, 50_000]);
    });
  });

  it('are compared anew where another text took the place of one', async () => {
    await withDocuments(async ([one, other], spoolOf) => {
      one.change({ kind: 'finished' }, await spoolOf('new\n'));
      other.change({ kind: 'following', running: true }, await spoolOf('old\n'));
      let reports = 0;
      const done = make([one, other]).compare(pair, undefined, everything, never, () => reports++);
      await turns(() => reports > 0);
      other.change({ kind: 'finished' }, await spoolOf('new\n'));
      const { compared } = await done;
      assert.deepEqual([compared.isWhole, compared.differences], [true, []]);
    });
  });

  it('are compared as far as they could be read, with the reason', async () => {
    await withDocuments(async ([one, other], spoolOf) => {
      const error = new Error('no room');
      one.change({ kind: 'failed', error }, await spoolOf('a\n'));
      other.change({ kind: 'finished' }, await spoolOf('a\n'));
      const logs = await make([one, other]).compare(pair, undefined, everything, never, () => undefined);
      assert.deepEqual(logs.problems, [error, undefined]);
    });
  });

  it('are not compared where one cannot be read at all', async () => {
    await withDocuments(async ([one, other], spoolOf) => {
      const error = new Error('forbidden');
      one.change({ kind: 'failed', error });
      other.change({ kind: 'finished' }, await spoolOf('a\n'));
      await assert.rejects(
        make([one, other]).compare(pair, undefined, everything, never, () => undefined),
        error,
      );
    });
  });

  it('are given back when the page is closed', async () => {
    await withDocuments(async ([one, other], spoolOf) => {
      const abort = new AbortController();
      one.change({ kind: 'following', running: true }, await spoolOf('a\n'));
      other.change({ kind: 'following', running: true }, await spoolOf('a\n'));
      const done = make([one, other]).compare(pair, undefined, everything, abort.signal, () => abort.abort());
      await assert.rejects(done);
    });
  });
});
