import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { activate, askJenkins, basicOf, demoJenkins, jenkinsConnection, order, until } from './demo.ts';
import { draftWith, moment } from './draftFiles.ts';
import { Person } from './person.ts';

/** Runs of one Pipeline: a second replay of the same run at once would be taken for a double click. */
const runs = [1, 2].map(number => ({ ...jenkinsConnection, job: 'pipeline', number }));
const [pipeline, second] = runs;
const main = { ...jenkinsConnection, job: 'payments/api/main', number: 3 };
const uriOf = (script: string, name: string, number = 1) => {
  const query = new URLSearchParams({ ...jenkinsConnection, job: 'pipeline', number: `${number}`, script });
  const path = `/${name} (pipeline #${number}).groovy`;
  return vscode.Uri.from({ scheme: 'jenkins-replay', path, query: `${query}` });
};
const mainUri = uriOf('mainScript', 'Main Script');
const secondUri = uriOf('mainScript', 'Main Script', 2);
const loadedUri = uriOf('Script1', 'Script1');

interface Newest {
  readonly number: number;
  readonly actions: { readonly causes?: { readonly shortDescription: string }[] }[];
}

async function newestOf(path: string): Promise<{ number: number; causes: string[] }> {
  const tree = 'lastBuild[number,actions[causes[shortDescription]]]';
  const { lastBuild } = (await askJenkins(`${path}/api/json?tree=${tree}`)) as { lastBuild: Newest };
  const causes = lastBuild.actions.flatMap(action => action.causes ?? []);
  return { number: lastBuild.number, causes: causes.map(({ shortDescription }) => shortDescription) };
}

async function scriptsOf(path: string): Promise<string> {
  const headers = { authorization: basicOf(demoJenkins()) };
  return (await fetch(`${demoJenkins().url}${path}/replay/`, { headers })).text();
}

async function seen(path: RegExp): Promise<number> {
  const [requests] = (await order({ kind: 'seen' })) as [{ path: string }[]];
  return requests.filter(request => path.test(request.path)).length;
}

const run = (command: string, target?: unknown) => vscode.commands.executeCommand(`jenkinsJira.${command}`, target);
const tabs = () => vscode.window.tabGroups.all.flatMap(group => group.tabs).map(({ label }) => label);

async function type(uri: vscode.Uri, change: (before: string) => string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  await editor.edit(edit => edit.replace(all, change(document.getText())));
  return document;
}

/** Asks for a replay with edited scripts, and waits for its editors. */
async function openScripts(person: Person, build = pipeline): Promise<void> {
  const asking = run('replayBuild', build);
  await person.choose(/^Edit Scripts$/);
  await asking;
}

describe('a run of a Pipeline that is started again', () => {
  let person: Person;
  before(() => activate());
  beforeEach(() => {
    person = new Person();
  });
  afterEach(async () => {
    person.leave();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const uri of [mainUri, secondUri]) await vscode.workspace.fs.delete(uri);
  });

  it('has its scripts in editors, which are drafts that a save does not send', async () => {
    await openScripts(person);
    assert.deepEqual(tabs(), ['Script1 (pipeline #1).groovy', 'Main Script (pipeline #1).groovy']);
    const front = vscode.window.activeTextEditor?.document;
    assert.deepEqual([front?.uri.toString(), front?.languageId], [mainUri.toString(), 'groovy']);
    assert.match(front?.getText() ?? '', /^node \{\n {2}def steps = load 'ci\/steps.groovy'/);
    const posts = await seen(/replay\/run/);
    const document = await type(mainUri, before => `// mine\n${before}`);
    await document.save();
    await until('the draft', () => draftWith('// mine'));
    await moment(300);
    assert.equal(await seen(/replay\/run/), posts);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openScripts(person);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^\/\/ mine\nnode/);
  });

  it('is replayed with all its scripts, after a check and a question', async () => {
    const { number: before } = await newestOf('/job/pipeline');
    await openScripts(person);
    await type(loadedUri, text => text.replace('sh command', `echo "replayed: \${command} <&>"`));
    await type(mainUri, text => text.replace("'make test'", "'make check'"));
    person.buttons.push('Run Replay');
    await run('runReplay', mainUri);
    const asked = await person.message(/^Replay pipeline #1 with these scripts\?/);
    assert.match(asked, /Changed: Main script, Script1\.\nNo errors found\./);
    const { number, causes } = await until('the replay', async () => {
      const newest = await newestOf('/job/pipeline');
      return newest.number > before ? newest : undefined;
    });
    assert.deepEqual(causes, ['Started by user Dana Developer', 'Replayed #1']);
    const page = await scriptsOf(`/job/pipeline/${number}`);
    assert.match(page, /'make check'/);
    assert.match(page, /echo "replayed: \$\{command\} &lt;&amp;&gt;"/);
    await until('its editors to close', () => (tabs().length === 0 ? true : undefined));
    assert.deepEqual([await draftWith('make check'), await draftWith('replayed:')], [undefined, undefined]);
    await person.message(/^pipeline #\d+: passed/);
  });

  it('is not sent with an error, which stands at its line', async () => {
    await openScripts(person, second);
    await type(secondUri, () => 'node {\n  echo (\n}\n');
    const posts = await seen(/replay\/run/);
    person.buttons.push('Show Error');
    await run('runReplay', secondUri);
    const told = await person.message(/^The check found an error in the scripts of pipeline #2\./);
    assert.match(told, /Changed: Main script\.\nMain script, line 3: unexpected token: \}/);
    const [found, ...others] = vscode.languages.getDiagnostics(secondUri);
    assert.deepEqual([found?.message, found?.range.start.line, others.length], ['unexpected token: }', 2, 0]);
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 2);
    assert.equal(await seen(/replay\/run/), posts);
    await type(secondUri, () => 'node {\n  echo ()\n}\n');
    await run('checkReplay', secondUri);
    await person.message(/^No errors found\./);
    assert.deepEqual(vscode.languages.getDiagnostics(secondUri), []);
    // The check can be wrong: it knows no library.
    await type(secondUri, () => 'node {\n  echo (\n}\n');
    person.buttons.push('Run Anyway');
    const { number: before } = await newestOf('/job/pipeline');
    await run('runReplay', secondUri);
    assert.deepEqual(await newestOf('/job/pipeline'), {
      number: before + 1,
      causes: ['Started by user Dana Developer', 'Replayed #2'],
    });
  });

  it('is restarted from a stage, which is asked for or given', async () => {
    const restarting = run('restartFromStage', main);
    assert.deepEqual(
      (await person.items(/^Build$/)).map(({ label }) => label),
      ['Checkout', 'Build', 'Test'],
    );
    await person.choose(/^Test$/);
    await restarting;
    const path = '/job/payments/job/api/job/main';
    const first = await newestOf(path);
    assert.deepEqual(first.causes[1], 'Restarted from build #3, stage Test');
    await person.message(/^payments\/api\/main #4: passed/);
    await run('restartFromThisStage', { ...main, stageName: 'Build' });
    assert.deepEqual((await newestOf(path)).causes[1], 'Restarted from build #3, stage Build');
  });

  it('says why it cannot be', async () => {
    await run('restartFromStage', pipeline);
    await person.message(/^pipeline #1 has no stage to restart from: Jenkins restarts only declarative Pipelines\./);
    await run('replayBuild', { ...jenkinsConnection, job: 'hello', number: 1 });
    await person.message(/^hello #1 is not a Pipeline build and cannot be replayed\./);
    await run('restartFromThisStage', { ...main, stageName: 'Nowhere' });
    await person.message(/^Could not restart .*api\/main #3 from Nowhere\..*not present in the top-level stages/);
    await run('replayBuild', { ...pipeline, number: 999 });
    await person.message(/^Could not load pipeline #999\./);
  });

  it('runs the same scripts without an editor; of a protected job after its name was typed', async () => {
    const settings = vscode.workspace.getConfiguration('jenkinsJira');
    await settings.update('protectedJobs', ['pipeline'], vscode.ConfigurationTarget.Global);
    const { number: before } = await newestOf('/job/pipeline');
    try {
      const replaying = run('replayBuild', second);
      await person.choose(/^Same Scripts$/);
      await person.enter(/pipeline is protected \(matches pipeline\)/, 'pipelin');
      await person.problem(/Type pipeline/);
      assert.equal((await newestOf('/job/pipeline')).number, before);
      await person.enter(/pipeline is protected \(matches pipeline\)/, 'pipeline');
      await replaying;
      const { number, causes } = await newestOf('/job/pipeline');
      assert.deepEqual([number, causes[1], tabs()], [before + 1, 'Replayed #2', []]);
    } finally {
      await settings.update('protectedJobs', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
