import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

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
  await frame.evaluate(source);
  const { violations, passes } = (await frame.evaluate(`axe.run(${JSON.stringify({ exclude })})`)) as AxeResults;
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 300)}\n  ${failureSummary}`),
  );
  assert.equal(found.join('\n'), '', name);
  assert.ok(passes.length > 5, 'it was looked at');
}
