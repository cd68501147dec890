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
  // code-server's own front end has this route; without an answer the workbench keeps secrets in memory only.
  await context.route('**/mint-key', route =>
    route.fulfill({ body: Buffer.alloc(32, 7), contentType: 'application/octet-stream' }),
  );
  return context;
}
