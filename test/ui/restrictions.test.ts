import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { Workbench } from './workbench.ts';

describe('a person who limits a token', () => {
  let person: Workbench;

  before(async () => {
    person = await Workbench.launch({ settings: { 'editor.autoClosingBrackets': 'never' } });
  });
  after(() => person?.leave());
  afterEach(async function () {
    await person.endStep(this.currentTest);
  });

  it('writes rules, and sees what they allow and what is wrong', async () => {
    await person.command('Jira: New Token Restrictions');
    await person.type('[get].*/rest/api/2/project.*\n[pots].*/rest/api/2/issue/SCRUM-1/comment.*\n');
    await person.page.keyboard.press('Escape');
    await person.page.locator('.squiggly-error').first().waitFor();
    await person.page
      .locator('.codelens-decoration', { hasText: /All rules: allows \d+ read-only operations/ })
      .waitFor();
    await person.page.locator('.codelens-decoration', { hasText: /Assumptions: whole-URL match/ }).waitFor();
    await person.picture('6-restrictions');
  });

  it('tests a URL against them, and is told which rule decides', async () => {
    await person.command('Jira: Test URL Against Token Restrictions…');
    await person.choose(/^GET/);
    await person.answer('Full URL', 'https://jira.example.com/rest/api/2/projectCategory');
    await person.answer('JSON body', '{broken');
    await person.problem(/not valid JSON/);
    await person.retry('');
    await person.editor(/#\sAllowed/).waitFor();
    await person.editor(/allowed\sby\srule\s1/).waitFor();
    await person.picture('6-test');
  });

  it('generates the least rules for this extension', async () => {
    await person.command('View: Close All Editors');
    await person.page
      .getByRole('button', { name: /Don.t Save/ })
      .click({ timeout: 3000 })
      .catch(() => undefined);
    await person.command('Jira: Generate Token Restrictions…');
    await person.choose(/^What this extension needs/);
    await person.editor(/\/rest\/api\/2\/myself/).waitFor();
    const lens = person.page.locator('.codelens-decoration', { hasText: /All rules: allows \d+ operations/ });
    await lens.waitFor();
    assert.match((await lens.first().textContent()) ?? '', /0\sadmin/);
    await person.picture('6-generated');
  });
});
