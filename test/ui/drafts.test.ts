import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { type EditedText, inPage, texts } from './editedTexts.ts';
import { killExtensionHost } from './extensionHost.ts';
import { filesWith } from './secretFiles.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** Text of a file that may be removed at any time. */
function textIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

describe('a person who writes and is interrupted', () => {
  let person: Workbench;
  let demo: DemoServers;
  const wordsOf = ({ title }: EditedText) => `unsent-${title}-words`;
  const drafts = () =>
    globSync(join(person.folder, 'user/User/globalStorage/jenkins-jira.jenkins-jira/drafts/**/*.txt'))
      .map(textIfThere)
      .join('\n');
  const draftHolds = async (words: string) => {
    while (!drafts().includes(words)) await person.page.waitForTimeout(50);
  };
  const titleButton = (name: string) =>
    person.page.locator('.editor-actions').getByRole('button', { name, exact: true });

  workbench(
    {
      settings: {
        'files.autoSave': 'off',
        'jenkinsJira.pollingSeconds': 0,
        'jenkinsJira.jira.queries': [
          { name: 'My Open Issues', jql: 'assignee = currentUser() AND statusCategory != Done ORDER BY priority DESC' },
        ],
      },
      prepare({ jenkins: { state } }) {
        state.users.get('dev')?.permissions.add('hudson.model.Hudson.Administer');
        const plan = () => ({ steps: [], result: 'SUCCESS' as const });
        const job = newJob('pipeline', 'again', state.root, { plan, script: 'node {}\n' });
        addPastBuild(state, job, { ago: 5, duration: 1 });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  for (const text of texts)
    it(`writes a ${text.title} that is a draft without being saved, with its buttons in the title`, async () => {
      await text.open(person);
      await person.tab(text.tab).waitFor();
      await person.press('Control+End');
      await person.type(` ${wordsOf(text)}`);
      await draftHolds(wordsOf(text));
      await titleButton(text.verb).first().waitFor();
      await titleButton(text.title === 'comment' ? 'Discard Draft' : 'Discard')
        .first()
        .waitFor();
      await person.page.locator('.codelens-decoration').filter({ hasText: 'Unsent draft, started' }).first().waitFor();
      await person.picture(`20-${text.title}`);
      await person.closeTab();
      await person.tab(text.tab).waitFor({ state: 'detached' });
      // It asks nothing, and a question that it stood for has ended.
      assert.equal(await person.page.locator('.monaco-dialog-box').count(), 0);
      if (text.title === 'parameter') {
        await person.page.getByRole('option', { name: /^T,? / }).waitFor();
        await person.page.keyboard.press('Escape');
      }
    });

  it('sees the marks at their lines and on the page of the issue', async () => {
    await person.line('Jira', /^PAY-431.*unsent draft/).waitFor();
    await person.line('Jira', /^PAY-428.*unsent draft/).waitFor();
    await person.line('Jira', /^My Open Issues.*unsent draft/).waitFor();
    await person.line('Jenkins', /^again.*unsent draft/).waitFor();
    await person.line('Jenkins', /^hello.*unsent draft/).waitFor();
    await person.line('Jenkins', /^everything.*unsent draft/).waitFor();
    await person.line('Jira', /^PAY-431/).click();
    const box = person.webview.getByRole('textbox', { name: 'New comment' });
    while (!(await box.inputValue()).includes('unsent-comment-words')) await person.page.waitForTimeout(20);
    await person.picture('20-marks');
    await inPage(person, 'Open in Editor').click();
    await person.tab('Comment on PAY-431').waitFor();
    await person.editor(/unsent-comment-words/).waitFor();
  });

  it('finds all of them in a list, and goes on', async () => {
    for (const text of texts) {
      await person.command('Jenkins & Jira: Show Unsent Drafts');
      await person.page.getByRole('option', { name: text.name }).waitFor();
      if (text === texts[0]) await person.picture('20-list');
      await person.choose(text.name);
      await person.tab(text.tab).waitFor();
      await person.editor(new RegExp(wordsOf(text))).waitFor();
    }
  });

  it('has the same editors with the same words after a reload', async () => {
    await person.reload();
    await person.openViews();
    for (const text of texts) {
      await person.tab(text.tab).click();
      await person.editor(new RegExp(wordsOf(text))).waitFor();
    }
    await person.picture('20-reloaded');
  });

  it('loses nothing when the extension host dies', async () => {
    await person.tab('Comment on PAY-431').click();
    await person.press('Control+End');
    await person.type(' and-before-the-crash');
    await draftHolds('and-before-the-crash');
    killExtensionHost(person.folder);
    await person.reload();
    await person.openViews();
    for (const text of texts) {
      await person.tab(text.tab).click();
      await person.editor(new RegExp(wordsOf(text))).waitFor();
    }
    await person.tab('Comment on PAY-431').click();
    await person.editor(/and-before-the-crash/).waitFor();
    assert.equal(
      demo.jira.state.commentsOf('PAY-431').filter(({ body }) => JSON.stringify(body).includes('unsent')).length,
      0,
    );
  });

  it('finds them in a second window, and what is discarded there is gone here', async () => {
    const other = await person.otherWindow();
    await other.openViews();
    await other.line('Jira', /^PAY-428.*unsent draft/).waitFor();
    for (const text of texts) {
      await other.command('Jenkins & Jira: Show Unsent Drafts');
      await other.choose(text.name);
      await other.tab(text.tab).waitFor();
      await other.editor(new RegExp(wordsOf(text))).waitFor();
    }
    await other.command('Jenkins & Jira: Show Unsent Drafts');
    await other.choose(/^Description of PAY-428/);
    await other.editor(/unsent-description-words/).waitFor();
    await other.command('Jenkins & Jira: Discard');
    await other.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Discard' }).click();
    await other.line('Jira', /^PAY-428(?!.*unsent draft)/).waitFor();
    await other.page.close();
    await person.tab(/^Description \(PAY-428\)/).click();
    await person.editor(/unsent-description-words/).waitFor({ state: 'detached' });
    // An editor that is not saved yet would ask.
    await person.page.locator('.tabs-container .tab.dirty').first().waitFor({ state: 'detached' });
    await person.command('View: Close All Editors');
  });

  it('sees both texts where the server’s was changed meanwhile, and may still overwrite it', async () => {
    demo.jenkins.state.job('hello').description = 'Changed by another';
    await person.contextAction('Jenkins', /^hello/, 'Edit Job Configuration');
    await person.tab(/server ↔ your draft/).waitFor();
    await person.page
      .locator('.monaco-diff-editor .view-lines')
      .filter({ hasText: /Changed\sby\sanother/ })
      .first()
      .waitFor();
    await person.picture('20-comparison');
    await titleButton('Discard').first().click();
    await person.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Discard' }).click();
    await person.line('Jenkins', /^hello.*unsent draft/).waitFor({ state: 'detached' });
    assert.ok(!drafts().includes('unsent-configuration-words'));
  });

  it('removes a query and takes that back', async () => {
    await person.contextAction('Jira', /^My Open Issues/, 'Remove Query');
    await person.line('Jira', /^My Open Issues/).waitFor({ state: 'detached' });
    await person
      .toast(/The query “My Open Issues” was removed/)
      .getByRole('button', { name: 'Undo' })
      .click();
    await person.line('Jira', /^My Open Issues/).waitFor();
    await draftHolds('unsent-query-words');
  });

  it('renames a query with what was not sent', async () => {
    await person.contextAction('Jira', /^My Open Issues/, 'Rename Query');
    await person.answer('Name of the Query', 'Mine');
    await person.line('Jira', /^Mine.*unsent draft/).waitFor();
    await person.command('Jenkins & Jira: Show Unsent Drafts');
    await person.choose(/^Query “Mine”/);
    await person.tab(/^Mine\.jql/).waitFor();
    await person.editor(/unsent-query-words/).waitFor();
    assert.equal(await person.tab(/server ↔ your draft/).count(), 0);
    await person.closeTab();
  });

  it('finds the answers of a form again, after Escape and after a reload, or starts over', async () => {
    await person.inlineAction('Jenkins', /^deploy/, 'Start Build…');
    await person.choose(/^VERSION/);
    await person.answer('VERSION: Which version', '9.9.9');
    await person.page.getByRole('option', { name: /^VERSION.*9\.9\.9/ }).waitFor();
    await person.page.keyboard.press('Escape');
    await person.command('Jira: Create Issue…');
    await person.choose(/^Payments/);
    await person.choose(/^Bug/);
    await person.choose(/^Summary/);
    await person.answer('New Bug in PAY: Summary', 'Half a bug');
    await person.page.getByRole('option', { name: /^Summary.*Half a bug/ }).waitFor();
    await person.page.keyboard.press('Escape');
    await person.contextAction('Jira', /^PAY-431/, 'Log Work…');
    await person.asked('Time spent');
    await person.input.fill('3h');
    await person.page.waitForTimeout(300);
    await person.page.keyboard.press('Escape');
    await person.reload();
    await person.openViews();
    await person.inlineAction('Jenkins', /^deploy/, 'Start Build…');
    await person.page.getByRole('option', { name: /^VERSION.*9\.9\.9/ }).waitFor();
    await person.picture('20-form');
    await person.choose(/^Start Over.*were not sent/);
    await person.page.getByRole('option', { name: /^VERSION.*default/ }).waitFor();
    await person.page.keyboard.press('Escape');
    await person.command('Jira: Create Issue…');
    await person.choose(/^Payments/);
    await person.choose(/^Bug/);
    await person.page.getByRole('option', { name: /^Summary.*Half a bug/ }).waitFor();
    await person.page.getByRole('option', { name: /^Start Over/ }).waitFor();
    await person.page.keyboard.press('Escape');
    await person.contextAction('Jira', /^PAY-431/, 'Log Work…');
    await person.asked(/these answers are from .* and were not sent/);
    assert.equal(await person.input.inputValue(), '3h');
    await person.page.keyboard.press('Escape');
  });

  it('finds no password in what was kept of a form', async () => {
    await person.inlineAction('Jenkins', /^everything/, 'Start Build…');
    await person.choose(/^S,? /);
    await person.answer('S: A string', 'not-secret-20');
    await person.choose(/^P,? /);
    await person.answer('P: Nobody sees it again', 'typed-secret-20');
    await person.page.getByRole('option', { name: /^P,? .*••/ }).waitFor();
    await person.page.keyboard.press('Escape');
    await draftHolds('not-secret-20');
    assert.deepEqual(filesWith(person.folder, 'typed-secret-20'), []);
  });

  it('goes on with a transition that was refused, or starts it over', async () => {
    demo.jira.answerOnce({ method: 'POST', path: /\/transitions$/ }, (_, res) =>
      res
        .writeHead(400, { 'content-type': 'application/json' })
        .end(JSON.stringify({ errorMessages: [], errors: { resolution: 'Not this one.' } })),
    );
    const chooseDone = async () => {
      await person.contextAction('Jira', /^PAY-431/, 'Change Status…');
      await person.choose(/^Done/);
    };
    await chooseDone();
    await person.choose(/^Won't Do/);
    await person.page.getByPlaceholder(/Not this one/).waitFor();
    await person.page.keyboard.press('Escape');
    await chooseDone();
    await person.page.getByRole('option', { name: /^Continue/ }).waitFor();
    await person.picture('20-transition');
    await person.choose(/^Start Over.*were not sent/);
    await person.choose(/^Won't Do/);
    while (!demo.jira.state.issue('PAY-431')?.resolutionId) await person.page.waitForTimeout(50);
  });

  it('is told of the drafts that a connection takes with it', async () => {
    await person.command('Jenkins & Jira: Remove Connection…');
    await person.choose(/^Demo Jira/);
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'Remove the connection Demo Jira?' });
    await dialog.getByText(/Its unsent drafts are also deleted: .*Comment on PAY-431/).waitFor();
    await person.picture('20-remove');
    await dialog.getByRole('button', { name: 'Remove' }).click();
    while (drafts().includes('unsent-comment-words')) await person.page.waitForTimeout(50);
    assert.ok(drafts().includes('unsent-parameter-words'), 'drafts of other connections stay');
  });

  it('starts a form over with its texts', async () => {
    await person.inlineAction('Jenkins', /^everything/, 'Start Build…');
    await person.choose(/^Start Over.*were not sent/);
    await person.line('Jenkins', /^everything[, ]+never built/).waitFor();
    assert.ok(!drafts().includes('unsent-parameter-words'));
    await person.page.keyboard.press('Escape');
  });
});
