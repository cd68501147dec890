import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { flowPlan } from '../servers/jenkins/flow/flowScript.ts';
import { encodeBranch, newJob } from '../servers/jenkins/state/items.ts';
import type { Build, TestCase } from '../servers/jenkins/state/model.ts';
import { expectAccessible } from './axe.ts';
import { TestRepository } from './gitRepository.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** A compiler fails in one of two branches; another stage is never reached. */
const red = {
  result: 'FAILURE' as const,
  error: 'script returned exit code 1',
  ...flowPlan(`
3 node
> Running on linux-07 in /var/agent/workspace/api
4 {
5 stage
6 { Test
7 parallel
8 { Branch: linux
9 { Branch: windows ^7
10 sh | ./gradlew test ^8
> + ./gradlew test
> > Task :compileJava FAILED
> /var/agent/workspace/api/src/main/java/payments/Card.java:2: error: cannot find symbol
>     Expiry expiry;
>     ^
>   symbol:   class Expiry
> 1 error
!10 ! script returned exit code 1
11 sh | gradlew.bat test ^9
> BUILD SUCCESSFUL in 3s
12 } ^10 !
13 } ^11
14 // ^12,13 !
15 } !
16 // !
17 } !
18 // !
`),
};

const tests: TestCase[] = [
  { className: 'payments.LedgerTest', name: 'adds', status: 'PASSED', duration: 0.1, age: 0, failedSince: 0 },
  {
    ...{
      className: 'payments.CardTest',
      name: 'refusesExpired',
      status: 'FAILED',
      duration: 0.3,
      age: 1,
      failedSince: 4,
    },
    errorDetails: 'expected: <REFUSED> but was: <[ACCEPTED](command:workbench.action.quit)>',
    errorStackTrace: 'org.opentest4j.AssertionFailedError\n\tat payments.CardTest.refusesExpired(CardTest.java:2)',
  },
  {
    ...{
      className: 'payments.CardTest',
      name: 'acceptsMonth',
      status: 'FAILED',
      duration: 0.3,
      age: 2,
      failedSince: 3,
    },
    errorDetails: 'expected 54 but was 51',
    errorStackTrace: 'org.opentest4j.AssertionFailedError\n\tat payments.CardTest.acceptsMonth(CardTest.java:4)',
  },
];

describe('a person who asks why a build is red', () => {
  let person: Workbench;
  let demo: DemoServers;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
  const { folder } = repository;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const card = 'class Card {\n  Expiry expiry;\n}\n';
  write('src/main/java/payments/Card.java', card);
  write(
    'src/test/java/payments/CardTest.java',
    'class CardTest {\n  void refusesExpired() {}\n\n  void acceptsMonth() {}\n}\n',
  );
  repository.git('checkout', '-q', '-b', 'expiry');
  repository.commit('PAY-17 Refuse expired cards');
  const revision = repository.head();
  // Lines have moved since the build.
  write('src/main/java/payments/Card.java', `// Cards\n// of customers\n${card}`);
  after(() => repository.remove());

  const commit = (id: string, message: string, path: string): Partial<Build> => ({
    changes: [
      { commitId: id.repeat(40).slice(0, 40), author: 'Dana Okafor', message, timestamp: Date.now(), paths: [path] },
    ],
  });
  const region = (value: string): Partial<Build> => ({ parameters: [{ kind: 'string', name: 'REGION', value }] });

  workbench(
    {
      folder: () => folder,
      closed: ['Jira', 'My Work'],
      prepare({ jenkins: { state } }) {
        const api = state.folder('payments/api');
        const job = newJob('pipeline', encodeBranch('expiry'), api, {
          plan: () => red,
          branch: { name: 'expiry', isPrimary: false },
        });
        const green = () => ({ steps: [], result: 'SUCCESS' as const });
        addPastBuild(state, job, { ago: 400, duration: 9, plan: green, more: region('eu') });
        addPastBuild(state, job, { ago: 300, duration: 9, plan: green, more: region('eu') });
        addPastBuild(state, job, {
          ...{ ago: 200, duration: 9, plan: () => ({ ...red, tests }) },
          more: {
            ...region('eu'),
            ...commit('b7', 'PAY-21 Log in with a passkey', 'src/main/java/payments/Login.java'),
          },
        });
        addPastBuild(state, job, {
          ...{ ago: 4, duration: 9, plan: () => ({ ...red, tests }) },
          more: {
            revision,
            ...region('us'),
            ...commit('a1', 'PAY-17 Refuse expired cards', 'src/main/java/payments/Card.java'),
          },
        });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('reads the stage, the cause, the tests and what changed on one page', async () => {
    await person.expand('Jenkins', /^payments/);
    await person.expand('Jenkins', /^api/);
    await person.expand('Jenkins', /^expiry/);
    await person.inlineAction('Jenkins', /^#4/, 'Explain Failure');
    const page = person.webview;
    await page.getByRole('heading', { name: /payments\/api\/expiry #4 failed in Test › linux/ }).waitFor();
    await page.getByText('cannot find symbol').first().waitFor();
    await page.getByRole('heading', { name: 'Tests: 2 failed, 1 of them new' }).waitFor();
    await page.getByRole('heading', { name: 'Since #2, the last good build' }).waitFor();
    await page.getByText('REGION').waitFor();
    await person.picture('24-explain');
  });

  it('costs five requests, once', async () => {
    const asked = () =>
      demo.jenkins.requests.filter(({ path }) =>
        /expiry(?:\/4)?\/(?:api\/json.*commitId|stages|testReport(?!.*skippedMessage).*errorStackTrace|logText)/.test(
          path,
        ),
      );
    const first = asked().length;
    assert.equal(
      first,
      5,
      asked()
        .map(({ path }) => path)
        .join('\n'),
    );
    await person.page.keyboard.press('Control+w');
    await person.inlineAction('Jenkins', /^#4/, 'Explain Failure');
    await person.webview.getByText('cannot find symbol').first().waitFor();
    assert.equal(asked().length, first);
  });

  it('follows the cause and a test into the workspace, and a commit to its issue and file', async () => {
    const explain = () => person.tab(/api expiry #4$/).click();
    await person.webview
      .getByRole('button', { name: /Card\.java:2/ })
      .first()
      .click();
    await person.editor(/Expiry\sexpiry/).waitFor();
    await explain();
    await person.webview.getByRole('button', { name: 'CardTest.java:4' }).click();
    await person.editor(/void\sacceptsMonth/).waitFor();
    await explain();
    await person.webview.getByRole('button', { name: 'payments.CardTest › refusesExpired', exact: true }).click();
    await person.editor(/\[ACCEPTED\]\(command/).waitFor();
    await explain();
    await person.webview.getByText('1 file').first().click();
    await person.webview.getByRole('button', { name: 'src/main/java/payments/Card.java', exact: true }).click();
    await person.editor(/Expiry\sexpiry/).waitFor();
    await explain();
    await person.webview.getByRole('button', { name: 'PAY-17' }).click();
    await person.tab(/PAY-17/).waitFor();
  });

  it('goes to the error in the log, and to the failing stage', async () => {
    await person.tab(/api expiry #4$/).click();
    await person.webview.getByRole('button', { name: 'Show in Log' }).click();
    await person.webview.getByRole('contentinfo').getByText('Error 2 of 3').waitFor();
    await person.tab(/api expiry #4$/).click();
    await person.webview.getByRole('button', { name: 'Open Log' }).click();
    await person.tab(/api expiry #4\.log/).waitFor();
    await person.webview.locator('.row.marked', { hasText: '{ (Branch: linux)' }).waitFor();
    assert.ok(
      !demo.jenkins.requests.some(({ path }) => path.includes('/progressiveHtml')),
      'asked for five times the log',
    );
  });

  it('explains the log in front from the palette, and sees how other branches are', async () => {
    await person.command('Jenkins: Explain Failure');
    await person.webview.getByRole('button', { name: 'Check Other Branches' }).click();
    await person.webview.getByText('1 of the same tests fail').first().waitFor();
    await person.webview.getByRole('button', { name: /main #3/ }).waitFor();
    await person.picture('24-branches');
  });

  it('checks how a test went before', async () => {
    await person.webview.getByRole('button', { name: /^Check History: .* › refusesExpired$/ }).focus();
    await person.page.keyboard.press('Enter');
    await person.webview.getByText('#4 failed · #3 failed · #2 not run · #1 not run').waitFor();
    // The pressed button is gone: the focus stays with its test.
    await person.webview.locator('li:focus-within').getByText('#4 failed').waitFor();
    await person.picture('24-history');
    await expectAccessible(person.webview, 'explanation');
  });

  it('takes it along as Markdown, by keyboard', async () => {
    await person.webview.getByRole('button', { name: 'Copy as Markdown' }).focus();
    await person.page.keyboard.press('Enter');
    const copied = () => person.page.evaluate<string>('navigator.clipboard.readText()');
    while (!(await copied()).startsWith('**[')) await person.page.waitForTimeout(50);
    const text = await copied();
    assert.match(
      text,
      /^\*\*\[payments\/api\/expiry #4 failed in Test › linux\]\(http:.*\/expiry\/4\/\)\*\* · on agent built-in\n/,
    );
    assert.match(text, /```text\n.*Card\.java:2: error: cannot find symbol/s);
    assert.match(text, /- `payments\.CardTest › refusesExpired` \(new\): `expected: <REFUSED> but was: /);
    assert.match(text, /- `a1a1a1a` PAY-17 Refuse expired cards \(Dana Okafor\)/);
    assert.match(text, /- Parameter REGION: `eu` → `us`/);
  });

  it('finds the errors of the branch in Problems, at the lines where they are now, until the next build', async () => {
    await person.command('View: Focus Problems');
    const problems = person.page.locator('.markers-panel');
    await problems.getByText('Card.java', { exact: true }).waitFor();
    await problems.getByText(/^error: cannot find symbol$/).waitFor();
    await problems.getByText('[Ln 4, Col 1]').first().waitFor();
    await problems.getByText(/payments\.CardTest › refusesExpired failed: expected/).waitFor();
    await person.picture('24-problems');
    const { state } = demo.jenkins;
    const job = state.job('payments/api/expiry');
    job.plan = () => ({ steps: [{ holds: true }], result: 'SUCCESS' as const });
    state.startBuild(job);
    await holds(() => job.builds.some(({ result }) => result === null));
    await person.command('Jenkins & Jira: Refresh');
    await problems.getByText('Card.java', { exact: true }).waitFor({ state: 'detached' });
    await person.command('View: Hide Panel');
  });

  it('is asked in the status bar, too', async () => {
    await person.contextAction('Jenkins', /^fails/, 'Show in Status Bar');
    const item = person.page.getByRole('button', { name: /^fails, #3, failed/ });
    await item.hover();
    await person.page.getByRole('link', { name: 'Explain Failure' }).click();
    await person.webview.getByRole('heading', { name: /^fails #3 failed/ }).waitFor();
    await person.picture('24-explain-freestyle');
  });

  it('reads it again after a reload', async () => {
    await person.reload();
    await person.webview.getByRole('heading', { name: /^fails #3 failed/ }).waitFor();
  });
});
