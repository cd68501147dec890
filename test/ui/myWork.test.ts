import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { TestRepository } from './gitRepository.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who works on a branch', () => {
  let person: Workbench;
  let demo: DemoServers;
  const repository = new TestRepository('api', 'git@scm.example.com:payments/api.git');
  after(() => repository.remove());

  workbench(
    {
      pace: 4,
      settings: { 'jenkinsJira.pollingSeconds': 10 },
      folder: () => repository.folder,
      closed: ['Jira'],
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('sees the builds of the branch, found by the repository that they came from', async () => {
    await person.line('My Work', /^main.*api/).waitFor();
    await person.line('My Work', /^payments\/api\/main.*failed/).waitFor();
    await person.line('My Work', /^#3.*failed/).waitFor();
    await person.statusBar(/^\s*#3/).waitFor();
    await person.picture('5-my-work');
  });

  it('sees those of another branch after changing to it, with one request for its job', async () => {
    const before = demo.jenkins.requests.length;
    repository.git('checkout', '-q', '-b', 'feature/login');
    await person.line('My Work', /^payments\/api\/feature\/login.*unstable/).waitFor();
    await person.statusBar(/^\s*#2/).waitFor();
    const asked = demo.jenkins.requests.slice(before).map(({ path }) => path);
    assert.ok(!asked.some(path => /remoteUrls|jobs%5B.*jobs%5B/.test(decodeURI(path))), 'the project was known');
  });

  it('sees the build that follows a push, and its end, in the status bar too', async () => {
    repository.git('push', '-q', '-u', 'origin', 'feature/login');
    const job = demo.jenkins.state.job('payments/api/feature%2Flogin');
    const { state } = demo.jenkins;
    job.plan = () => ({ steps: [{ holds: true }], result: 'SUCCESS' });
    state.startBuild(job);
    await person.line('My Work', /^payments\/api\/feature\/login.*#3.*running/).waitFor();
    const [running] = job.builds;
    assert.ok(running);
    state.runner.finish(running, 'SUCCESS');
    await person.line('My Work', /^payments\/api\/feature\/login.*#3.*passed/).waitFor();
    await person.statusBar(/^\s*#3/).waitFor();
    await person.picture('5-my-work-pushed');
  });

  it('says which job builds a repository that is not found by itself', async () => {
    repository.git('remote', 'set-url', 'origin', 'git@scm.example.com:payments/other.git');
    repository.git('checkout', '-q', 'main');
    await person.line('My Work', /^No job that builds this branch was found/).waitFor();
    await person.picture('5-my-work-none');
    await person.line('My Work', /^Choose the job of this repository/).click();
    await person.input.fill('api login');
    // A line that is drawn anew at that moment takes no click.
    await person.page.getByRole('option', { name: /^payments\/api\/feature\/login/ }).waitFor();
    await person.page.keyboard.press('Enter');
    // A branch stands for its project.
    await person.line('My Work', /^payments\/api\/main.*failed/).waitFor();
  });

  it('starts a build from the branch’s line', async () => {
    const main = demo.jenkins.state.job('payments/api/main');
    main.plan = () => ({ steps: [{ holds: true }], result: 'SUCCESS' });
    await person.inlineAction('My Work', /^payments\/api\/main/, 'Start Build…');
    await person.line('My Work', /^payments\/api\/main.*running/).waitFor();
  });
});
