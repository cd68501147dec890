import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { expectCopyAccessible } from './axe.ts';
import { choosePath } from './fileDialog.ts';
import { holds, pressItem } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who works on issues', () => {
  describe('of Cloud', function () {
    work.call(this, 'cloud');
  });
  describe('of Data Center', function () {
    work.call(this, 'dataCenter');
  });
});

function work(this: Mocha.Suite, flavor: 'cloud' | 'dataCenter'): void {
  let person: Workbench;
  let demo: DemoServers;
  const key = 'PAY-431';
  const issue = () => demo.jira.state.issue(key);
  const button = (name: string | RegExp) => person.webview.getByRole('button', { name });
  const text = (words: string | RegExp) => person.webview.getByText(words).first();

  const picture = (name: string) => person.picture(flavor === 'cloud' ? name : `${name}-dc`);

  workbench({ flavor }, begun => {
    ({ person, demo } = begun);
  });

  it('is told in the page why an issue cannot be read, and tries again there', async () => {
    demo.jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, (_, res) =>
      res.writeHead(403, { 'content-type': 'application/json' }).end('{"errorMessages":[],"errors":{}}'),
    );
    await person.line('Jira', /^PAY-431/).click();
    await text(/Could not load the issue\./).waitFor();
    await picture('8-issue-failed');
    await button('Try Again').click();
    await person.webview.getByRole('heading', { name: 'Refuse expired cards' }).waitFor();
  });

  it('opens an issue as a page: fields, description, links, comments', async () => {
    await person.line('Jira', /^PAY-431/).click();
    await person.tab(/^PAY-431/).waitFor();
    await person.webview.getByRole('heading', { name: 'Refuse expired cards' }).waitFor();
    for (const words of ['In Progress', 'Fred Fischer', 'checkout', 'Description', 'Links']) {
      await text(words).waitFor();
    }
    await picture('8-issue');
  });

  it('goes from issue to issue', async () => {
    await person.webview.getByRole('button', { name: 'PAY-441', exact: true }).click();
    await person.webview.getByRole('heading', { name: /Build of release\/5\.2 fails/ }).waitFor();
    await person.toPage(/^PAY-431/);
    await person.webview.getByRole('heading', { name: 'Refuse expired cards' }).waitFor();
  });

  it('changes the status, with what the step asks for', async () => {
    await button('Change Status…').click();
    await person.asked('Change Status of PAY-431');
    await picture('8-steps');
    await person.choose(/^Done/);
    await person.asked(/Resolution/);
    await picture('8-resolution');
    await person.choose(/^Won't Do/);
    await person.webview.locator('.status', { hasText: 'Done' }).first().waitFor();
    await text("Won't Do").waitFor();
    assert.equal(issue()?.resolutionId === null, false);
  });

  it('assigns it to somebody who is searched for', async () => {
    await button('Assign…').click();
    await person.asked('Assign PAY-431');
    await person.input.fill('dan');
    await person.choose(/^Dana/);
    await holds(() => issue()?.assignee === 'dana');
  });

  it('logs work in Jira’s words', async () => {
    await button('Log Work…').click();
    await person.asked('Time spent');
    await person.retry('two hours');
    await person.problem('Enter a duration');
    await person.retry('2h 30m');
    await text(/Work log \(1\)/).waitFor();
  });

  it('attaches a file, and opens it', async () => {
    const file = join(person.folder, 'what I saw.txt');
    writeFileSync(file, 'the card was from 2019');
    await text('More Actions').click();
    await button('Attach File…').click();
    await choosePath(person, file, 'Attach');
    await text(/Attachments \(\d\)/).waitFor();
    await button(/^what I saw.txt$/).click();
    await person.editor(/card\swas\sfrom\s2019/).waitFor();
    await person.toPage(/^PAY-431/);
  });

  it('copies an issue as Markdown, and pastes that into a comment', async () => {
    await person.contextAction('Jira', /^PAY-428/, 'Copy Issue As…');
    await person.choose(/^Markdown/);
    await person.contextAction('Jira', /^PAY-428/, 'Add Comment…');
    await person.tab('Comment on PAY-428').waitFor();
    await person.type(' ');
    await person.page.keyboard.press('Control+A');
    await person.command('Paste');
    await person.editor(/\[PAY-428\sCheckout\shangs.*\]\(http/).waitFor();
    await person.command('Jira: Discard Draft');
    await person.page
      .locator('.monaco-dialog-box')
      .getByRole('button')
      .filter({ hasText: /^Discard/ })
      .click();
    await person.toPage(/^PAY-431/);
  });

  it('looks at a comment before it is posted: Markdown, with a mention', async () => {
    await button('Add Comment…').first().click();
    await person.tab(`Comment on ${key}`).waitFor();
    await person.type('**Bold** words for @dan');
    await person.page.getByRole('option', { name: /Dana/ }).first().click();
    await person.editor(/words\sfor\s@Dana\sOkafor/).waitFor();
    await person.page.keyboard.type('and `code`');
    await picture('8-mention');
    await person.command('Jira: Preview Comment');
    await person.webview.locator('strong', { hasText: 'Bold' }).waitFor();
    await person.webview.getByText('@Dana Okafor').waitFor();
    await picture('8-preview');
    await expectCopyAccessible(person, 'preview of a comment');
    await person.tab(`Comment on ${key}`).click();
    await person.command('Jira: Post Comment');
    await person.toast(/Comment posted/).waitFor();
    const posted = JSON.stringify(demo.jira.state.commentsOf(key).at(-1)?.body);
    const dana = demo.jira.state.users.find(({ displayName }) => displayName === 'Dana Okafor');
    assert.ok(posted.includes(flavor === 'cloud' ? `"id":"${dana?.accountId}"` : `for [~${dana?.name}]`), posted);
    await person.closeToasts();
    await person.tab(/^Preview/).waitFor({ state: 'detached' });
  });

  it('changes the own comment, and what Jira had is there', async () => {
    await person.toPage(/^PAY-431/);
    const mine = person.webview.locator('article', { hasText: 'words for' });
    await mine.getByRole('button', { name: 'Edit' }).click();
    await person.tab(`Edit Comment on ${key}`).waitFor();
    await person.editor(/\*\*Bold\*\*\swords\sfor\s@Dana\sOkafor/).waitFor();
    await person.press('Control+End');
    await person.type(', changed');
    await person.press('Control+S');
    await person.command('Jira: Post Comment');
    await person.toPage(/^PAY-431/);
    await person.webview.locator('article', { hasText: ', changed' }).waitFor();
    await picture('8-comments');
  });

  it('does not undo what somebody else did to a comment meanwhile', async () => {
    const mine = () => person.webview.locator('article', { hasText: 'and code' });
    const tab = person.tab(`Edit Comment on ${key}`);
    const stored = demo.jira.state.commentsOf(key).at(-1);
    assert.ok(stored);
    const original = stored.body;
    const changeElsewhere = (words: string) => {
      const body =
        flavor === 'cloud' ? JSON.parse(JSON.stringify(original).replace('words', words)) : `${words} for all`;
      Object.assign(stored, { body, updated: stored.updated + 60_000 });
    };
    // Opened and left as it was: the next time it is what Jira has then.
    await mine().getByRole('button', { name: 'Edit' }).click();
    await tab.waitFor();
    await person.closeTab();
    changeElsewhere('newer');
    await person.toPage(/^PAY-431/);
    await mine().getByRole('button', { name: 'Edit' }).click();
    await person.editor(/newer\sfor/).waitFor();
    await person.press('Control+End');
    await person.type(', mine');
    await person.press('Control+S');
    changeElsewhere('newest');
    await person.command('Jira: Post Comment');
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'was changed on the server since you started' });
    await dialog.waitFor();
    await picture('8-comment-changed');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.match(JSON.stringify(stored.body), /newest/);
    await person.closeTab();
    // Opened again, both texts are there to compare.
    await person.toPage(/^PAY-431/);
    await mine().getByRole('button', { name: 'Edit' }).click();
    const comparison = person.tab(/server ↔ your draft/);
    await comparison.waitFor();
    await person.page.locator('.diffOverview, .monaco-diff-editor').first().waitFor();
    await picture('8-comment-compared');
    await person.command('Jira: Discard Draft');
    await person.page
      .locator('.monaco-dialog-box')
      .getByRole('button')
      .filter({ hasText: /^Discard/ })
      .click();
    await comparison.waitFor({ state: 'detached' });
    await person.toPage(/^PAY-431/);
    await mine().getByRole('button', { name: 'Edit' }).click();
    await person.editor(/newest\sfor/).waitFor();
    await person.closeTab();
    Object.assign(stored, { body: original });
    await person.closeToasts();
    await person.toPage(/^PAY-431/);
  });

  it('replies to a comment with its words, and copies its link', async () => {
    await person.webview
      .getByRole('button', { name: /^Copy Link to Comment/ })
      .first()
      .click();
    const copied = () => person.page.evaluate<string>('navigator.clipboard.readText()');
    while (!/\/browse\/PAY-431\?focusedCommentId=\d+$/.test(await copied())) await person.page.waitForTimeout(50);
    const first = person.webview.locator('article').first();
    const words = (await first.locator('p').first().innerText()).slice(0, 12);
    await first.getByRole('button', { name: /^Reply/ }).click();
    await person.tab('Comment on PAY-431').waitFor();
    await person.editor(/>\s\S/).waitFor();
    await person.type('I agree.');
    await picture('28-reply');
    await person.page.getByRole('button', { name: 'Post Comment' }).first().click();
    await person.toast(/Comment posted on PAY-431/).waitFor();
    await person.webview.locator('article blockquote', { hasText: words }).waitFor();
    await text('I agree.').waitFor();
    await person.closeToasts();
  });

  it('makes an issue: project, type, fields, and what is missing is said', async () => {
    await person.command('Jira: Create Issue…');
    await person.asked('Create Issue');
    await person.choose(/^Payments/);
    await person.choose(/^Bug/);
    await person.choose(/^Summary/);
    await person.answer('New Bug in PAY: Summary', 'A new bug');
    await picture('8-new');
    await person.choose(/^Create/);
    await person.webview.getByRole('heading', { name: 'A new bug' }).waitFor();
    assert.ok(demo.jira.state.issues.some(({ summary }) => summary === 'A new bug'));
  });

  /** Behind the dots of the view's title. */
  async function group(): Promise<void> {
    const header = person.header('Jira');
    await header.hover();
    await header.getByRole('button', { name: /^(?:Views and )?More Actions/ }).click();
    await pressItem(person.page.getByRole('menuitem', { name: 'Group Issues…' }));
  }

  it('groups the issues of a query', async () => {
    await group();
    await person.choose(/^By status/i);
    await person.line('Jira', /^In Progress \(\d+\)/).waitFor();
    await picture('8-groups');
    await group();
    await person.choose(/^No grouping|^No groups|^Flat/i);
  });

  it('adds a query of its own', async () => {
    await person.command('Jira: Add Query…');
    await person.choose(/^Write JQL/);
    await person.answer(/Name shown in the Jira view/, 'Open in Operations');
    await person.tab('Open in Operations.jql').waitFor();
    await person.type('stat');
    await person.page
      .getByRole('option', { name: /^status/i })
      .first()
      .waitFor();
    await picture('8-jql-fields');
    await person.page.keyboard.press('Escape');
    await person.page.keyboard.press('Control+A');
    await person.page.keyboard.type('project = NOPE ');
    await person.page.keyboard.press('Escape');
    await person.page.locator('.squiggly-error').first().waitFor();
    await picture('8-jql-error');
    await person.page.keyboard.press('Control+A');
    await person.page.keyboard.type('project = OPS AND statusCategory != Done ');
    await person.page.keyboard.press('Escape');
    await person.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await person.press('Control+S');
    await person.line('Jira', /^Open in Operations \(\d+\)/).waitFor();
    await picture('8-jql');
  });
}
