import { type ComparedLogs, LogComparison, type LogSource } from '../../../logs/comparison/logComparison.ts';
import type { Spool } from '../../../logs/spool.ts';
import { onLogChange } from '../logs/logChanges.ts';
import type { LogDocument } from '../logs/logDocument.ts';
import type { LogDocumentPool, LogHandle } from '../logs/logDocumentPool.ts';
import { isRead } from '../logs/whenRead.ts';
import type { BuildPair } from './buildPair.ts';

/** Times that a comparison begins anew since a log was replaced meanwhile. */
const maxBeginnings = 3;

/** Two logs as far as they were compared. */
export interface LogPair {
  readonly comparison: LogComparison;
  readonly compared: ComparedLogs;
  /** Whether it goes on by itself. */
  readonly isGoingOn: boolean;
  /** Whether it paused, since the logs are long. */
  readonly isPaused: boolean;
  /** Whether each log still grows with its build. */
  readonly areGrowing: readonly [boolean, boolean];
  /** Errors by which the reading of each log ended. */
  readonly problems: readonly [unknown, unknown];
}

/** Another text took the place of a log. */
class ReplacedError extends Error {
  constructor() {
    super('the log was replaced');
    this.name = 'ReplacedError';
  }
}

/** Compares the logs of two builds by way of the disk: what is read once is kept, and editors of the logs share it. */
export class LogPairReader {
  private readonly pool: () => Promise<LogDocumentPool>;

  constructor(pool: () => Promise<LogDocumentPool>) {
    this.pool = pool;
  }

  /**
   * Compares two logs.
   * @param begun comparison that paused; undefined to compare from their beginnings
   * @param limit bytes of a log behind which it pauses
   * @param show is called with the state now and then
   * @throws the reason of the signal
   */
  async compare(
    pair: BuildPair,
    begun: LogComparison | undefined,
    limit: number,
    signal: AbortSignal,
    show: (logs: LogPair) => void,
  ): Promise<LogPair> {
    const pool = await this.pool();
    const handles = pair.map(({ connection, ...build }) => pool.acquire({ connection: connection.id, ...build }));
    try {
      const [first, second] = handles;
      if (!first || !second) throw new Error('the connection was removed');
      for (let beginning = 1, comparison = begun; ; beginning++) {
        comparison ??= new LogComparison([pair[0].number, pair[1].number]);
        try {
          return await compareDocuments(comparison, [first, second], limit, signal, show);
        } catch (error) {
          signal.throwIfAborted();
          const isReplaced = error instanceof ReplacedError && beginning < maxBeginnings;
          if (!isReplaced) throw error;
          comparison = undefined;
        }
      }
    } finally {
      for (const handle of handles) handle?.dispose();
    }
  }
}

async function compareDocuments(
  comparison: LogComparison,
  [first, second]: readonly [LogHandle, LogHandle],
  limit: number,
  signal: AbortSignal,
  show: (logs: LogPair) => void,
): Promise<LogPair> {
  const documents = [first.document, second.document] as const;
  const state = (isGoingOn: boolean): LogPair => ({
    ...{ comparison, compared: comparison.state, isGoingOn, isPaused: !isGoingOn && !comparison.isDone },
    areGrowing: [isGrowing(documents[0]), isGrowing(documents[1])],
    problems: [problemOf(documents[0]), problemOf(documents[1])],
  });
  const sources = await Promise.all([sourceOf(documents[0], signal), sourceOf(documents[1], signal)]);
  try {
    await comparison.advance(sources, limit, signal, () => show(state(true)));
  } catch (error) {
    // The file of a log that was replaced is closed.
    if (sources.some(({ spool }, at) => documents[at]?.spool !== spool)) throw new ReplacedError();
    throw error;
  }
  return state(false);
}

/** The text of a log, once there is some. */
async function sourceOf(document: LogDocument, signal: AbortSignal): Promise<LogSource> {
  await whenChanged(document, signal, () => document.spool !== undefined || isRead(document));
  const { spool, phase } = document;
  if (!spool) throw phase.kind === 'failed' ? phase.error : new Error('the log cannot be read');
  const { generation } = spool;
  return {
    spool,
    isEnded: () => isRead(document),
    grown: async (bytes, until) => {
      const isGrown = () => spool.written > bytes || isRead(document) || isReplaced(document, spool, generation);
      await whenChanged(document, until, isGrown);
      if (isReplaced(document, spool, generation)) throw new ReplacedError();
    },
  };
}

function isReplaced(document: LogDocument, spool: Spool, generation: number): boolean {
  return document.spool !== spool || spool.generation !== generation;
}

/** Waits until something holds of a log. */
function whenChanged(document: LogDocument, signal: AbortSignal, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!signal.aborted && !holds()) return;
      listening.dispose();
      signal.removeEventListener('abort', look);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    const listening = onLogChange(document, look);
    signal.addEventListener('abort', look);
    look();
  });
}

function isGrowing({ phase }: LogDocument): boolean {
  return phase.kind === 'following' && phase.running;
}

function problemOf({ phase }: LogDocument): unknown {
  return phase.kind === 'failed' ? phase.error : undefined;
}
