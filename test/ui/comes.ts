import type { Locator } from 'playwright-core';

/** Whether it is there within two seconds. */
export function comes(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
}
