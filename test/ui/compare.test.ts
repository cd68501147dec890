import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { pipelinePlan } from '../servers/jenkins/builds/pipelinePlan.ts';
import { encodeBranch, newJob } from '../servers/jenkins/state/items.ts';
import type { BuildResult, TestCase } from '../servers/jenkins/state/model.ts';
import { expectAccessible } from './axe.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const test = (name: string, status: TestCase['status'], duration = 0.2): TestCase => ({
  ...{ className: 'payments.CardTest', name, status, duration, age: 1, failedSince: 4 },
  ...(status === 'FAILED' && { errorDetails: 'expected: <REFUSED> but was: <ACCEPTED>', errorStackTrace: '' }),
});

/** Seconds in a stage; the third one tests, and prints more where the cache is gone. */
function planOf(result: BuildResult, [checkout, build, run]: readonly [number, number, number], tests: TestCase[]) {
  const isCold = build > 20;
  return pipelinePlan(
    [
      { name: 'Checkout', lines: ['+ git fetch', 'HEAD is now at 4f1c2d9e8b PAY-17'], takes: checkout * 500 },
      {
        name: 'Build',
        lines: [
          '+ ./gradlew assemble',
          isCold ? 'Cache miss: ~/.gradle is empty' : 'Using the build cache',
          'Task :jar',
        ],
        takes: build * 333,
      },
      { name: 'Test', lines: ['+ ./gradlew test', '12 tests completed', `took ${run} s`], takes: run * 333 },
    ],
    { result, tests, ...(result === 'FAILURE' && { error: 'script returned exit code 1' }) },
  );
}

const passing = [test('accepts', 'PASSED'), test('refusesExpired', 'PASSED'), test('imports', 'PASSED', 2)];
const failing = [test('accepts', 'PASSED'), test('refusesExpired', 'FAILED'), test('imports', 'PASSED', 9)];

describe('a person who asks how two builds differ', () => {
  let person: Workbench;

  workbench(
    {
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        const api = state.folder('payments/api');
        const job = newJob('pipeline', encodeBranch('expiry'), api, {
          plan: planOf('SUCCESS', [1, 1, 1], []),
          branch: { name: 'expiry', isPrimary: false },
        });
        const add = (
          ...[ago, result, seconds, tests, region]: [number, BuildResult, [number, number, number], TestCase[], string]
        ) =>
          addPastBuild(state, job, {
            ...{ ago, duration: seconds[0] + seconds[1] + seconds[2], plan: planOf(result, seconds, tests) },
            more: {
              parameters: [
                { kind: 'string', name: 'REGION', value: region },
                { kind: 'string', name: 'TARGET', value: 'staging' },
                { kind: 'password', name: 'KEY', value: `not-shown-${region}` },
              ],
              changes: [
                {
                  ...{ commitId: `${ago}`.repeat(40).slice(0, 40), author: 'Dana Okafor', timestamp: Date.now() },
                  ...{ message: 'PAY-17 Refuse expired cards', paths: ['src/main/java/payments/Card.java'] },
                },
              ],
            },
          });
        add(400, 'SUCCESS', [4, 10, 20], passing, 'eu');
        add(300, 'SUCCESS', [4, 11, 21], passing, 'eu');
        add(200, 'FAILURE', [4, 11, 21], failing, 'eu');
        add(4, 'FAILURE', [5, 95, 22], failing, 'us');
      },
    },
    begun => {
      ({ person } = begun);
    },
  );
  const heading = (name: string | RegExp) => person.webview.getByRole('heading', { name });

  it('compares a build with the last that passed, by Enter, on one page', async () => {
    for (const line of [/^payments/, /^api/, /^expiry/]) await person.expand('Jenkins', line);
    await person.contextAction('Jenkins', /^#4/, 'Compare Builds…');
    await person.page.getByText('last passed build before').waitFor();
    await person.picture('25-compare-pick');
    await person.page.keyboard.press('Enter');
    await heading('payments/api/expiry: #2 and #4 compared').waitFor();
    const page = person.webview;
    await page.getByText('#4 took 1m 26s longer than #2; the biggest difference is in Build (+1m 24s).').waitFor();
    await page.getByText('#2 passed, #4 failed.').waitFor();
    await page.getByText('1 test fails that did not fail before.').waitFor();
    await page.getByRole('row', { name: 'REGION eu us' }).waitFor();
    await page.getByText('1 other parameter is the same.').waitFor();
    await page.getByRole('row', { name: /^Build 11s 1m 35s \+1m 24s · biggest difference$/ }).waitFor();
    await heading('Newly failing in #4 (1)').waitFor();
    await heading('Much slower in #4 (1)').waitFor();
    await page.locator('del', { hasText: '#2  Using the build cache' }).waitFor();
    await page.locator('ins', { hasText: '#4  Cache miss: ~/.gradle is empty' }).waitFor();
    assert.doesNotMatch(await page.locator('body').innerText(), /not-shown/);
    await person.picture('25-compare');
    await expectAccessible(person.webview, 'comparison');
    await heading('Logs').scrollIntoViewIfNeeded();
    await person.picture('25-compare-logs');
  });

  it('goes to the line in a log', async () => {
    await person.webview.getByRole('button', { name: 'Show in Log of #4' }).first().click();
    await person.webview.locator('.row.marked', { hasText: 'Cache miss' }).waitFor();
  });

  it('follows a test and a commit', async () => {
    await person.tab(/#2 ↔ #4/).click();
    await person.webview.getByRole('button', { name: 'payments.CardTest › refusesExpired' }).first().click();
    await person.editor(/expected:\s<REFUSED>/).waitFor();
    await person.tab(/#2 ↔ #4/).click();
    await person.webview.getByRole('button', { name: 'PAY-17' }).first().click();
    await person.tab(/PAY-17/).waitFor();
  });

  it('compares two selected lines without being asked', async () => {
    await person.settled();
    await person.line('Jenkins', /^#1/).click({ modifiers: ['ControlOrMeta'] });
    await person.line('Jenkins', /^#3/).click({ modifiers: ['ControlOrMeta'] });
    await person.contextAction('Jenkins', /^#3/, 'Compare Builds…');
    await heading('payments/api/expiry: #1 and #3 compared').waitFor();
    await person.webview.getByRole('row', { name: /^Checkout 4s 4s about the same$/ }).waitFor();
  });

  it('compares the build of the explanation in front, and of the log in front', async () => {
    await person.inlineAction('Jenkins', /^#4/, 'Explain Failure');
    await person.webview.getByRole('button', { name: 'Compare With #2' }).click();
    await heading('payments/api/expiry: #2 and #4 compared').waitFor();
    await person.line('Jenkins', /^#3/).click();
    await person.toPage(/#3\.log/);
    await person.command('Jenkins: Compare Builds…');
    await person.choose(/^#2/);
    await heading('payments/api/expiry: #2 and #3 compared').waitFor();
  });

  it('takes it along as Markdown', async () => {
    await person.webview.getByRole('button', { name: 'Copy as Markdown' }).click();
    const copied = () => person.page.evaluate<string>('navigator.clipboard.readText()');
    while (!(await copied()).startsWith('**payments')) await person.page.waitForTimeout(50);
    assert.match(await copied(), /\| Build \| 11s \| 11s \| about the same \|/);
  });
});
