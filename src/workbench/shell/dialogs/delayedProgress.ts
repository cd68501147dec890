import { sleep } from '../../../base/sleep.ts';
import { withProgress } from '../messages/notifications.ts';

/** Quick work needs no notification that flashes by. */
const patienceMs = 500;

/**
 * Does the work; after a moment it shows a notification whose Cancel aborts it.
 * @param title as known by then, where it is a function
 */
export async function withDelayedProgress<T>(
  title: string | (() => string),
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const working = work(abort.signal);
  const settled = working.then(
    () => true,
    () => true,
  );
  if (await Promise.race([settled, sleep(patienceMs).then(() => false)])) return working;
  await withProgress(typeof title === 'string' ? title : title(), async signal => {
    signal.addEventListener('abort', () => abort.abort());
    await settled;
  });
  return working;
}
