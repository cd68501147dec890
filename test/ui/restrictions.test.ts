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

  /** Takes the place of all that is written. */
  async function writeAnew(text: string): Promise<void> {
    await person.press('Control+A');
    await person.page.keyboard.press('Delete');
    await person.type(text);
    await person.page.keyboard.press('Escape');
  }

  it('begins with two rules to fill in', async () => {
    await person.command('Jira: New Token Restrictions');
    await person.editor(/\[get\].*PROJ.*\[post\].*PROJ.*comment/s).waitFor();
    await person.picture('6-new');
  });

  it('writes rules, and sees what they allow and what is wrong', async () => {
    await writeAnew('[get].*/rest/api/2/project.*\n[pots].*/rest/api/2/issue/SCRUM-1/comment.*\n');
    await person.page.locator('.squiggly-error').first().waitFor();
    await person.page
      .locator('.codelens-decoration', { hasText: /All rules: allows \d+ read-only operations/ })
      .waitFor();
    await person.page.locator('.codelens-decoration', { hasText: /Assumptions: whole-URL match/ }).waitFor();
    await person.picture('6-restrictions');
  });

  it('has a rule on the next line after Enter, though paths are offered', async () => {
    await person.press('Control+End');
    await person.page.keyboard.type('[get].*/rest/api/2/issue');
    await person.page.locator('.suggest-widget.visible').waitFor();
    await person.page.keyboard.press('Enter');
    await person.page.keyboard.type('.*/z');
    await person.page.keyboard.press('Escape');
    await person.editor(/\[get\]\.\*\/rest\/api\/2\/issue\s*\.\*\/z/).waitFor();
  });

  for (const [mistake, words] of [
    ['GET /rest/api/2/issue', /The method GET must be in brackets/],
    ['[get] .*/rest/api/2/issue', /The space after the method is part of the pattern/],
    ['1 2 3 .*/rest/api/2/issue .*/rest/api/2/myself', /looks like a copied line number/],
    ['.*/rest/api/2/issue .*/rest/api/2/issue', /Line 1 already has this rule/],
    ['https://jira.*', /allows every call to hosts that begin with jira/],
    [
      '.*/x[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?[A-Z]?a{,3}',
      /has no minimum/,
    ],
    ['.*,.*,.*,.*,z', /power of 4/],
    ['(a?b?)*c', /overflows/],
  ] as const) {
    it(`is told what is wrong with ${mistake.slice(0, 40)}`, async () => {
      await writeAnew(mistake);
      await person.command('Problems: Focus on Problems View');
      await person.page.locator('.markers-panel .monaco-list-row', { hasText: words }).first().waitFor();
      await person.command('View: Focus Active Editor Group');
    });
  }

  it('tests a URL against them, and is told which rule decides', async () => {
    await writeAnew('[get].*/rest/api/2/project.*\n');
    await person.command('Jira: Test URL Against Token Restrictions…');
    await person.choose(/^GET/);
    await person.answer('Full URL', 'https://jira.example.com/rest/api/2/projectCategory');
    await person.answer('JSON body', '{broken');
    await person.problem(/not valid JSON/);
    await person.retry('');
    await person.webview.getByRole('heading', { name: 'Allowed' }).waitFor();
    await person.webview.getByText('allowed by rule 1').first().waitFor();
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
    await person.answer('Address of Jira', 'no address');
    await person.problem(/Enter an address/);
    await person.retry('https://jira.example.com');
    await person.editor(/\/rest\/api\/2\/myself/).waitFor();
    await person.editor(/https:\/\/jira\\\.example\\\.com/).waitFor();
    const lens = person.page.locator('.codelens-decoration', { hasText: /All rules: allows \d+ operations/ });
    await lens.waitFor();
    assert.match((await lens.first().textContent()) ?? '', /0\sadmin/);
    await person.picture('6-generated');
  });
});
