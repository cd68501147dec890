import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { type DemoServers, demoConnectionIds } from '../demo/servers.ts';
import { pipelinePlan } from '../servers/jenkins/builds/pipelinePlan.ts';
import type { PendingInput } from '../servers/jenkins/state/model.ts';
import { TestRepository } from './gitRepository.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const main = 'payments/api/main';
const input: PendingInput = {
  ...{ id: 'Gate', message: 'Deploy to production?', proceedText: 'Deploy', parameters: [] },
  submitter: 'dev,ops',
};
const jobItem = /api\/main #4 waiting for input/;
const waits = /waiting for input: Deploy to production\?/;

describe('a person whose build waits for input', () => {
  let person: Workbench;
  let demo: DemoServers;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
  after(() => repository.remove());

  workbench(
    {
      pace: 4,
      settings: {
        'jenkinsJira.pollingSeconds': 10,
        'jenkinsJira.statusBar.jobs': [{ connection: demoConnectionIds.jenkins, job: main }],
      },
      folder: () => repository.folder,
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        state.job(main).plan = pipelinePlan([
          { name: 'Build', lines: ['+ make'], takes: 100 },
          { name: 'Deploy', lines: [], takes: 100, input },
        ]);
        // It waits by the time that anything is shown.
        state.startBuild(state.job(main), { causes: [{ kind: 'scm' }] });
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('sees it in both views and in the status bar, with what it waits for', async () => {
    await person.line('My Work', new RegExp(`^payments/api/main.*#4.*${waits.source}`)).waitFor();
    await person.line('My Work', new RegExp(`^#4, ${waits.source}`)).waitFor();
    await person.statusBar(/^\s*#4 waiting for input/).waitFor();
    await person.statusBar(jobItem).waitFor();
    await person.expand('Jenkins', /^payments/);
    await person.expand('Jenkins', /^api/);
    await person.line('Jenkins', new RegExp(`^main, #4.*${waits.source}`)).waitFor();
    await person.picture('23-paused-everywhere');
    await person.tooltip('My Work', /^#4/, /waiting for input: Deploy[\s\S]*Can be answered by dev,ops/);
  });

  it('is told of it once, and not again after a reload', async () => {
    const toast = person.toast('payments/api/main #4 is waiting for input: Deploy to production?');
    await toast.getByRole('button', { name: 'Open Log' }).waitFor();
    await person.picture('23-paused-toast');
    await toast.getByRole('button', { name: 'Answer Input…' }).click();
    await person.asked('Answer Input of payments/api/main #4');
    await person.page.keyboard.press('Escape');
    await person.reload();
    await person.openViews();
    await person.line('My Work', new RegExp(`^#4, ${waits.source}`)).waitFor();
    await person.statusBar(/^\s*#4 waiting for input/).waitFor();
    await person.settled();
    assert.equal(await toast.count(), 0);
  });

  it('sees in its log that it waits', async () => {
    await person.line('My Work', /^#4/).click();
    const state = person.webview.locator('.status[data-phase=paused] .state');
    await state.filter({ hasText: 'Waiting for input: Deploy to production?' }).waitFor();
    await person.picture('23-paused-log');
  });

  it('sees all that waits on this Jenkins, by one request a minute', async () => {
    const asked = () => demo.jenkins.requests.filter(({ path }) => path.startsWith('/computer/')).length;
    assert.equal(asked(), 0);
    await person.contextAction('Jenkins', /^Demo Jenkins/, 'Waiting for You');
    await person.line('Jenkins', /^Waiting for You \(1\)/).waitFor();
    await person.line('Jenkins', new RegExp(`^payments/api/main #4, ${waits.source}`)).waitFor();
    await person.picture('23-waiting-for-you');
    assert.equal(asked(), 1);
  });

  it('is asked for the answer from the status bar and the list, and sees it go on everywhere', async () => {
    await person.statusBar(jobItem).click();
    await person.asked('Answer Input of payments/api/main #4');
    await person.page.keyboard.press('Escape');
    await person.inlineAction('Jenkins', /^payments\/api\/main #4/, 'Answer Input…');
    await person.asked('Answer Input of payments/api/main #4');
    await person.choose('Deploy');
    await person.line('Jenkins', /^No builds are waiting for input/).waitFor();
    await person.line('My Work', /^payments\/api\/main.*#4.*passed/).waitFor();
    await person.statusBar(/api\/main #4\s*$/).waitFor();
    await person.webview.locator('.status .state').filter({ hasText: 'Finished: passed' }).waitFor();
    await person.inlineAction('Jenkins', /^Waiting for You/, 'Hide Waiting for You');
    await person.line('Jenkins', /^Waiting for You/).waitFor({ state: 'detached' });
  });
});
