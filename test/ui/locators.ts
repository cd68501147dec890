import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';

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

/** Waits until a page has the focus. */
export async function takesFocus(page: FrameLocator): Promise<void> {
  await page.locator('body').evaluate(async body => {
    while (!body.ownerDocument.hasFocus()) await new Promise(done => setTimeout(done, 20));
  });
}

/** Closes a view or a line that is open, by a click on it or on a part of it. */
export async function close(open: Locator, part?: string): Promise<void> {
  if ((await open.getAttribute('aria-expanded')) === 'true') await (part ? open.locator(part) : open).click();
}
