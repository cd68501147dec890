import { Backoff } from '../base/backoff.ts';
import { sleep } from '../base/sleep.ts';
import { mayHaveArrived, RequestError, UnidentifiedResultError } from './errors.ts';
import { UnconfirmedWriteError, UnknownReason } from './unconfirmedWrite.ts';
import { reconcileWrite, type TraceTiming } from './writeOutcome.ts';
import type { EndTurn, WriteTurns } from './writeTurns.ts';

/** Change on a server: how it is sent, and how its trace shows later that it was done. */
export interface WriteOperation<W, T extends object, B = unknown> {
  /** Verb and object, such as `addComment`, for the log. */
  readonly name: string;
  /**
   * Sends the request and reads the answer of a success; UnidentifiedResultError where that does not tell the result.
   * @param wire sends requests that change something; nothing else does
   */
  readonly send: (wire: W) => Promise<T>;
  /** Absent where nothing on the server shows it. */
  readonly trace?: WriteTrace<T, B> | undefined;
  /** Whether a failure, besides a lost answer, leaves open if it was done. */
  readonly isUncertain?: ((error: RequestError) => boolean) | undefined;
  /**
   * Whether a refusal proves that nothing was done, and passes: it is then sent again, a few times. Only for operations
   * that are harmless when done twice.
   */
  readonly isPassing?: ((error: RequestError) => boolean) | undefined;
}

/** Trace of a write. */
export interface WriteTrace<T extends object, B> {
  /** State before the write, as far as the trace is recognized by it. Where it cannot be read, the write is sent. */
  readonly before: (signal: AbortSignal | undefined) => Promise<B>;
  /**
   * Finds the results of this write and of equal ones since then, the likeliest first.
   * @returns an empty list where nothing was done; undefined where that cannot be told, as after another change
   */
  readonly find: (before: B, signal: AbortSignal | undefined) => Promise<readonly T[] | undefined>;
  /**
   * Names the traces that could be taken for this one, such as comments of the same issue: writes with this name go one
   * after another. Absent: the trace is a state, which belongs to all who wanted it.
   */
  readonly object?: string;
  /** How many writes stand behind a result; absent: one. */
  readonly timesIn?: (result: T) => number;
  /** Whether the search lags behind, so that finding nothing proves nothing. */
  readonly lags?: boolean;
}

/** Result of a write that was done, with its proof. */
export type Written<T extends object = object> = T & WriteProof;

export interface WriteProof {
  /** Whether the answer was lost, so that only the trace proves it. */
  readonly traced: boolean;
  /** Number of times that it was done: more than once where the transport itself sent it again. */
  readonly times: number;
}

export interface WriteControl {
  /** Aborts the request; its outcome is searched for all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Aborts the search for the trace: the outcome is then unknown. */
  readonly traceSignal?: AbortSignal | undefined;
  readonly timing?: TraceTiming | undefined;
  /** Called right before the request is sent, after all that is read before; its error is thrown, and nothing is sent. */
  readonly beforeSend?: (() => Promise<void>) | undefined;
}

export interface WriteSite<W> {
  readonly wire: W;
  readonly turns: WriteTurns;
  /** Whether the transport may send a write again by itself when a connection breaks. */
  readonly maySendTwice: boolean;
}

/** State before a write, or the reason why it could not be read. */
type Before<B> = { readonly state: B } | { readonly failure: unknown };

const passingAttempts = 4;

/**
 * Does a write once, and determines its outcome even if the answer is lost.
 * @throws RequestError as refused: nothing was done; UnconfirmedWriteError with the outcome, when the answer was lost
 */
export async function performWrite<W, T extends object, B>(
  operation: WriteOperation<W, T, B>,
  site: WriteSite<W>,
  control: WriteControl = {},
): Promise<Written<T>> {
  const { signal } = control;
  const { trace } = operation;
  const endTurn = trace?.object === undefined ? atOnce : await site.turns.take(trace.object, signal);
  try {
    const before = trace && (endTurn ? await stateBefore(trace, signal) : { failure: new Error('no turn in time') });
    return await performAlone(operation, site, before, control);
  } finally {
    await endTurn?.();
  }
}

const atOnce: EndTurn = async () => undefined;

async function performAlone<W, T extends object, B>(
  operation: WriteOperation<W, T, B>,
  { wire, maySendTwice }: WriteSite<W>,
  before: Before<B> | undefined,
  { signal, traceSignal, timing, beforeSend }: WriteControl,
): Promise<Written<T>> {
  await beforeSend?.();
  const times = async () => (maySendTwice ? timesDone(operation, before, traceSignal) : 1);
  try {
    const result = await sendWhilePassing(operation, wire, signal);
    return { ...result, traced: false, times: await times() };
  } catch (error) {
    if (!(error instanceof RequestError) || !isUnsettled(operation, error)) throw error;
    const result = await settle(operation, { lost: error, before, timing, traceSignal });
    return { ...result, traced: !(error instanceof UnidentifiedResultError), times: await times() };
  }
}

function isUnsettled<W, T extends object, B>({ isUncertain }: WriteOperation<W, T, B>, error: RequestError): boolean {
  return mayHaveArrived(error) || (isUncertain?.(error) ?? false);
}

/** A refusal to tell the state keeps nobody from writing; where no answer comes at all, the write would get none. */
async function stateBefore<T extends object, B>(
  trace: WriteTrace<T, B>,
  signal: AbortSignal | undefined,
): Promise<Before<B>> {
  try {
    return { state: await trace.before(signal) };
  } catch (failure) {
    if (!(failure instanceof RequestError) || failure.status === undefined) throw failure;
    return { failure };
  }
}

async function sendWhilePassing<W, T extends object, B>(
  { send, isPassing }: WriteOperation<W, T, B>,
  wire: W,
  signal: AbortSignal | undefined,
): Promise<T> {
  const backoff = new Backoff({ first: 300, most: 2000, factor: 2 });
  for (let attempt = 1; ; attempt++) {
    try {
      return await send(wire);
    } catch (error) {
      if (!(error instanceof RequestError) || !isPassing?.(error) || attempt === passingAttempts) throw error;
      await sleep(backoff.next(), signal).catch(() => {
        throw error;
      });
    }
  }
}

interface Lost<B> {
  readonly lost: RequestError;
  readonly before: Before<B> | undefined;
  readonly timing: TraceTiming | undefined;
  readonly traceSignal: AbortSignal | undefined;
}

/** Searches for the result of a write whose answer was lost. @throws UnconfirmedWriteError, or the server's failure */
async function settle<W, T extends object, B>(
  { name, trace }: WriteOperation<W, T, B>,
  { lost, before, timing, traceSignal }: Lost<B>,
): Promise<T> {
  if (!trace || !before) throw new UnconfirmedWriteError(name, lost, UnknownReason.leavesNoTrace);
  if ('failure' in before) throw new UnconfirmedWriteError(name, lost, UnknownReason.cannotLook, before.failure);
  const look = async () => {
    const found = await trace.find(before.state, traceSignal);
    return found ? found[0] : 'unclear';
  };
  try {
    const found = await reconcileWrite(name, lost, look, timing, traceSignal);
    if (found !== 'unclear') return found;
    throw new UnconfirmedWriteError(name, lost, UnknownReason.changedOtherwise);
  } catch (error) {
    if (!(error instanceof UnconfirmedWriteError) || error.why !== undefined) throw error;
    if (trace.lags) throw new UnconfirmedWriteError(name, lost, UnknownReason.mayStillCome);
    // The server told its failure, and nothing contradicts it.
    throw mayHaveArrived(lost) ? error : lost;
  }
}

/** Counts the results since the state before; an answered write has at least its own. */
async function timesDone<W, T extends object, B>(
  { trace }: WriteOperation<W, T, B>,
  before: Before<B> | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (trace?.object === undefined || !before || 'failure' in before) return 1;
  const found = (await trace.find(before.state, signal).catch(() => undefined)) ?? [];
  return Math.max(
    1,
    found.reduce((sum, result) => sum + (trace.timesIn?.(result) ?? 1), 0),
  );
}
