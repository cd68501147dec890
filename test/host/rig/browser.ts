// The window of the rig: a headless Chromium.
import type { BrowserContext } from 'playwright-core';
import { findOrInstallChromium } from './chromium.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Opens a browser whose `profile` folder keeps the workbench's storage, where secrets and view state live. */
export async function openBrowser({ profile = '' }: { profile?: string } = {}): Promise<BrowserContext> {
  const { chromium } = await import('playwright-core');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findOrInstallChromium(),
    headless: true,
    viewport: { width: 1400, height: 1026 },
    handleSIGINT: false,
    handleSIGTERM: false,
    args: flags,
  });
  await context.addInitScript(answerMintKey);
  return context;
}

/**
 * Answers the request for a key that code-server's own front end has a route for; without an answer the workbench keeps
 * secrets in memory only. Runs in the page: a route of Playwright's would turn the browser's cache off.
 */
function answerMintKey(): void {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const isMintKey = String(input instanceof Request ? input.url : input).endsWith('/mint-key');
    return isMintKey ? Promise.resolve(new Response(new Uint8Array(32).fill(7))) : fetch(input, init);
  };
}
