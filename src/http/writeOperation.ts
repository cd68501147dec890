import { Backoff } from '../base/backoff.ts';
import { sleep } from '../base/sleep.ts';
import { mayHaveArrived, RequestError } from './errors.ts';
import { reconcileWrite, type TraceTiming, UnconfirmedWriteError, UnknownReason } from './writeOutcome.ts';

/** Change on a server: how it is sent, and how its trace shows later that it was done. */
export interface WriteOperation<W, T, B = unknown> {
  /** Verb and object, such as `addComment`. */
  readonly name: string;
  /**
   * Sends the request and reads the answer of a success.
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
export interface WriteTrace<T, B> {
  /** State before the write, as far as the trace is recognized by it. Where it cannot be read, the write is sent. */
  readonly before: (signal: AbortSignal | undefined) => Promise<B>;
  /** Finds the results of this write and of equal ones since then, the likeliest first. */
  readonly find: (before: B, signal: AbortSignal | undefined) => Promise<readonly T[]>;
  /**
   * Identifies results: a result that is noted as done belongs to no other write. Several keys are those of several
   * writes with a result in common, in order. Absent: a state, which belongs to all.
   */
  readonly keysOf?: (result: T) => readonly string[];
  /** Whether the search lags behind, so that finding nothing proves nothing. */
  readonly lags?: boolean;
}

/** Write that was done. */
export interface Written<T> {
  readonly value: T;
  /** Whether the answer was lost, so that only the trace proves it. */
  readonly traced: boolean;
  /** Number of times that it was done: more than once where the transport itself sent it again. */
  readonly times: number;
}

/** Results that are noted as those of a write, so that none is taken for another's. */
export interface ResultLedger {
  /** Notes a result. @returns false if it was noted before, by any window */
  take(key: string): Promise<boolean>;
}

/** Ledger of this process alone. */
export class MemoryLedger implements ResultLedger {
  private readonly taken = new Set<string>();

  async take(key: string): Promise<boolean> {
    if (this.taken.has(key)) return false;
    this.taken.add(key);
    return true;
  }
}

export interface WriteControl {
  /** Aborts the request; its outcome is searched for all the same. */
  readonly signal?: AbortSignal | undefined;
  /** Aborts the search for the trace: the outcome is then unknown. */
  readonly traceSignal?: AbortSignal | undefined;
  readonly timing?: TraceTiming | undefined;
}

export interface WriteSite<W> {
  readonly wire: W;
  readonly ledger: ResultLedger;
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
export async function performWrite<W, T, B>(
  operation: WriteOperation<W, T, B>,
  site: WriteSite<W>,
  { signal, traceSignal, timing }: WriteControl = {},
): Promise<Written<T>> {
  const { trace } = operation;
  const before = trace && (await stateBefore(trace, signal));
  try {
    const value = await sendWhilePassing(operation, site.wire, signal);
    if (trace) await note(trace, value, site.ledger);
    const times = site.maySendTwice ? await timesDone(operation, before, traceSignal) : 1;
    return { value, traced: false, times };
  } catch (error) {
    if (!(error instanceof RequestError) || !isUnsettled(operation, error)) throw error;
    return { value: await settle(operation, site.ledger, { lost: error, before, timing, traceSignal }), traced: true, times: 1 };
  }
}

function isUnsettled<W, T, B>({ isUncertain }: WriteOperation<W, T, B>, error: RequestError): boolean {
  return mayHaveArrived(error) || (isUncertain?.(error) ?? false);
}

/** A refusal to tell the state keeps nobody from writing; where no answer comes at all, the write would get none. */
async function stateBefore<T, B>(trace: WriteTrace<T, B>, signal: AbortSignal | undefined): Promise<Before<B>> {
  try {
    return { state: await trace.before(signal) };
  } catch (failure) {
    if (!(failure instanceof RequestError) || failure.status === undefined) throw failure;
    return { failure };
  }
}

async function sendWhilePassing<W, T, B>(
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
async function settle<W, T, B>(
  { trace }: WriteOperation<W, T, B>,
  ledger: ResultLedger,
  { lost, before, timing, traceSignal }: Lost<B>,
): Promise<T> {
  if (!trace || !before) throw new UnconfirmedWriteError(lost, UnknownReason.leavesNoTrace);
  if ('failure' in before) throw new UnconfirmedWriteError(lost, UnknownReason.cannotLook, before.failure);
  const look = async () => firstUntaken(trace, await trace.find(before.state, traceSignal), ledger);
  try {
    return (await reconcileWrite(lost, look, timing, traceSignal)).value;
  } catch (error) {
    if (!(error instanceof UnconfirmedWriteError) || error.why !== undefined) throw error;
    if (trace.lags) throw new UnconfirmedWriteError(lost, UnknownReason.mayStillCome);
    // The server told its failure, and nothing contradicts it.
    throw mayHaveArrived(lost) ? error : lost;
  }
}

async function firstUntaken<T, B>(
  trace: WriteTrace<T, B>,
  found: readonly T[],
  ledger: ResultLedger,
): Promise<{ readonly value: T } | undefined> {
  for (const value of found) if (await note(trace, value, ledger)) return { value };
  return undefined;
}

/** Notes a result as this write's. @returns false when all its keys belong to other writes */
async function note<T, B>({ keysOf }: WriteTrace<T, B>, value: T, ledger: ResultLedger): Promise<boolean> {
  if (!keysOf) return true;
  for (const key of keysOf(value)) if (await ledger.take(key)) return true;
  return false;
}

/** Counts the results since the state before; an answered write has at least its own. */
async function timesDone<W, T, B>(
  { trace }: WriteOperation<W, T, B>,
  before: Before<B> | undefined,
  signal: AbortSignal | undefined,
): Promise<number> {
  if (!trace?.keysOf || !before || 'failure' in before) return 1;
  const found = await trace.find(before.state, signal).catch(() => []);
  return Math.max(1, found.length);
}
