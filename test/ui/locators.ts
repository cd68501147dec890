import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';

/** Whether it is there within a time. */
export function comes(locator: Locator, ms = 2000): Promise<boolean> {
  return succeeds(locator.waitFor({ timeout: ms }));
}

/** Whether it is gone within a time. */
export function goes(locator: Locator, ms = 2000): Promise<boolean> {
  return succeeds(locator.waitFor({ state: 'hidden', timeout: ms }));
}

/** Whether it is done without a failure. */
export function succeeds(done: Promise<unknown>): Promise<boolean> {
  return done.then(
    () => true,
    () => false,
  );
}

/** Shows something by a click, which would hide it where it is shown already. */
export async function showBy(button: Locator, shown: Locator): Promise<void> {
  if (await shown.isVisible()) return;
  do await button.click();
  while (!(await comes(shown)));
}

/** Waits until something holds. */
export async function holds(isTrue: () => boolean): Promise<void> {
  for (let waited = 0; waited < 30_000 && !isTrue(); waited += 100) await new Promise(done => setTimeout(done, 100));
  assert.ok(isTrue());
}

/** Types into a box that may close meanwhile: whether it took the text. */
export function takesText(box: Locator, text: string): Promise<boolean> {
  return succeeds(box.fill(text, { timeout: 2000 }));
}

/** Types into a box, until it keeps the text: VS Code sets the value that a box begins with late at times. */
export async function fill(box: Locator, text: string): Promise<void> {
  do {
    await box.fill(text);
    await box.page().waitForTimeout(50);
  } while ((await box.inputValue()) !== text);
}

/** Presses Enter in a box; once more where the key was lost, as happens while VS Code draws the box. */
export async function enter(page: Page): Promise<void> {
  const box = page.locator('.quick-input-widget:visible');
  const timeout = 500;
  const seen = () =>
    Promise.all([box.innerText({ timeout }), box.locator('input.input').inputValue({ timeout })]).then(
      String,
      () => '',
    );
  const before = await seen();
  await page.keyboard.press('Enter');
  for (let waited = 0; waited < 3000; waited += 100) {
    // The answer was taken where a dialog over the box has the focus, and where the box is busy with it.
    const isAsking = await box.locator('input.input:focus').isVisible();
    const isBusy = await box.locator('.monaco-progress-container.active').isVisible();
    if (!isAsking || isBusy || (await seen()) !== before) return;
    await page.waitForTimeout(100);
  }
  await page.keyboard.press('Enter');
}

/** Presses keys in the editor, once it has the focus. */
export async function pressInEditor(page: Page, keys: readonly string[]): Promise<void> {
  await page.locator('.editor-instance .monaco-editor.focused').waitFor();
  for (const key of keys) await page.keyboard.press(key);
}

/** Whether a page has the focus soon. */
export function takesFocus(page: FrameLocator): Promise<boolean> {
  return page.locator('body').evaluate(async body => {
    for (let looks = 0; looks < 100 && !body.ownerDocument.hasFocus(); looks++)
      await new Promise(done => setTimeout(done, 20));
    return body.ownerDocument.hasFocus();
  });
}

/** Closes a view or a line that is open, by a click on it or on a part of it. */
export async function close(open: Locator, part?: string): Promise<void> {
  if ((await open.getAttribute('aria-expanded')) === 'true') await (part ? open.locator(part) : open).click();
}

/** Presses an item of a menu until the menu closes: it passes over clicks right after it opened. */
export async function pressItem(item: Locator): Promise<void> {
  await item.hover();
  do {
    await item.page().waitForTimeout(300);
    await succeeds(item.click({ timeout: 2000 }));
  } while (!(await goes(item)));
}

/** Waits until the views have loaded what they load: VS Code knows no lines while it fetches them anew. */
export async function viewsSettle(page: Page): Promise<void> {
  const progress = page.locator('.sidebar .monaco-progress-container.active').first();
  do {
    await progress.waitFor({ state: 'hidden' });
    await page.waitForTimeout(400); // one change may bring several loads
  } while (await progress.isVisible());
}

/**
 * Whether the status bar asks for a click again: VS Code passes no line to a command while it fetches the lines anew,
 * which {@link viewsSettle} makes rare and cannot rule out. Returns once the words are gone.
 */
export async function isToldToTryAgain(page: Page): Promise<boolean> {
  const words = page.locator('.statusbar-item').filter({ hasText: 'being refreshed. Try again' });
  const isTold = await comes(words, 250);
  if (isTold) await words.waitFor({ state: 'hidden' });
  return isTold;
}

/** Does something with a line by the mouse. A tooltip stands over the lines around its own, until the mouse leaves it. */
export async function reach(
  page: Page,
  act: (options: { readonly timeout: number }) => Promise<unknown>,
): Promise<void> {
  const leave = async () => {
    await page.mouse.move(1, 1);
    if (await goes(page.locator('.monaco-hover:visible').first(), 1000)) return;
    // VS Code leaves a tooltip open whose line the mouse leaves just as it comes; any key closes it.
    await page.keyboard.press('ScrollLock');
  };
  for (let tries = 1; tries < 5; tries++) {
    await leave();
    if (await succeeds(act({ timeout: 4000 }))) return;
  }
  await leave();
  await act({ timeout: 4000 });
}
