import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { markedSecrets } from '../demo/markedSecrets.ts';
import { activate, askJenkins, askJira, basicOf, demoJenkins, demoJira, order, until } from './demo.ts';
import { EchoServer, refusals } from './secrets/echo.ts';
import { filesIn, tracesIn } from './secrets/traces.ts';

const user = 'dev';
const words = 'Said with a marked secret.';

describe('a secret', () => {
  const foreign = createServer((req, res) => {
    foreignRequests.push(`${req.url} ${JSON.stringify(req.headers)}`);
    res.end();
  });
  const foreignRequests: string[] = [];
  const shown: string[] = [];
  let jenkins: EchoServer;
  let jira: EchoServer;
  let original: object[];
  const settings = () => vscode.workspace.getConfiguration('jenkinsJira');
  const restore: (() => void)[] = [];
  let draft: vscode.Uri | undefined;

  before(async () => {
    await activate();
    await new Promise<void>(done => foreign.listen(0, '127.0.0.1', done));
    const externalTransport = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
    jenkins = new EchoServer({
      demo: demoJenkins().url,
      authorization: basicOf(demoJenkins()),
      foreign: externalTransport,
    });
    jira = new EchoServer({ demo: demoJira().url, authorization: basicOf(demoJira()), foreign: externalTransport });
    const auth = { kind: 'apiToken', user };
    const marked = [
      { id: 'marked-jenkins', product: 'jenkins', name: 'Marked Jenkins', url: await jenkins.start(), auth },
      {
        ...{ id: 'marked-jira', product: 'jira', name: 'Marked Jira', url: await jira.start(), flavor: 'cloud' },
        auth: { kind: 'basic', user },
      },
    ];
    original = settings().get<object[]>('connections') ?? [];
    await settings().update('connections', [...original, ...marked], vscode.ConfigurationTarget.Global);
    for (const name of ['showErrorMessage', 'showWarningMessage', 'showInformationMessage'] as const) noteShown(name);
  });
  after(async () => {
    for (const each of restore) each();
    if (draft) await vscode.workspace.fs.delete(draft);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await settings().update('connections', original, vscode.ConfigurationTarget.Global);
    for (const each of [jenkins, jira]) each.close();
    foreign.close();
  });

  /** Collects messages; nobody answers them, as in all tests of this host. */
  function noteShown(name: 'showErrorMessage' | 'showWarningMessage' | 'showInformationMessage'): void {
    const real = vscode.window[name];
    const noted = (...given: unknown[]) => {
      shown.push(JSON.stringify(given));
      return Promise.resolve(undefined);
    };
    Object.assign(vscode.window, { [name]: noted });
    restore.push(() => Object.assign(vscode.window, { [name]: real }));
  }

  const run = (command: string, ...target: unknown[]) =>
    vscode.commands.executeCommand(`jenkinsJira.${command}`, ...target);
  const job = (name: string) => ({ connection: 'marked-jenkins', job: name });
  const issue = { connection: { id: 'marked-jira' }, key: 'PAY-431' };
  const buildsOf = async (name: string) =>
    ((await askJenkins(`/job/${name}/api/json?tree=nextBuildNumber`)) as { nextBuildNumber: number }).nextBuildNumber;

  async function writeComment(text: string): Promise<void> {
    await run('addComment', issue);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    draft = editor.document.uri;
    const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit(edit => edit.replace(all, text));
    await run('postComment', editor.document.uri);
  }

  async function allThatWorks(): Promise<void> {
    const before = await buildsOf('hello');
    await run('startBuild', job('hello'));
    await until('the build', async () => ((await buildsOf('hello')) > before ? true : undefined));
    await run('openLog', job('hello'));
    await run('openLogAsText');
    await writeComment(words);
    assert.ok(
      JSON.stringify(await askJira(`/rest/api/3/issue/${issue.key}/comment`)).includes(words),
      shown.join('\n'),
    );
    await run('openIssue', issue);
    await run('refresh');
    // Done, but the answer is lost: the trace is looked for.
    jenkins.losesAnswers = true;
    await run('startBuild', job('deploy-nowhere'));
    const again = await buildsOf('hello');
    await run('startBuild', job('hello'));
    await until('the traced build', async () => ((await buildsOf('hello')) > again ? true : undefined));
    jenkins.losesAnswers = false;
  }

  async function allThatIsRefused(): Promise<void> {
    for (const refusal of refusals) {
      jenkins.refusal = refusal;
      jira.refusal = refusal;
      await run('startBuild', job('hello'));
      await run('startBuild', job(`of ${markedSecrets['marked-jenkins']}`));
      await run('openLog', { ...job('hello'), number: 1 });
      await run('stopBuild', { ...job('hello'), number: 1 });
      await writeComment(`not ${words}`);
      await run('openIssue', { ...issue, key: 'OPS-121' });
      await run('refresh');
    }
    jenkins.refusal = undefined;
    jira.refusal = undefined;
  }

  it('is in no log, setting, state, clipboard, message, and on the wire to no other server', async function () {
    this.timeout(120_000);
    await allThatWorks();
    await allThatIsRefused();
    const folder = process.env['DEMO_USER_DATA'] ?? '';
    const logs = () => [...filesIn(folder)].filter(([name]) => name.endsWith('Jenkins & Jira.log'));
    await until('the log', () => (logs().some(([, text]) => text.includes('Could not start')) ? true : undefined));

    const both = Object.values(markedSecrets).map(secret => ({ secret, user }));
    const [ofJenkins, ofJira] = both;
    assert.ok(ofJenkins && ofJira);
    const own = tracesIn([['jenkins', JSON.stringify(jenkins.requests)]], [ofJenkins]);
    assert.notEqual(own.length, 0, 'the secret was in use');
    assert.deepEqual(tracesIn(filesIn(folder), both), []);
    assert.deepEqual(tracesIn([['clipboard', await vscode.env.clipboard.readText()]], both), []);
    assert.deepEqual(tracesIn([['messages', shown.join('\n')]], both), []);
    assert.deepEqual(foreignRequests, []);
    assert.deepEqual(tracesIn([['jira', JSON.stringify(jira.requests)]], [ofJenkins]), []);
    assert.deepEqual(tracesIn([['jenkins', JSON.stringify(jenkins.requests)]], [ofJira]), []);
    const demos = JSON.stringify(await order({ kind: 'seen' }));
    assert.deepEqual(tracesIn([['demo servers', demos]], [ofJira]), []);
    // What was kept out stands there as a mark: it was written, and looked at.
    assert.ok(logs().some(([, text]) => text.includes('•••')));
    assert.ok(shown.some(text => text.includes('•••')));
  });
});
