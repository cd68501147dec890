import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

/** Whether it is there within two seconds. */
export function comes(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}

/** Waits until something holds. */
export async function holds(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; waited < 15_000 && !isTrue(); waited += 100) await new Promise(done => setTimeout(done, 100));
  assert.ok(isTrue());
}
