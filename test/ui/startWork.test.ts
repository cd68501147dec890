import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { plainShell, shellPlan } from '../servers/jenkins/builds/shellPlan.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { TestRepository } from './gitRepository.ts';
import { comes } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who starts to work on an issue', () => {
  let person: Workbench;
  let demo: DemoServers;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
  // Git knows branches of the remote from the last time that it could be reached.
  const remoteBranches = ['main', 'bug/PAY-428-checkout'];
  for (const name of remoteBranches) repository.git('update-ref', `refs/remotes/origin/${name}`, 'HEAD');
  before(() =>
    writeFileSync(
      join(repository.folder, 'card.ts'),
      '// See PAY-436, and encode it as UTF-8 with SHA-256.\nexport const card = 1;\n// ',
    ),
  );
  after(() => repository.remove());

  workbench({ folder: () => repository.folder, closed: ['Jenkins'] }, begun => {
    ({ person, demo } = begun);
  });

  it('sees what will happen, changes the branch, and confirms once', async () => {
    await person.contextAction('Jira', /^PAY-436/, 'Start Work…');
    await person.asked('Start Work on PAY-436');
    const line = person.page.locator('.quick-input-list .monaco-list-row', { hasText: 'PAY-436' });
    await line.filter({ hasText: 'bug/PAY-436-amex-numbers-are-grouped-like-visa-numbers' }).waitFor();
    await person.page.locator('.quick-input-list .monaco-list-row', { hasText: 'In Progress' }).waitFor();
    await person.picture('8-start-work');
    await line.hover();
    await line.getByRole('button', { name: 'Change…' }).click();
    await person.asked('Branch for PAY-436');
    await person.retry('no such..name');
    await person.problem('Not a valid branch name');
    await person.retry('bug/PAY-436-amex');
    await person.asked('Start Work on PAY-436');
    await line.filter({ hasText: 'new branch in api from origin/main' }).waitFor();
    await line.hover();
    await line.getByRole('button', { name: 'Choose Base Branch…' }).click();
    await person.page.getByRole('option', { name: /^origin\/main, default branch/ }).waitFor();
    await person.picture('26-base');
    await person.choose(/^main, checked out/);
    await line.filter({ hasText: 'bug/PAY-436-amex' }).filter({ hasText: 'new branch in api from main' }).waitFor();
    await person.page.keyboard.press('Enter');
    await person.line('My Work', /^bug\/PAY-436-amex/).waitFor();
    assert.equal(repository.branch(), 'bug/PAY-436-amex');
    await person.line('My Work', /^PAY-436.*In Progress/).waitFor();
    await person.line('Jira', /^PAY-436.*In Progress/).waitFor();
    await person.statusBar(/PAY-436 In Progress/).waitFor();
    await person.picture('8-my-work');
  });

  it('reads of an issue where its key stands in code, and nothing where it only looks like one', async () => {
    await person.page.keyboard.press('Control+P');
    await person.input.fill('card.ts');
    await person.choose(/^card\.ts/);
    const key = person
      .editor(/PAY-436/)
      .getByText('PAY-436')
      .first();
    await key.waitFor();
    await person.page.locator('.detected-link', { hasText: 'PAY-436' }).waitFor();
    assert.equal(await person.page.locator('.detected-link').count(), 1);
    await person.page.locator('.detected-link').hover();
    const hover = person.page.locator('.monaco-hover:visible');
    await hover.filter({ hasText: /Amex\snumbers.*In\sProgress.*Fred\sFischer/s }).waitFor();
    await person.picture('8-hover');
    await hover.getByText('Open PAY-436').click();
    await person.webview.getByRole('heading', { name: /Amex numbers/ }).waitFor();
  });

  it('sees the builds of the issue’s branch on its page, and follows one to its log', async () => {
    const { state } = demo.jenkins;
    const name = encodeURIComponent('bug/PAY-436-amex');
    const job = newJob('pipeline', name, state.folder('payments/api'), {
      branch: { name: 'bug/PAY-436-amex' },
      plan: shellPlan(plainShell('echo')),
    });
    state.addFinishedBuild(job, { result: 'FAILURE' });
    await person.webview.getByRole('button', { name: 'Refresh' }).click();
    await person.webview.getByText('failed').waitFor();
    await person.picture('8-issue-builds');
    await person.webview.getByRole('button', { name: 'payments/api/bug/PAY-436-amex #1' }).click();
    await person.tab(/PAY-436-amex #1\.log/).waitFor();
  });

  it('completes a key in a comment', async () => {
    await person.tab(/^card\.ts/).click();
    await person.press('Control+End');
    await person.type('PAY-');
    await person.page
      .getByRole('option', { name: /^PAY-428/ })
      .first()
      .waitFor();
    await person.picture('8-key-completion');
    await person.page
      .getByRole('option', { name: /^PAY-428/ })
      .first()
      .click();
    await person.editor(/PAY-428/).waitFor();
  });

  /** A button of a line that is drawn anew at that moment takes no click. */
  async function changeBranch(key: string, name: string): Promise<void> {
    const line = person.page.locator('.quick-input-list .monaco-list-row', { hasText: key });
    const box = person.page.locator('.quick-input-widget:visible').filter({ hasText: `Branch for ${key}` });
    while (!(await comes(box))) {
      await line.hover();
      await line.getByRole('button', { name: 'Change…' }).click();
    }
    await person.retry(name);
  }

  it('goes on with a branch that is on the remote, and begins others at its main branch', async () => {
    const dana = ['-c', 'user.name=Dana', '-c', 'user.email=dana@example.com'];
    repository.git(...dana, 'commit', '-q', '--allow-empty', '-m', 'Local only');
    // Git refuses to lose a change: its words say why, and all stays as it was.
    repository.git('update-ref', 'refs/remotes/origin/other', repository.commitWith('card.ts', 'theirs\n'));
    await person.contextAction('Jira', /^PAY-428/, 'Start Work…');
    await changeBranch('PAY-428', 'other');
    const row = person.page.locator('.quick-input-list .monaco-list-row', { hasText: 'other' });
    await row.filter({ hasText: 'existing branch on the remote' }).waitFor();
    await person.page.keyboard.press('Enter');
    await person.toast(/Could not switch to the branch other in api\. The following untracked working tree/).waitFor();
    await person.closeToasts();
    await person.contextAction('Jira', /^PAY-428/, 'Start Work…');
    const line = person.page.locator('.quick-input-list .monaco-list-row', { hasText: 'PAY-428' });
    await changeBranch('PAY-428', 'bug/PAY-428-checkout');
    await line.filter({ hasText: 'existing branch on the remote of api' }).waitFor();
    await person.page.keyboard.press('Enter');
    await person.line('My Work', /^bug\/PAY-428-checkout/).waitFor();
    assert.equal(repository.upstream(), 'origin/bug/PAY-428-checkout');
    await person.contextAction('Jira', /^PAY-441/, 'Start Work…');
    await person.asked('Start Work on PAY-441');
    await person.page.keyboard.press('Enter');
    await person.line('My Work', /PAY-441/).waitFor();
    assert.equal(repository.upstream(), undefined);
    assert.equal(repository.head(), repository.headOf('origin/main'));
  });

  it('finds the issue in the message of a commit, and its own words as they were', async () => {
    const box = person.page.locator('.scm-editor .view-lines');
    await person.page.keyboard.press('Control+Shift+G');
    const checkout = async (...args: string[]) => {
      repository.git('checkout', '-q', ...args);
      await person.command('Git: Refresh');
    };
    await checkout('bug/PAY-436-amex');
    await box.filter({ hasText: /^PAY-436\sAmex\snumbers\sare\sgrouped/ }).waitFor();
    await person.picture('30-commit');
    await checkout('-b', 'WEB-7-elsewhere');
    await person.statusBar('WEB-7 is not an issue of a connected Jira').waitFor();
    await box.filter({ hasText: /^\s*$/ }).waitFor();
    await box.click();
    await person.page.keyboard.type('mine');
    await checkout('bug/PAY-428-checkout');
    await person.statusBar(/PAY-428 In Review/).waitFor();
    await box.filter({ hasText: /^mine$/ }).waitFor();
  });
});
