import type { Locator } from 'playwright-core';
import { comes } from './locators.ts';
import type { Workbench } from './workbench.ts';

/** Waits until the end of a build is told; closes the messages that it waits behind. */
export async function endTold(person: Workbench, text: RegExp): Promise<Locator> {
  const toast = person.toast(text);
  while (!(await comes(toast))) await person.closeToasts();
  return toast;
}
