import { isDeepStrictEqual } from 'node:util';
import { NotFoundError } from './errors.ts';
import type { WriteTrace } from './writeOperation.ts';

type Read<S> = (signal: AbortSignal | undefined) => Promise<S>;
const done: readonly object[] = [{}];

/** Trace of a write that sets a state which can be compared exactly: any other state means that it was not done. */
export function stateTrace(isSet: Read<boolean>): WriteTrace<object, undefined> {
  return { before: async () => undefined, find: async (_, signal) => ((await isSet(signal)) ? done : []) };
}

/**
 * Trace of a change that servers may store in other words: done where the wanted content is found, not done where all is
 * as before, else unclear.
 * @param resultIn finds the wanted content
 */
export function changeTrace<S, T extends object>(
  read: Read<S>,
  resultIn: (now: S, before: S) => T | undefined,
): WriteTrace<T, S> {
  return {
    before: read,
    find: async (before, signal) => {
      const now = await read(signal);
      const result = resultIn(now, before);
      if (result) return [result];
      return isDeepStrictEqual(now, before) ? [] : undefined;
    },
  };
}

/** Trace of a deletion: what cannot be read any more is gone. */
export function deletionTrace(read: Read<unknown>): WriteTrace<object, undefined> {
  return stateTrace(signal => isGone(read(signal)));
}

async function isGone(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return false;
  } catch (error) {
    if (error instanceof NotFoundError) return true;
    throw error;
  }
}
