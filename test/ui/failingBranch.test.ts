import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { pipelinePlan } from '../servers/jenkins/builds/pipelinePlan.ts';
import { someTests } from '../servers/jenkins/seed/demoParts.ts';
import { TestRepository } from './gitRepository.ts';
import { endTold } from './toasts.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person whose branch fails', () => {
  let person: Workbench;
  let demo: DemoServers;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
  const file = (path: string, lines: number, at: number, text: string) => {
    const content = Array.from({ length: lines }, (_, index) => (index + 1 === at ? text : `// ${index + 1}`));
    mkdirSync(dirname(join(repository.folder, path)), { recursive: true });
    writeFileSync(join(repository.folder, path), `${content.join('\n')}\n`);
  };
  file('src/test/java/payments/CardTest.java', 60, 42, '    assertEquals(REFUSED, card.pay());');
  file('src/test/java/payments/LedgerTest.java', 20, 9, '  @Test void slowImport() {');
  after(() => repository.remove());

  workbench(
    {
      pace: 4,
      settings: {
        'jenkinsJira.pollingSeconds': 10,
        'jenkinsJira.pinnedJobs': [{ connection: 'demo-jenkins', job: 'unstable' }],
      },
      folder: () => repository.folder,
      closed: ['Jira'],
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  const tab = () => person.page.locator('.activitybar').getByRole('tab', { name: /^Testing/ });
  const test = (name: string | RegExp) => person.page.locator('.test-explorer').getByRole('treeitem', { name }).first();
  const container = () => person.page.locator('.activitybar').getByRole('tab', { name: /^Jenkins & Jira/ });
  const isOpen = (part: string) => person.page.locator(`.part.${part}`).isVisible();

  it('sees in a badge what is red, of pinned jobs and the branch', async () => {
    await person.line('My Work', /^payments\/api\/main.*failed/).waitFor();
    await person.line('Jenkins', /^unstable.*unstable/).waitFor();
    await container().locator('.badge-content').filter({ hasText: '2' }).waitFor();
    const words = /1 failed: payments\/api\/main · 1 unstable: unstable/;
    assert.match((await container().getAttribute('aria-label')) ?? '', words);
  });

  it('is shown failing tests in the Testing view, which does not open by itself, nor does any panel', async () => {
    await person.line('My Work', /^payments\/api\/main.*failed/).waitFor();
    await tab().waitFor();
    assert.equal(await tab().getAttribute('aria-selected'), 'false');
    assert.equal(await person.tree('My Work').isVisible(), true);
    assert.equal(await isOpen('panel'), false);
    assert.equal(await person.page.locator('.tabs-container .tab').count(), 0);
    await person.picture('6-testing-closed');
  });

  it('finds the failed and the skipped test of the last build there', async () => {
    await tab().click();
    await test(/payments\/api\/main #3 · 1 failed \(1 new\) · 1 passed · 1 skipped/)
      .locator('.monaco-tl-twistie')
      .click();
    await test(/refusesExpired/).waitFor();
    await test(/slowImport/).waitFor();
    assert.equal(await test(/accepts/).count(), 0, 'what passed is only counted');
    await person.picture('6-testing');
    assert.equal(await isOpen('panel'), false);
  });

  it('has the language’s own extension run a test at its line', async () => {
    await test(/refusesExpired/).hover();
    await test(/refusesExpired/)
      .getByRole('button', { name: 'Run Test at Cursor' })
      .click();
    await person.tab('CardTest.java').waitFor();
    // No extension of a language is installed here.
    await person.page.locator('.monaco-editor-overlaymessage', { hasText: 'No tests found' }).waitFor();
    await person.statusBar(/Ln 42/).waitFor();
    await person.page.locator('.editor-instance [class*="codicon-testing-failed-icon"]').first().waitFor();
    await person.picture('6-testing-place');
    assert.equal(await isOpen('panel'), false);
  });

  it('says at the place of a test why it failed', async () => {
    await test(/refusesExpired/).click();
    await person.page.locator('.test-output-peek').getByText('expected REFUSED but was ACCEPTED').first().waitFor();
    await person.picture('6-testing-message');
  });

  it('is told after a push that the build fails, in which stage, and can have it explained', async () => {
    const main = demo.jenkins.state.job('payments/api/main');
    const stages = ['Build', 'Test'].map(name => ({ name, lines: ['+ make'], takes: 500 }));
    main.plan = pipelinePlan(stages, { result: 'FAILURE', error: 'exit code 1', tests: someTests });
    repository.git('push', '-q', '-u', 'origin', 'main');
    demo.jenkins.state.startBuild(main);
    const toast = await endTold(person, /payments\/api\/main #4: failed in Test/);
    await toast.getByRole('button', { name: 'Explain Failure' }).waitFor();
    await test(/payments\/api\/main #4 · 1 failed/).waitFor();
    assert.equal(await isOpen('panel'), false);
    await container().hover();
    await person.page.locator('.monaco-hover', { hasText: '1 failed' }).waitFor();
    await person.picture('6-branch-failed');
    await toast.getByRole('button', { name: 'Explain Failure' }).click();
    await person.tab(/^api main #4$/).waitFor();
    await person.webview.getByText('expected REFUSED but was ACCEPTED').first().waitFor();
    await person.picture('6-branch-explained');
  });
});
