import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'mocha';
import { TestRepository } from './gitRepository.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person whose branch has failing tests', () => {
  let person: Workbench;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
  const file = (path: string, lines: number, at: number, text: string) => {
    const content = Array.from({ length: lines }, (_, index) => (index + 1 === at ? text : `// ${index + 1}`));
    mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
    writeFileSync(join(repository.folder, path), `${content.join('\n')}\n`);
  };
  file('src/test/java/payments/CardTest.java', 60, 42, '    assertEquals(REFUSED, card.pay());');
  file('src/test/java/payments/LedgerTest.java', 20, 9, '  @Test void slowImport() {');
  after(() => repository.remove());

  workbench(
    {
      pace: 4,
      settings: { 'jenkinsJira.pollingSeconds': 10 },
      folder: () => repository.folder,
      closed: ['Jira', 'Jenkins'],
    },
    begun => {
      ({ person } = begun);
    },
  );

  const tab = () => person.page.locator('.activitybar').getByRole('tab', { name: /^Testing/ });
  const test = (name: string | RegExp) => person.page.locator('.test-explorer').getByRole('treeitem', { name }).first();
  const isOpen = (part: string) => person.page.locator(`.part.${part}`).isVisible();

  it('is shown them in the Testing view, which does not open by itself, nor does any panel', async () => {
    await person.line('My Work', /^payments\/api\/main.*failed/).waitFor();
    await tab().waitFor();
    assert.equal(await tab().getAttribute('aria-selected'), 'false');
    assert.equal(await person.tree('My Work').isVisible(), true);
    assert.equal(await isOpen('panel'), false);
    assert.equal(await person.page.locator('.tabs-container .tab').count(), 0);
    await person.picture('6-testing-closed');
  });

  it('finds the failed and the skipped test of the last build there', async () => {
    await tab().click();
    await test(/payments\/api\/main #3 · 1 failed \(1 new\) · 1 passed · 1 skipped/)
      .locator('.monaco-tl-twistie')
      .click();
    await test(/refusesExpired/).waitFor();
    await test(/slowImport/).waitFor();
    assert.equal(await test(/accepts/).count(), 0, 'what passed is only counted');
    await person.picture('6-testing');
    assert.equal(await isOpen('panel'), false);
  });

  it('has the language’s own extension run a test at its line', async () => {
    await test(/refusesExpired/).hover();
    await test(/refusesExpired/)
      .getByRole('button', { name: 'Run at Cursor' })
      .click();
    await person.tab('CardTest.java').waitFor();
    // No extension of a language is installed here.
    await person.page.locator('.monaco-editor-overlaymessage', { hasText: 'No tests found' }).waitFor();
    await person.statusBar(/Ln 42/).waitFor();
    await person.page.locator('.editor-instance [class*="codicon-testing-failed-icon"]').first().waitFor();
    await person.picture('6-testing-place');
    assert.equal(await isOpen('panel'), false);
  });

  it('says at the place of a test why it failed', async () => {
    await test(/refusesExpired/).click();
    await person.page.locator('.test-output-peek').getByText('expected REFUSED but was ACCEPTED').first().waitFor();
    await person.picture('6-testing-message');
  });
});
