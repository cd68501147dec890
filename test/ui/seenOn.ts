import type { Page } from 'playwright-core';

/**
 * Reads the lines of the views, the messages and the question that are on the screen, and then the messages that went
 * behind the bell: CI keeps no pictures.
 */
export async function seenOn(page: Page): Promise<string> {
  const places = page.locator('.sidebar [role=tree], .notification-toast, .quick-input-widget:visible');
  const seen = await places.allInnerTexts();
  const short = { timeout: 2000 };
  const told = page
    .locator('[id="status.notifications"]')
    .click(short)
    .then(() => page.locator('.notifications-center').innerText(short));
  return [...seen, await told.catch(error => `The list of messages did not open: ${error}`)].join('\n--\n');
}
