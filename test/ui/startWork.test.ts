import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { plainShell, shellPlan } from '../servers/jenkins/builds/shellPlan.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { TestRepository } from './gitRepository.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who starts to work on an issue', () => {
  let person: Workbench;
  let demo: DemoServers;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
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
    await line.filter({ hasText: 'bug/PAY-436-amex' }).waitFor();
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
    await person.page.keyboard.press('Control+End');
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
});
