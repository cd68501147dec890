import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { demoUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { LogView } from './logView.ts';
import { filesWith } from './secretFiles.ts';
import { endTold } from './toasts.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who builds', () => {
  let person: Workbench;
  let demo: DemoServers;

  workbench({ pace: 4 }, begun => {
    ({ person, demo } = begun);
  });

  it('sees folders, branches and the last builds, with their states in words', async () => {
    await person.line('Jenkins', /^Demo Jenkins.*2\.\d+/).waitFor();
    await person.line('Jenkins', /^fails.*failed/).waitFor();
    await person.line('Jenkins', /^unstable.*unstable/).waitFor();
    await person.line('Jenkins', /^never-built.*never built/).waitFor();
    await person.expand('Jenkins', /^payments/);
    await person.line('Jenkins', /^nightly.*disabled/).waitFor();
    await person.expand('Jenkins', /^api.*multibranch/);
    await person.line('Jenkins', /^feature\/login/).waitFor();
    await person.expand('Jenkins', /^main/);
    await person.line('Jenkins', /^#\d+.*failed/).waitFor();
    await person.picture('2-jobs');
    await person.collapse('Jenkins', /^payments/);
  });

  it('starts a build from its line, sees it in the status bar and in the tree, and its end', async () => {
    const slow = demo.jenkins.state.job('slow');
    slow.plan = () => ({ steps: [{ print: 'line 1 — žluť ✓\n' }, { holds: true }], result: 'SUCCESS' });
    await person.inlineAction('Jenkins', /^slow/, 'Start Build…');
    await person.statusBar(/slow queued/).waitFor();
    await person.statusBar(/slow #3/).waitFor();
    await person.line('Jenkins', /^slow.*running/).waitFor();
    await person.picture('2-running');
  });

  it('reads the log of the running build, which grows to its end', async () => {
    await person.inlineAction('Jenkins', /^slow/, 'Open Log');
    await person.tab(/slow #3\.log/).waitFor();
    const view = new LogView(person);
    await view.row('line 1 — žluť ✓').waitFor();
    await view.status.getByText('Running').waitFor();
    await person.picture('2-log');
    const { state } = demo.jenkins;
    const [build] = state.job('slow').builds;
    assert.ok(build);
    state.runner.write(build, 'line 2 — žluť ✓\n');
    await view.row('line 2 — žluť ✓').waitFor();
    state.runner.finish(build, 'SUCCESS');
    await view.row('Finished: SUCCESS').waitFor();
    await view.status.getByText('Finished: passed').waitFor();
    await person.line('Jenkins', /^slow.*#3.*passed/).waitFor();
    await person.statusBar(/slow #3/).waitFor();
    await person.picture('2-log-end');
  });

  it('still has the log after a reload', async () => {
    await person.reload();
    await person.openViews();
    await new LogView(person).row('Finished: SUCCESS').waitFor();
  });

  it('looks at all parameters, changes some, thinks again, and starts with what is shown', async () => {
    await person.inlineAction('Jenkins', /^deploy/, 'Start Build…');
    await person.asked('Start deploy on Demo Jenkins');
    await person.choose(/^VERSION/);
    await person.answer('VERSION: Which version to deploy', '9.9.9 "ü"');
    await person.choose(/^DRY_RUN/);
    await person.choose(/^false/);
    await person.choose(/^ENVIRONMENT/);
    await person.asked('ENVIRONMENT of deploy');
    await person.page.getByRole('button', { name: 'Back' }).click();
    await person.choose(/^ENVIRONMENT/);
    await person.choose(/^prod/);
    await person.page.getByRole('option', { name: /^ENVIRONMENT.*production/ }).waitFor();
    await person.picture('2-parameters');
    await person.choose(/^Start Build/);
    await person.statusBar(/deploy #4/).waitFor();
    const build = await askParameters(demo, 4);
    assert.deepEqual(build, { VERSION: '9.9.9 "ü"', DRY_RUN: false, ENVIRONMENT: 'production' });
  });

  it('runs it again without being asked, and with changes', async () => {
    await person.expand('Jenkins', /^deploy/);
    await person.inlineAction('Jenkins', /^#4.*passed/, 'Run Again');
    await person.line('Jenkins', /^#5.*passed/).waitFor();
    assert.deepEqual(await askParameters(demo, 5), await askParameters(demo, 4));
    await endTold(person, /deploy #5: passed/);
    await person.picture('6-end');
    await person.contextAction('Jenkins', /^#4/, 'Run Again With Changes…');
    await person.choose(/^DRY_RUN/);
    await person.choose(/^true/);
    await person.choose(/^Start Build/);
    await person.line('Jenkins', /^#6/).waitFor();
    const before = await askParameters(demo, 4);
    assert.deepEqual(await askParameters(demo, 6), { ...before, DRY_RUN: true });
    await person.collapse('Jenkins', /^deploy/);
  });

  it('is shown a build’s name as text, whatever a server put into it', async () => {
    const made = 'Deployed [Open Report](command:workbench.action.files.newUntitledFile) $(bug)';
    const { builds } = demo.jenkins.state.job('hello');
    const before = builds.length;
    await person.inlineAction('Jenkins', /^hello/, 'Start Build…');
    while (builds.length === before) await person.page.waitForTimeout(20);
    Object.assign(builds[0] ?? {}, { displayName: made });
    const toast = await endTold(person, /hello Deployed .*passed/);
    await person.picture('15-display-name');
    await toast.getByText('Open Report').click();
    await person.line('Jenkins', /^hello.*\$\(/).waitFor();
    assert.equal(await toast.getByRole('link').count(), 0);
    assert.equal(await toast.locator('a[href]').count(), 0);
    assert.equal(await person.tab(/Untitled/).count(), 0);
    await person.closeToasts();
  });

  it('puts a job into the status bar, which shows its result; a click and Enter start a build', async () => {
    await person.contextAction('Jenkins', /^fails/, 'Show in Status Bar');
    const item = person.statusBar(/fails #3/);
    await item.waitFor();
    await person.picture('2-status-bar');
    await item.click();
    await person.page.getByRole('option', { name: 'Start Build' }).waitFor();
    await person.page.keyboard.press('Enter');
    await person.statusBar(/fails #4/).waitFor();
    await person.line('Jenkins', /^fails.*#4.*failed/).waitFor();
    await person.reload();
    await person.openViews();
    await person.statusBar(/fails #4/).waitFor();
    await person.contextAction('Jenkins', /^fails/, 'Remove From Status Bar');
    await person.statusBar(/fails/).waitFor({ state: 'detached' });
  });

  it('starts a build from the palette, found by parts of its path', async () => {
    await person.command('Jenkins: Start Build…');
    // A log is in front, and its job the first guess.
    await person.choose('Another Job…');
    await person.input.fill('pay main');
    await person.choose(/^payments\/api\/main/);
    await person.statusBar(/api\/main/).waitFor();
  });

  it('is told which permission is missing, and that a job is disabled', async () => {
    demo.jenkins.answerOnce({ method: 'POST', path: '/job/hello/build' }, (_, res) =>
      res
        .writeHead(403, {
          'x-you-are-authenticated-as': 'dev',
          'x-required-permission': 'hudson.model.Item.Build',
          'content-type': 'text/html',
        })
        .end(),
    );
    await person.inlineAction('Jenkins', /^hello/, 'Start Build…');
    await person
      .toast(/Could not start hello on Demo Jenkins\. Your account lacks the permission Job\/Build\./)
      .waitFor();
    await person.picture('2-forbidden');
    await person.closeToasts();
    assert.ok(!(await person.offered('Jenkins', /^hello/)).includes('Start Build…'));
    await person.titleAction('Jenkins', 'Refresh');
  });

  it('is never shown a secret that a server echoes', async () => {
    const { token } = demoUsers.dev;
    const basic = Buffer.from(`dev:${token}`).toString('base64');
    demo.jenkins.answerOnce({ method: 'POST', path: '/job/hello/build' }, (_, res) =>
      res.writeHead(400, { 'x-error': `no good: ${token} ${basic}`, 'content-type': 'text/html' }).end(),
    );
    await person.inlineAction('Jenkins', /^hello/, 'Start Build…');
    await person.toast(/The server refused it: no good: ••• •••/).waitFor();
    await person.closeToasts();
    for (const secret of [token, basic]) assert.deepEqual(filesWith(person.folder, secret), []);
  });

  it('sees why a folder cannot be read, in the tree and with the way out', async () => {
    demo.jenkins.answerOnce({ path: '/job/payments/api/json' }, (_, res) =>
      res.writeHead(404, { 'content-type': 'text/html' }).end('<title>Not Found - Jenkins</title>'),
    );
    await person.expand('Jenkins', /^payments/);
    const problem = person.line('Jenkins', /does not exist, or you do not have permission/);
    await problem.waitFor();
    await problem.click();
    await person.toast(/Could not load payments\./).waitFor();
    await person.picture('2-problem');
  });

  it('is offered the address that the server has moved to, and is asked for the token there', async () => {
    const other = await startDemoJenkins();
    try {
      await person.closeToasts();
      demo.jenkins.answerOnce({ method: 'POST', path: '/job/hello/build' }, (_, res) =>
        res.writeHead(301, { location: `${other.url}/job/hello/build` }).end(),
      );
      await person.inlineAction('Jenkins', /^hello/, 'Start Build…');
      const toast = person.toast(/Could not start hello on Demo Jenkins\. The server redirects to another address/);
      await toast.getByRole('button', { name: 'Use New Address' }).click();
      await person.answer('The token or password', demoUsers.dev.token);
      await person.toast(/Connected Demo Jenkins/).waitFor();
      const [first] = other.requests.filter(({ headers }) => headers['authorization'] !== undefined);
      assert.ok(first, 'asked there with the token that was given for there');
    } finally {
      await other.close();
    }
  });
});

async function askParameters(demo: DemoServers, number: number): Promise<Record<string, unknown>> {
  const secrets: Record<string, string> = JSON.parse(demo.env['JENKINS_JIRA_DEMO_SECRETS'] ?? '{}');
  const authorization = `Basic ${Buffer.from(`dev:${secrets['demo-jenkins']}`).toString('base64')}`;
  const url = `${demo.jenkins.url}/job/deploy/${number}/api/json?tree=actions[parameters[name,value]]`;
  const answer = (await (await fetch(url, { headers: { authorization } })).json()) as {
    actions: { parameters?: { name: string; value: unknown }[] }[];
  };
  const parameters = answer.actions.flatMap(action => action.parameters ?? []);
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
