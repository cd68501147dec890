import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { pipelinePlan } from '../servers/jenkins/builds/pipelinePlan.ts';
import type { Permission } from '../servers/jenkins/http/permissions.ts';
import type { JenkinsState } from '../servers/jenkins/index.ts';
import { declarative } from '../servers/jenkins/seed/demoParts.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { reading } from '../servers/jenkins/state/users.ts';
import { comes } from './locators.ts';
import { endTold } from './toasts.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const stages = ['Checkout', 'Build', 'Test'].map(name => ({ name, lines: [`${name} is done`], takes: 400 }));

function addRuns(state: JenkinsState): void {
  const declared = newJob('pipeline', 'declared', state.root, { plan: pipelinePlan(stages), ...declarative(stages) });
  addPastBuild(state, declared, { ago: 5, duration: 2 });
  const secret = newJob('pipeline', 'secret', state.root, { plan: pipelinePlan(stages), ...declarative(stages) });
  addPastBuild(state, secret, { ago: 5, duration: 2, parameters: [{ kind: 'password', name: 'PIN', value: 'x' }] });
}

describe('a person who runs a Pipeline again', () => {
  let person: Workbench;
  let demo: DemoServers;

  workbench(
    {
      pace: 20,
      closed: ['Jira'],
      settings: { 'editor.autoClosingBrackets': 'never', 'editor.autoIndent': 'none' },
      prepare: ({ jenkins }) => addRuns(jenkins.state),
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  const builds = (job: string) => demo.jenkins.state.job(job).builds;
  // Toasts are dialogs by their role, too.
  const dialog = () => person.page.locator('.monaco-dialog-box');
  const titleButton = (name: string) =>
    person.page.locator('.editor-actions').getByRole('button', { name, exact: true }).first();
  const allow = (...permissions: Permission[]) => {
    const dev = demo.jenkins.state.users.get('dev');
    if (dev) dev.permissions = new Set([...reading, ...permissions]);
  };

  /** Replaces the text of the editor in front. */
  async function write(text: string): Promise<void> {
    await person.press('Control+A');
    await person.page.keyboard.insertText(text);
  }

  async function editScripts(line: RegExp): Promise<void> {
    await person.contextAction('Jenkins', line, 'Replay…');
    await person.choose(/^Edit Scripts/);
  }

  it('is asked with which scripts, and gets them in editors', async () => {
    await person.expand('Jenkins', /^pipeline.*passed/);
    await person.contextAction('Jenkins', /^#3.*passed/, 'Replay…');
    await person.page.getByRole('option', { name: /^Edit Scripts.*Main script, Script1/ }).waitFor();
    await person.page.getByRole('option', { name: /^Same Scripts/ }).waitFor();
    await person.picture('23-replay-asked');
    await person.choose(/^Edit Scripts/);
    await person.tab('Script1 (pipeline #3).groovy').waitFor();
    await person.tab('Main Script (pipeline #3).groovy').and(person.page.locator('.active')).waitFor();
    await person.editor(/def\ssteps\s=\sload/).waitFor();
    await person.page.locator('.codelens-decoration').filter({ hasText: 'Saving keeps a draft' }).first().waitFor();
    await person.picture('23-replay-scripts');
  });

  it('has the changed script as a draft, and sees it beside what ran', async () => {
    await write("node {\n  def steps = load 'ci/steps.groovy'\n  stage('Build') { steps.build('make all') }\n}\n");
    await person.line('Jenkins', /^pipeline.*unsent draft/).waitFor();
    await titleButton('Compare With Original Script').click();
    await person.tab(/^Main script of pipeline #3: what ran ↔ replay/).waitFor();
    await person.page
      .locator('.editor.original .view-lines')
      .filter({ hasText: /'make\stest'/ })
      .waitFor();
    await person.page
      .locator('.editor.modified .view-lines')
      .filter({ hasText: /'make\sall'/ })
      .waitFor();
    await person.page.locator('.editor.modified .line-insert').first().waitFor();
    await person.picture('23-replay-diff');
  });

  it('sends it from there, and sees the new build in the status bar and its end', async () => {
    await titleButton('Run Replay').click();
    await dialog().getByText('Replay pipeline #3 with these scripts?').waitFor();
    await dialog()
      .getByText(/Changed: Main script\.\s*No errors found\./)
      .waitFor();
    await person.picture('23-replay-confirm');
    await dialog().getByRole('button', { name: 'Run Replay' }).click();
    await person.statusBar(/pipeline #4/).waitFor();
    await person.tab(/pipeline #3/).waitFor({ state: 'detached' });
    await person.line('Jenkins', /^#4.*passed/).waitFor();
    await endTold(person, /pipeline #4: passed/);
    assert.match(builds('pipeline')[0]?.scripts?.main ?? '', /make all/);
    assert.match(builds('pipeline')[0]?.scripts?.loaded['Script1'] ?? '', /sh command/);
  });

  it('is shown an error at its line, and nothing is sent', async () => {
    await editScripts(/^#2.*passed/);
    await person.editor(/def\ssteps\s=\sload/).waitFor();
    await write('node {\n  echo (\n}\n');
    await titleButton('Run Replay').click();
    await dialog()
      .getByText(/Main script, line 3: unexpected token: \}/)
      .waitFor();
    await person.picture('23-replay-error');
    await dialog().getByRole('button', { name: 'Show Error' }).click();
    await person.page.locator('.squiggly-error').first().waitFor();
    await person.picture('23-replay-squiggle');
    assert.equal(builds('pipeline').length, 4);
  });

  it('is told that a check proves nothing without Job/Configure', async () => {
    allow('hudson.model.Item.Build', 'hudson.model.Run.Replay');
    await titleButton('Run Replay').click();
    await dialog()
      .getByText(/The check is inconclusive: without the permission Job\/Configure/)
      .waitFor();
    await person.picture('23-replay-unproved');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'detached' });
    assert.equal(builds('pipeline').length, 4);
  });

  it('keeps the draft where the permission is lost meanwhile, and is told so', async () => {
    allow('hudson.model.Item.Build');
    await titleButton('Run Replay').click();
    await person.toast(/The scripts of pipeline #2 cannot be edited: .*Run\/Replay/).waitFor();
    await person.editor(/echo\s\(/).waitFor();
    assert.equal(builds('pipeline').length, 4);
    await titleButton('Discard').click();
    await dialog().getByRole('button', { name: 'Discard' }).click();
    await person.tab('Main Script (pipeline #2).groovy').waitFor({ state: 'detached' });
  });

  it('runs the same scripts again without Run/Replay, which the others need', async () => {
    await person.contextAction('Jenkins', /^#1.*passed/, 'Replay…');
    await person.page.getByRole('option', { name: /^Edit Scripts.*not permitted for your account/ }).waitFor();
    await person.picture('23-replay-not-possible');
    await person.choose(/^Edit Scripts/);
    await person.toast(/The scripts of pipeline #1 cannot be edited/).waitFor();
    await person.contextAction('Jenkins', /^#1.*passed/, 'Replay…');
    await person.choose(/^Same Scripts/);
    await person.line('Jenkins', /^#5.*passed/).waitFor();
    assert.deepEqual(builds('pipeline')[0]?.causes[1], { kind: 'replay', number: 1 });
    await endTold(person, /pipeline #5: passed/);
  });

  it('is told where the account may not build', async () => {
    allow();
    await person.contextAction('Jenkins', /^#1.*passed/, 'Replay…');
    await person.toast(/Could not replay pipeline #1\. Jenkins does not offer it: .*Job\/Build/).waitFor();
    await person.closeToasts();
    await person.collapse('Jenkins', /^pipeline/);
  });

  it('is told of a password parameter before anything is typed', async () => {
    await person.expand('Jenkins', /^secret.*passed/);
    await person.contextAction('Jenkins', /^#1.*passed/, 'Replay…');
    const toast = person.toast(/secret #1 cannot be replayed: .*password parameters \(PIN\)/);
    await toast.getByRole('button', { name: 'Run Again' }).waitFor();
    await person.picture('23-replay-password');
    assert.ok(!demo.jenkins.requests.some(({ path }) => path.includes('/secret/1/replay')));
    await person.closeToasts();
    await person.collapse('Jenkins', /^secret/);
  });

  it('restarts it from a stage on its line, or chooses one', async () => {
    allow('hudson.model.Item.Build');
    await person.expand('Jenkins', /^declared.*passed/);
    await person.expand('Jenkins', /^#1.*passed/);
    await person.expand('Jenkins', /^Stages/);
    await person.contextAction('Jenkins', /^Test, passed/, 'Restart From This Stage');
    await person.line('Jenkins', /^#2.*passed/).waitFor();
    assert.deepEqual(builds('declared')[0]?.causes[1], { kind: 'restart', number: 1, stage: 'Test' });
    await person.contextAction('Jenkins', /^#1.*passed/, 'Restart From Stage…');
    await person.asked('Restart declared #1 From Stage');
    await person.page.getByRole('option', { name: 'Build' }).waitFor();
    await person.picture('23-restart');
    await person.page.keyboard.press('Escape');
  });

  it('restarts a run that it has just seen end', async () => {
    await person.collapse('Jenkins', /^#1.*passed/);
    const { state } = demo.jenkins;
    const input = { id: 'Gate', message: 'Go on?', proceedText: 'Yes', parameters: [] };
    const job = state.job('declared');
    const { plan } = job;
    job.plan = pipelinePlan(stages.map(stage => (stage.name === 'Build' ? { ...stage, input } : stage)));
    state.startBuild(job);
    await person.command('Jenkins & Jira: Refresh');
    await person.line('Jenkins', /^#3.*waiting for input/).waitFor();
    await person.expand('Jenkins', /^#3.*waiting for input/);
    await person.line('Jenkins', /^Build, waiting for input/).waitFor();
    job.plan = plan;
    const [held] = job.builds;
    const [asked] = held?.inputs ?? [];
    if (held && asked) state.runner.proceed(held, asked, { id: 'dev', name: 'Dana Developer', values: [] });
    await person.line('Jenkins', /^#3.*passed/).waitFor();
    await person.contextAction('Jenkins', /^Build, passed/, 'Restart From This Stage');
    await endTold(person, /declared #4: passed/);
    assert.deepEqual(builds('declared')[0]?.causes[1], { kind: 'restart', number: 3, stage: 'Build' });
  });

  it('is told in Jenkins’ words why a stage cannot be restarted from', async () => {
    demo.jenkins.state.job('declared').restartableStages = ['Checkout'];
    await person.contextAction('Jenkins', /^Test, passed/, 'Restart From This Stage');
    await person.toast(/Could not restart declared #3 from Test\..*Stage Test is not present/).waitFor();
    await person.collapse('Jenkins', /^declared/);
  });

  it('is not offered a replay of another kind of build', async () => {
    await person.expand('Jenkins', /^hello.*passed/);
    await person.settled();
    await person.line('Jenkins', /^#4.*passed/).click({ button: 'right' });
    await person.page.getByRole('menuitem', { name: 'Run Again', exact: true }).waitFor();
    assert.ok(!(await comes(person.page.getByRole('menuitem', { name: /^(Replay|Restart)/ }), 300)));
    await person.page.keyboard.press('Escape');
  });
});
