import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findOrInstallChromium } from '../host/rig/chromium.ts';

const root = resolve(import.meta.dirname, '../..');

describe('npm start, opened in a browser of one’s own', () => {
  let child: ChildProcess;
  let said = '';
  let context: BrowserContext;
  let page: Page;
  const profile = mkdtempSync(join(tmpdir(), 'jj-own-browser-'));

  before(async () => {
    child = spawn('node', ['test/demo/start.ts', '--web'], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout?.on('data', data => {
      said += data;
    });
    while (!address()) await new Promise(done => setTimeout(done, 100));
    // Not the rig's browser: nothing here answers for the server.
    context = await chromium.launchPersistentContext(profile, {
      executablePath: findOrInstallChromium(),
      args: ['--no-sandbox', '--disable-gpu'],
    });
    page = context.pages()[0] ?? (await context.newPage());
  });
  after(async () => {
    await context?.close();
    child.kill('SIGKILL');
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  function address(): string | undefined {
    return /http:\/\/127\.0\.0\.1:\d+\/\?\S+/.exec(said)?.[0];
  }

  it('shows the demo servers, connected', async () => {
    await page.goto(address() ?? '');
    await page.getByRole('tab', { name: 'Jenkins & Jira' }).click();
    await page
      .getByRole('treeitem', { name: /^hello/ })
      .first()
      .waitFor();
    await page
      .getByRole('treeitem', { name: /^PAY-431/ })
      .first()
      .waitFor();
  });

  it('is given the key that lets secrets last, the same each time', async () => {
    const keys = await page.evaluate(async () => {
      const key = async () => [...new Uint8Array(await (await fetch('mint-key', { method: 'POST' })).arrayBuffer())];
      return [await key(), await key()];
    });
    assert.equal(keys[0]?.length, 32);
    assert.deepEqual(keys[0], keys[1]);
  });

  it('ends everything it started with Ctrl+C', async () => {
    const origins = [...said.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)].map(match => match[0]);
    assert.equal(new Set(origins).size, 3, 'a Jenkins, a Jira and the workbench');
    const ended = new Promise<number | null>(done => child.on('exit', done));
    child.kill('SIGINT');
    assert.equal(await ended, 0);
    for (const origin of origins) await assert.rejects(fetch(origin), origin);
  });
});
