import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { expectAccessible } from './axe.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person at work on the page of an issue', () => {
  describe('of Cloud', function () {
    work.call(this, 'cloud');
  });
  describe('of Data Center', function () {
    work.call(this, 'dataCenter');
  });
});

const icon = readFileSync(join(import.meta.dirname, '../../media/icon.png'), 'base64');

/** Pastes a picture into the box: runs in the page. */
const paste = `{
  const bytes = Uint8Array.from(atob('${icon}'), char => char.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  document.querySelector('textarea').dispatchEvent(event);
}`;

function work(this: Mocha.Suite, flavor: 'cloud' | 'dataCenter'): void {
  let person: Workbench;
  let demo: DemoServers;
  const key = 'PAY-431';
  const button = (name: string | RegExp) => person.webview.getByRole('button', { name });
  const box = () => person.webview.getByRole('textbox', { name: 'New comment' });
  const boxHolds = async (isWanted: (text: string) => boolean) => {
    while (!isWanted(await box().inputValue())) await person.page.waitForTimeout(20);
  };
  const inPage = async (script: string): Promise<unknown> => {
    const frame = await (await person.webview.locator('html').elementHandle())?.ownerFrame();
    return frame?.evaluate(script);
  };
  const told = (words: string | RegExp) => person.webview.getByRole('status').filter({ hasText: words });
  const picture = (name: string) => person.picture(flavor === 'cloud' ? name : `${name}-dc`);
  const newest = () => demo.jira.state.commentsOf(key).at(-1);

  workbench({ flavor }, begun => {
    ({ person, demo } = begun);
  });

  it('writes where the comments stand, and loses nothing when the window is loaded again', async () => {
    await person.line('Jira', /^PAY-431/).click();
    await box().pressSequentially('It is **red** again, ');
    await person.webview.getByText('Kept as a draft').waitFor();
    await person.reload();
    await boxHolds(text => text === 'It is **red** again, ');
    await button('Discard the Draft').waitFor();
  });

  it('mentions a person by the first letters, with the keyboard alone', async () => {
    await box().press('End');
    await box().pressSequentially('@Dan');
    await person.webview.getByRole('option', { name: '@Dana Okafor' }).waitFor();
    await picture('28-mention');
    await box().press('Enter');
    await boxHolds(text => text === 'It is **red** again, @Dana Okafor ');
  });

  it('sees it as Jira will show it', async () => {
    await button('Preview').click();
    await person.webview.locator('#commentPreview strong', { hasText: 'red' }).waitFor();
    await person.webview.locator('#commentPreview .mention').waitFor();
    await button('Preview').click();
    await box().waitFor();
  });

  it('chooses who sees it', async () => {
    await button(/^Visible to all users/).click();
    await person.asked('Visibility of the Comment on PAY-431');
    await person.choose(/^Developers/);
    await button(/^Visible to Developers/).waitFor();
  });

  it('goes on writing while the issue changes, of which a screen reader hears', async () => {
    const issue = demo.jira.state.issue(key);
    assert.ok(issue);
    await box().press('End');
    issue.summary = 'Refuse expired cards, all of them';
    // As a change from elsewhere would: the focus stays.
    await inPage("document.querySelector('[data-command=refreshIssue]').click()");
    await person.webview.getByRole('heading', { name: /all of them/ }).waitFor();
    await told(/^Changed: .*Summary/).waitFor({ state: 'attached' });
    assert.equal(await inPage('document.activeElement.tagName'), 'TEXTAREA');
    await box().pressSequentially('see ');
    await boxHolds(text => text.endsWith('@Dana Okafor see '));
  });

  it('keeps the text where Jira refuses it, and says so', async () => {
    demo.jira.answerOnce({ method: 'POST', path: /\/comment$/ }, (_, res) =>
      res
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"errorMessages":["Comment body is too long."],"errors":{}}'),
    );
    const text = await box().inputValue();
    await button('Post Comment').click();
    await person.toast(/Could not post the comment on PAY-431; the draft is kept\..*too long/).waitFor();
    assert.equal(await box().inputValue(), text);
    await person.closeToasts();
    await box().press('End');
  });

  it('pastes a picture, which is uploaded and shown', async () => {
    await inPage(paste);
    await boxHolds(text => /see ⟦picture-\d+\.png #\d+⟧/.test(text));
    await button(/^Open picture picture-/)
      .first()
      .waitFor();
    await picture('28-box');
    await expectAccessible(person.webview, 'the page with a comment box');
  });

  it('posts it with a key; the comment stands first, with its picture', async () => {
    await box().press('Control+Enter');
    await person.toast(/Comment posted on PAY-431/).waitFor();
    const first = person.webview.locator('article').first();
    await first.getByText('red', { exact: true }).waitFor();
    await first.getByRole('button', { name: /^Open picture picture-/ }).waitFor();
    await boxHolds(text => text === '');
    const { body, visibility } = newest() ?? {};
    const text = JSON.stringify(body);
    assert.match(text, flavor === 'cloud' ? /"type":"mention"/ : /\[~dana\]/);
    assert.match(
      text,
      flavor === 'cloud' ? /"type":"external","url":"[^"]+\/attachment\/content\// : /!picture-\d+\.png\|thumbnail!/,
    );
    assert.equal(visibility?.value, 'Developers');
    await picture('28-posted');
  });

  it('throws away a draft only after a question', async () => {
    await box().fill('Not this');
    await button('Discard the Draft').click();
    await person.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Discard' }).click();
    await boxHolds(text => text === '');
  });

  it('links it to an issue and to a page, the right way round, and takes a link away', async () => {
    const add = button('Link to an Issue or a Web Page');
    await add.click();
    await person.asked('Link PAY-431');
    await person.choose(/^blocks/);
    await person.asked('PAY-431 blocks …');
    await person.input.fill('PAY-437');
    await person.choose(/^PAY-437/);
    await button('Remove the Link to PAY-437').waitFor();
    const made = demo.jira.state.links.at(-1);
    assert.deepEqual([made?.fromKey, made?.toKey], [key, 'PAY-437']);
    await add.click();
    await person.asked('Link PAY-431');
    await person.choose(/^Web page…/);
    await person.answer('Address of the page', 'https://wiki.example.com/cards');
    await person.answer('Name of the page', 'Rules of cards');
    await person.webview.getByRole('link', { name: 'Rules of cards' }).waitFor();
    await picture('28-links');
    await button('Remove the Link to PAY-437').click();
    await person.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Remove' }).click();
    await button('Remove the Link to PAY-437').waitFor({ state: 'detached' });
    assert.equal(demo.jira.state.links.includes(made ?? assert.fail()), false);
  });
}
