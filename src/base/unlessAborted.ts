/**
 * Rejects on abort; the promise itself keeps running.
 * @throws the signal's reason, at once, when `signal` is or gets aborted
 */
export function unlessAborted<T>(waiting: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return waiting;
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const abort = () => reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  waiting.then(resolve, reject);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}
