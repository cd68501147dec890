import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { BoxPerson } from './boxes.ts';
import { activate, askJenkins, demoJenkins, demoJira, jenkinsConnection, until } from './demo.ts';

describe('calls as code, and curl as a call', () => {
  const person = new BoxPerson();

  before(async () => {
    await activate();
    person.sitDown();
  });
  after(() => person.leave());
  afterEach(() => {
    person.told.length = 0;
  });

  const open = async (language: string, content: string, cursor = '') => {
    const document = await vscode.workspace.openTextDocument({ language, content });
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    const position = document.positionAt(Math.max(content.indexOf(cursor), 0));
    editor.selection = new vscode.Selection(position, position);
    return document;
  };
  const answer = (before: vscode.TextDocument) =>
    until('the answer', () => {
      const shown = vscode.window.activeTextEditor?.document;
      return shown && shown !== before ? shown.getText() : undefined;
    });
  const run = () => vscode.commands.executeCommand('jenkinsJira.runCurl');

  it('inserts a call at the cursor, in the language of the file first', async () => {
    const document = await open('python', '# here:\n\n', '\n\n');
    const inserting = vscode.commands.executeCommand('jenkinsJira.insertCode', { ...jenkinsConnection, job: 'hello' });
    await person.choose('Select the call', 'Start Build');
    await person.choose('Select the language', 'Python (requests)');
    await inserting;
    assert.match(document.getText(), /^# here:# Starts a build of hello on .*\n[\s\S]*import requests\n/);
    assert.ok(!document.getText().includes(demoJenkins().secret));
  });

  it('runs a curl line of a Jenkinsfile with the login of the connection, and opens the answer', async () => {
    const line = `sh "curl -sk -u dev:wrong \${env.BASE}/job/hello/api/json?tree=name"`;
    const document = await open('groovy', `node {\n  ${line}\n}\n`, 'curl');
    person.wants('Send');
    const running = run();
    await person.enter('Value of the variable BASE', demoJenkins().url);
    await running;
    assert.match(person.told.join(), /^Send GET to /);
    assert.match(await answer(document), /"name":\s*"hello"/);
  });

  it('sends a change by the door for writes, once', async () => {
    const url = `${demoJira().url}/rest/api/3/issue/PAY-431/worklog`;
    const document = await open('shellscript', `curl -X POST -d '{"timeSpent":"5m"}' \\\n  ${url}\n`);
    person.wants('Send');
    await run();
    assert.match(await answer(document), /"timeSpentSeconds": 300/);
  });

  it('shows the status of the answer, and where it leads', async () => {
    const document = await open(
      'shellscript',
      `curl -f -X POST -u "$USER:$(cat token)" ${demoJenkins().url}/job/hello/build`,
    );
    person.wants('Send');
    await run();
    assert.match(await answer(document), /^201 \S+\/queue\/item\/\d+\//);
  });

  it('sends nothing without a connection at that address, or against its will', async () => {
    await open('shellscript', 'curl -u a:b http://elsewhere.example/x');
    await run();
    assert.match(person.told.join(), /No connection is at http:\/\/elsewhere\.example/);
    person.wants();
    const next = () => askJenkins('/job/hello/api/json?tree=nextBuildNumber,inQueue');
    const before = await next();
    await open('shellscript', `curl -X POST ${demoJenkins().url}/job/hello/build`);
    await run();
    assert.match(person.told.join(), /Send POST to/);
    assert.deepEqual(await next(), before);
  });

  it('names what it refuses', async () => {
    await open('shellscript', `curl -d @secret.txt ${demoJenkins().url}/job/hello/build`);
    await run();
    assert.match(person.told.join(), /-d would send the content of a file/);
    await open('shellscript', `curl -X PATCH ${demoJenkins().url}/job/hello/build`);
    await run();
    assert.match(person.told.join(), /method PATCH are not sent/);
  });

  const warnings = (document: vscode.TextDocument) =>
    vscode.languages.getDiagnostics(document.uri).filter(({ code }) => code === 'secret-in-the-open');

  it('warns of a secret in a script, tells whose it is without showing it, and puts a variable into its place', async () => {
    const { secret } = demoJenkins();
    const document = await open('shellscript', `curl -u dev:${secret} http://ci.example/\n`);
    const [warning] = await until('the warning', () =>
      warnings(document).length > 0 ? warnings(document) : undefined,
    );
    assert.match(warning?.message ?? '', /^The secret of the connection .* stands here in the open\./);
    assert.ok(!warning?.message.includes(secret));
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      warning?.range,
    );
    const fix = actions.find(({ title }) => title === 'Use the environment variable JENKINS_TOKEN');
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    await vscode.workspace.applyEdit(fix.edit);
    assert.equal(document.getText(), `curl -u dev:"\${JENKINS_TOKEN}" http://ci.example/\n`);
    await until('no warning', () => (warnings(document).length === 0 ? true : undefined));
  });

  it('offers withCredentials in a Jenkinsfile, and warns of nothing when that is switched off', async () => {
    const document = await open('groovy', `node {\n  sh 'curl -u dev:s3cret-word http://ci.example/'\n}\n`);
    const [warning] = await until('the warning', () =>
      warnings(document).length > 0 ? warnings(document) : undefined,
    );
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      warning?.range,
    );
    assert.ok(
      actions.some(({ title }) => /withCredentials/.test(title)),
      actions.map(({ title }) => title).join(),
    );
    const settings = vscode.workspace.getConfiguration('jenkinsJira');
    await settings.update('secretsInTheOpen', false, vscode.ConfigurationTarget.Global);
    await until('no warning', () => (warnings(document).length === 0 ? true : undefined));
    await settings.update('secretsInTheOpen', undefined, vscode.ConfigurationTarget.Global);
    await until('the warning', () => (warnings(document).length > 0 ? true : undefined));
  });

  it('leaves files of ignored folders alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jj-secrets-'));
    const inFolder = async (name: string) => {
      await mkdir(join(folder, name));
      const file = join(folder, name, 'a.sh');
      await writeFile(file, 'curl -u dev:s3cret-word http://ci.example/\n');
      return vscode.workspace.openTextDocument(file);
    };
    const ignored = await inFolder('node_modules');
    const other = await inFolder('scripts');
    await until('the warning', () => (warnings(other).length > 0 ? true : undefined));
    assert.deepEqual(warnings(ignored), []);
    await rm(folder, { recursive: true });
  });

  it('writes the call of a URL that restrictions are to be tested by, by its method', async () => {
    const document = await open('jira-token-restrictions', '[post]https://jira.example.com/.*');
    const url = `${demoJira().url}/rest/api/3/issue?a[0]=1`;
    for (const [method, wanted] of [
      ['POST', /--data-raw '\{\}'/],
      ['GET', /a%5B0%5D=1'\n$/],
    ] as const) {
      const copying = vscode.commands.executeCommand('jenkinsJira.copyAsCode');
      await person.enter('Full URL on a connected Jira', url);
      await person.choose('HTTP method of the request', method);
      await person.choose('Select the language', 'curl');
      await copying;
      assert.match(await vscode.env.clipboard.readText(), wanted);
    }
    assert.ok(document);
  });

  it('looks through a file of requests by its name, without an extension that knows it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jj-requests-'));
    const file = join(folder, 'calls.http');
    await writeFile(file, 'GET http://ci.example/\nAuthorization: Bearer abcdef0123456789\n');
    const document = await vscode.workspace.openTextDocument(file);
    await until('the warning', () => (warnings(document).length > 0 ? true : undefined));
    await rm(folder, { recursive: true });
  });

  it('generates restrictions for the calls of a script alone', async () => {
    const script = 'curl -X POST -d x "$JIRA/rest/api/2/issue/$KEY/comment"\ncurl "$JIRA/rest/api/2/myself"\n';
    const document = await open('shellscript', script);
    const generating = vscode.commands.executeCommand('jenkinsJira.generateFromScript');
    await person.enter('Address of Jira', 'https://jira.example.com');
    await generating;
    const rules = (await answer(document)).trim().split('\n');
    assert.equal(rules.length, 2);
    assert.match(rules.join(), /^\[get\]https:\/\/jira\\\.example\\\.com\/rest\/api\/2\/myself.*,\[post\].*\/comment/);
  });
});
