import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { expectAccessible } from './axe.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who comments, and reads the page of an issue', () => {
  let person: Workbench;
  let demo: DemoServers;
  const button = (name: string | RegExp) => person.webview.getByRole('button', { name });
  const text = (words: string | RegExp) => person.webview.getByText(words).first();

  workbench(
    { prepare: ({ jira }) => jira.state.addIssues(120, { assignee: 'fred', updated: Date.parse('2020-01-01') }) },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('sees the open issues with type and status, and how many there are', async () => {
    await person.line('Jira', /^My Open Issues \(132\)/).waitFor();
    await person.line('Jira', /^(PAY|OPS)-\d+ .*(Bug|Story|Task).*(To Do|In Progress|In Review)/).waitFor();
    await person.picture('3-issues');
  });

  it('can have more of them, to the last', async () => {
    for (const shown of [/\(50 of 132 shown\)/, /\(100 of 132 shown\)/]) {
      await person.runTo('Jira', 'End', shown);
      await person.line('Jira', shown).click();
      await person.settled();
    }
    await person.runTo('Jira', 'End', /^BULK-1 /);
    await person.runTo('Jira', 'Home', /^My Open Issues/);
  });

  it('finds an issue by its key from the palette, and writes a comment in an editor', async () => {
    await person.command('Jira: Add Comment…');
    await person.asked(''); // the list is there
    await person.input.fill('pay-431');
    await person.choose(/^PAY-431, this key|^PAY-431/);
    await person.tab('Comment on PAY-431').waitFor();
    await person.type('A first line\nand a second: ✓');
    await person.editor(/and\sa\ssecond/).waitFor();
    await person.picture('3-comment');
  });

  it('keeps the draft over a reload', async () => {
    await person.press('Control+S');
    // A tab shows nothing of a save that is under way: only the file tells that it is done.
    const draft = join(person.folder, 'user/User/globalStorage/jenkins-jira.jenkins-jira/drafts/demo-jira/PAY-431.txt');
    while (!existsSync(draft) || !readFileSync(draft, 'utf8').includes('and a second')) {
      await person.page.waitForTimeout(50);
    }
    await person.reload();
    await person.openViews();
    await person.editor(/and\sa\ssecond/).waitFor();
  });

  it('loses nothing when the comment cannot be posted, and is told why', async () => {
    demo.jira.answerOnce({ method: 'POST', path: /\/comment$/ }, (_, res) =>
      res
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errorMessages: [], errors: { comment: 'The entered text is too long.' } })),
    );
    await person.editor(/and\sa\ssecond/).click();
    await person.command('Jira: Post Comment');
    await person.toast(/Could not post the comment on PAY-431; the draft is kept\..*too long/).waitFor();
    await person.picture('3-refused');
    await person.editor(/and\sa\ssecond/).waitFor();
    await person.closeToasts();
  });

  it('posts it; the list and the count of comments show it', async () => {
    const comments = () => demo.jira.state.commentsOf('PAY-431').length;
    const before = comments();
    await person.expand('Jira', /^PAY-431/);
    const label = await person.line('Jira', /^Comments \(\d+\)/).getAttribute('aria-label');
    const shown = Number(/\d+/.exec(label ?? '')?.[0]);
    await person.page.getByRole('button', { name: 'Post Comment' }).first().click();
    await person.toast(/Comment posted on PAY-431/).waitFor();
    await person.tab('Comment on PAY-431').waitFor({ state: 'detached' });
    assert.equal(comments(), before + 1);
    await person.line('Jira', new RegExp(`^Comments \\(${shown + 1}\\)`)).waitFor();
    await person.line('Jira', /^A first line, Fred Fischer/).waitFor();
    await person.picture('3-posted');
  });

  it('comments from the line of an issue, and sees the open list grow', async () => {
    await person.closeToasts();
    await person.inlineAction('Jira', /^PAY-431/, 'Add Comment…');
    await person.tab('Comment on PAY-431').waitFor();
    await person.type('Once more');
    await person.command('Jira: Post Comment');
    await person.line('Jira', /^Once more, Fred Fischer/).waitFor();
  });

  it('sees all of long lists, and their true numbers before', async () => {
    const long = demo.jira.state.issue('PAY-441');
    assert.ok(long);
    long.worklogs = Array.from({ length: 57 }, (_, at) => {
      return { id: `w${at}`, author: 'dana', timeSpent: `${at + 1}m`, started: 1e12 + at, comment: undefined };
    });
    long.history = Array.from({ length: 130 }, (_, at) => {
      return { author: 'fred', at: 1e12 + at, field: 'rank', from: `r${at}`, to: `r${at + 1}` };
    });
    for (let at = 0; at < 250; at++) demo.jira.state.addComment('PAY-441', 'dana', `words ${at}.`);
    await person.collapse('Jira', /^PAY-431/);
    await person.runTo('Jira', 'Home', /^PAY-441/);
    await person.line('Jira', /^PAY-441/).click();
    await text(/^15\d older comments are not shown/).waitFor();
    assert.equal(await person.webview.locator('article').count(), 100);
    await person.picture('28-older-comments');
    // Scrolling to their end is enough.
    await button('Show Older Comments').scrollIntoViewIfNeeded();
    await text('words 0.').waitFor();
    await text('Work log (57)').click();
    assert.equal(await person.webview.locator('#worklog li').count(), 20);
    await button('Show All of the Work Log').click();
    await text(/^57m/).waitFor();
    await text('History (130)').click();
    await button('Show All of the History').click();
    await text(/r0 → r1$/).waitFor();
    await person.picture('28-whole-lists');
    await button('Refresh').click();
    await text(/^57m/).waitFor();
    await text('words 0.').waitFor();
  });

  it('sees pictures, in texts and among the attachments, but no SVG and none that cannot be read', async () => {
    const found = demo.jira.state.issue('PAY-428');
    assert.ok(found);
    const png = readFileSync(join(import.meta.dirname, '../../media/icon.png'));
    const file = (id: string, fileName: string, content: Buffer, mimeType: string) => {
      return { id, fileName, content, mimeType, author: 'dana', created: 1e12 };
    };
    found.attachments = [
      file('901', 'screen.png', png, 'image/png'),
      file(
        '902',
        'evil.svg',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
        'image/svg+xml',
      ),
      file('903', 'gone.png', Buffer.alloc(10), 'image/png'),
      file('904', 'large.png', Buffer.alloc(6 * 1024 * 1024), 'image/png'),
    ];
    const media = { type: 'media', attrs: { id: 'a-file', type: 'file', collection: '', alt: 'screen.png' } };
    const content = [
      { type: 'paragraph', content: [{ type: 'text', text: 'It looks so:' }] },
      { type: 'mediaSingle', attrs: { layout: 'center' }, content: [media] },
    ];
    found.description = { type: 'doc', version: 1, content };
    demo.jira.answerOnce({ path: /attachment\/content\/903/ }, (_, res) => res.writeHead(404).end('{}'));
    await person.line('Jira', /^PAY-428/).click();
    const pictures = person.webview.getByRole('button', { name: 'Open picture screen.png' });
    await pictures.nth(1).waitFor();
    for (const at of [0, 1]) {
      const image = pictures.nth(at).locator('img[src^="data:image/png"]');
      await image.waitFor();
      assert.ok((await image.evaluate('each => each.naturalWidth')) !== 0);
    }
    await person.picture('28-pictures');
    await expectAccessible(person.webview, 'issue');
    assert.equal(await person.webview.locator('img[alt="gone.png"][src]').count(), 0);
    assert.equal(await person.webview.locator('img').count(), 3);
    await button(/^evil.svg$/).waitFor();
    await button(/^large.png$/).waitFor();
    const asked = () => demo.jira.requests.filter(({ path }) => path.includes('/attachment/content/')).length;
    assert.equal(asked(), 2);
    await button('Refresh').click();
    await person.webview.locator('img[alt="gone.png"][src]').waitFor();
    assert.equal(asked(), 3, 'a picture that is there is not read again');
    await pictures.first().click();
    await person.tab('screen.png').waitFor();
  });
});
