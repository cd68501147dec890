import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { expectAccessible } from './axe.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const key = 'PAY-431';
const icon = readFileSync(join(import.meta.dirname, '../../media/icon.png'));

/** Pastes a picture into the editor that has the focus. */
const paste = `{
  const bytes = Uint8Array.from(atob('${icon.toString('base64')}'), char => char.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}`;

const themes = ['Dark Modern', 'Light Modern', 'Dark High Contrast', 'Light High Contrast'];

function prepare({ jira: { state } }: DemoServers): void {
  const issue = state.issue(key);
  assert.ok(issue);
  const file = { author: 'dana', created: Date.now() - 3_600_000 };
  issue.attachments = [
    { ...file, id: '901', fileName: 'till.png', mimeType: 'image/png', content: icon },
    { ...file, id: '902', fileName: 'drawing.svg', mimeType: 'image/svg+xml', content: Buffer.from('<svg/>') },
    { ...file, id: '903', fileName: 'trace.txt', mimeType: 'text/plain', content: Buffer.from('at main') },
  ];
  const log = { timeSpent: '2h 30m', started: Date.now() - 7_200_000, comment: undefined };
  issue.worklogs = [
    { ...log, id: '71', author: 'fred' },
    { ...log, id: '72', author: 'dana' },
  ];
}

function work(this: Mocha.Suite, flavor: 'cloud' | 'dataCenter'): void {
  let person: Workbench;
  let demo: DemoServers;
  const button = (name: string | RegExp) => person.webview.getByRole('button', { name });
  const picture = (name: string) => person.picture(flavor === 'cloud' ? name : `${name}-dc`);

  workbench({ flavor, prepare }, begun => {
    ({ person, demo } = begun);
  });

  it('pastes a picture into the text of a comment in an editor, and posts both', async () => {
    await person.contextAction('Jira', /^PAY-431/, 'Add Comment…');
    await person.tab(/PAY-431/).waitFor();
    await person.type('As seen here: ');
    await person.page.evaluate(paste);
    await person.editor(/As\sseen\shere:\s⟦picture-\d+\.png\s#\d+⟧/).waitFor();
    await picture('28-pasted-in-editor');
    await person.command('Jira: Post Comment');
    await person.toast(/Comment posted on PAY-431/).waitFor();
    const text = JSON.stringify(demo.jira.state.commentsOf(key).at(-1)?.body);
    assert.match(
      text,
      flavor === 'cloud' ? /"type":"external","url":"[^"]+\/attachment\/content\// : /!picture-\d+\.png\|thumbnail!/,
    );
    await person.closeToasts();
  });

  it('changes what was logged, on the page', async () => {
    await person.line('Jira', /^PAY-431/).click();
    await person.webview.getByText('Work log (2)').click();
    await button(/^Edit Work Log of/).click();
    await person.asked('Edit Work Log of PAY-431');
    await picture('28-edit-work');
    await person.choose(/^Time spent/);
    await person.answer(/Time spent, e\.g\./, '3h');
    await person.webview.getByText('3h Fred Fischer').waitFor();
  });

  it('clones it, with a description that the form can change', async () => {
    await person.webview.getByText('More Actions').click();
    await button('Clone Issue…').click();
    await person.asked('Clone of PAY-431');
    await picture('28-clone');
    await person.choose(/^Description/);
    await person.tab(/^Description/).waitFor();
    await person.press('Control+Home');
    await person.type('Also in the app. ');
    await person.command('Jira: Apply');
    await person.asked('Clone of PAY-431');
    await person.choose(/^Create Issue/);
    await person.webview.getByRole('heading', { name: /^CLONE - / }).waitFor();
    await person.webview.getByText(/Also in the app\./).waitFor();
    await person.webview.getByText('clones').waitFor();
    await picture('28-cloned');
    const made = demo.jira.state.issues.at(-1);
    const source = demo.jira.state.issue(key);
    const textOf = (body: unknown) => JSON.parse(JSON.stringify(body).replace('Also in the app. ', ''));
    assert.deepEqual(textOf(made?.description), textOf(source?.description));
  });

  it('reads the issues of an epic on its page', async () => {
    await person.command('Jira: Go to Issue…');
    await person.input.fill('PAY-400');
    await person.choose(/^PAY-400/);
    await person.webview.getByRole('heading', { name: /^Child Issues \(\d+\)/ }).waitFor();
    await picture('28-epic');
  });

  if (flavor === 'cloud') {
    it('has the sections of a text open that were opened, when the text changes', async () => {
      const section = (words: string) => {
        const content = [{ type: 'paragraph', content: [{ type: 'text', text: words }] }];
        return { type: 'expand', attrs: { title: 'Trace' }, content };
      };
      const body = (last: string) => ({ version: 1, type: 'doc', content: [section('at first'), section(last)] });
      const comment = demo.jira.state.addComment(key, 'dana', 'Later more');
      comment.body = body('at last') as never;
      await person.command('Jira: Go to Issue…');
      await person.input.fill(key);
      await person.choose(new RegExp(`^${key}`));
      await button('Refresh').first().click();
      await person.webview.locator('summary', { hasText: 'Trace' }).nth(1).click();
      await person.webview.getByText('at last').waitFor();
      comment.body = body('at the very last') as never;
      await button('Refresh').first().click();
      await person.webview.getByText('at the very last').waitFor();
      assert.equal(await person.webview.getByText('at first').isVisible(), false);
    });

    for (const theme of themes)
      it(`sees the page with its pictures in ${theme}`, async () => {
        await person.page.keyboard.press('Control+k');
        await person.page.keyboard.press('Control+t');
        await person.input.fill(theme);
        await person.choose(new RegExp(theme));
        await look(theme.toLowerCase().replaceAll(' ', '-'));
      });

    it('sees it at 200 %, where a window has half as many points each way', async () => {
      const { width, height } = person.page.viewportSize() ?? assert.fail();
      await person.page.setViewportSize({ width: width / 2, height: height / 2 });
      await person.command('View: Toggle Primary Side Bar Visibility');
      await look('200-percent');
      await person.page.setViewportSize({ width, height });
    });
  }

  async function look(name: string): Promise<void> {
    await person.toPage(/^PAY-431/);
    const image = person.webview.getByRole('button', { name: 'Open picture till.png' }).first();
    await image.scrollIntoViewIfNeeded();
    await image.locator('img[src^="data:image/png"]').waitFor();
    await picture(`28-${name}`);
    await expectAccessible(person.webview, name);
  }
}

describe('a person with the texts and pictures of an issue', () => {
  describe('of Cloud', function () {
    work.call(this, 'cloud');
  });
  describe('of Data Center', function () {
    work.call(this, 'dataCenter');
  });
});
