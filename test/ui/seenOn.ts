import type { Page } from 'playwright-core';

/** Reads the lines of the views, the messages and the question that are on the screen: CI keeps no pictures. */
export async function seenOn(page: Page): Promise<string> {
  const places = page.locator('.sidebar [role=tree], .notification-toast, .quick-input-widget:visible');
  return (await places.allInnerTexts()).join('\n--\n');
}
