import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/**
 * Reads the lines of the views, the messages and the question that are on the screen, the tabs, the text in front, then
 * the messages that went behind the bell, and the logs: CI keeps no pictures.
 */
export async function seenOn(page: Page, folder: string): Promise<string> {
  const places = page.locator(
    '.sidebar [role=tree], .notification-toast, .quick-input-widget:visible, .monaco-dialog-box',
  );
  const seen = await places.allInnerTexts();
  const tabs = await page
    .locator('.tabs-container [role=tab]')
    .evaluateAll(found =>
      found.map(({ ariaLabel, className }) => `${ariaLabel}${/ (active|dirty)\b/g.exec(className)?.[0] ?? ''}`),
    );
  const focused = await page
    .locator(':focus')
    .evaluateAll(found => found.map(each => `${each.tagName} ${each.className}`));
  const text = (await page.locator('.editor-instance .view-lines').allInnerTexts()).join('\n-\n').slice(0, 1000);
  const short = { timeout: 2000 };
  const pages = page.locator('iframe.webview.ready').last().contentFrame().locator('#active-frame').contentFrame();
  const shown = await pages
    .locator('body')
    .innerText(short)
    .catch(error => `No page: ${String(error).slice(0, 80)}`);
  const told = page
    .locator('[id="status.notifications"]')
    .click(short)
    .then(() => page.locator('.notifications-center').innerText(short));
  const messages = await told.catch(error => `The list of messages did not open: ${error}`);
  return [
    ...seen,
    `Tabs: ${tabs.join(' | ')}`,
    `The focus is in ${focused}`,
    text,
    shown.slice(0, 1000),
    messages,
    loggedIn(folder),
  ].join('\n--\n');
}

/** Reads the last lines that the extension and its host wrote into their logs. */
function loggedIn(folder: string): string {
  return globSync(join(folder, 'user/**/exthost*/**/*.log'))
    .filter(file => /Jenkins & Jira\.log$|remoteexthost\.log$|exthost\.log$/.test(file) && statSync(file).size > 0)
    .map(file => `${file.slice(folder.length)}\n${readFileSync(file, 'utf8').split('\n').slice(-30).join('\n')}`)
    .join('\n');
}
