import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Frame, FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * Expects that axe finds nothing on a page: what keeps people from seeing it, hearing it, or using it by keyboard.
 * @param exclude selectors of parts that are not looked at
 */
export async function expectAccessible(
  page: FrameLocator,
  name: string,
  exclude: readonly string[] = [],
): Promise<void> {
  const frame = await (await page.locator('html').elementHandle())?.ownerFrame();
  assert.ok(frame);
  await expectNothing(frame, name, exclude);
}

/** Expects the same of a page that runs no scripts: of a copy that does. */
export async function expectCopyAccessible(person: Workbench, name: string): Promise<void> {
  const html = await person.webview.locator('html').evaluate(element => (element as { outerHTML: string }).outerHTML);
  const copy = await person.page.context().newPage();
  try {
    await copy.setContent(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>|<link [^>]*>/g, ''));
    await copy.addStyleTag({ path: join(import.meta.dirname, '../../media/page.css') });
    await expectNothing(copy.mainFrame(), name, []);
  } finally {
    await copy.close();
  }
}

async function expectNothing(frame: Frame, name: string, exclude: readonly string[]): Promise<void> {
  await frame.evaluate(source);
  const { violations, passes } = (await frame.evaluate(`axe.run(${JSON.stringify({ exclude })})`)) as AxeResults;
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary}`),
  );
  assert.equal(found.join('\n'), '', name);
  assert.ok(passes.length > 5, 'it was looked at');
}
