/**
 * Waits `ms` milliseconds.
 * @throws the signal's reason, at once, when `signal` is or gets aborted.
 */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((done, failed) => {
    if (signal?.aborted) return failed(signal.reason);
    const timer = setTimeout(finish, ms);
    signal?.addEventListener('abort', abort, { once: true });
    function finish(): void {
      signal?.removeEventListener('abort', abort);
      done();
    }
    function abort(): void {
      clearTimeout(timer);
      failed(signal?.reason);
    }
  });
}
