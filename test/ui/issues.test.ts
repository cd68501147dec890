import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who comments', () => {
  let person: Workbench;
  let demo: DemoServers;

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
});
