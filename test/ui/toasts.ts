import type { Locator } from 'playwright-core';
import { comes, succeeds } from './locators.ts';
import type { Workbench } from './workbench.ts';

/** Waits until the end of a build is told; closes the messages that it waits behind. */
export async function endTold(person: Workbench, text: RegExp): Promise<Locator> {
  const toast = person.toast(text);
  while (!(await comes(toast, 500))) {
    const other = person.page.locator('.notification-toast').filter({ hasNotText: text }).first();
    if (!(await comes(other, 500))) continue;
    // It may go behind the bell meanwhile.
    const short = { timeout: 1000 };
    await succeeds(other.hover(short));
    await succeeds(other.getByRole('button', { name: /^Clear Notification/ }).click(short));
  }
  return toast;
}
