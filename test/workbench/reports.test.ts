import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import { type DemoJenkins, demoUsers as jenkinsUsers, startDemoJenkins } from '../servers/jenkins/index.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { type DemoJira, demoUsers, startDemoJira } from '../servers/jira/index.ts';
import { type FaultInjector, startFaultInjector } from '../servers/wire/faultInjector.ts';
import { activate, until } from './demo.ts';
import { draftFolder } from './draftFiles.ts';
import { Person } from './person.ts';

const key = 'PAY-436';
const job = `check-${key}`;
const jenkinsId = 'own-jenkins';

for (const flavor of ['cloud', 'dataCenter'] as const) {
  describe(`a build is told to its issue, ${flavor}`, () => {
    const site = `own-${flavor}`;
    const settings = () => vscode.workspace.getConfiguration('jenkinsJira');
    const run = (command: string, ...given: unknown[]) =>
      vscode.commands.executeCommand(`jenkinsJira.${command}`, ...given);
    let original: unknown;
    let person: Person;
    let jenkins: DemoJenkins;
    let jira: DemoJira;
    let relay: FaultInjector;

    before(async () => {
      await activate();
      jenkins = await startDemoJenkins({ seed: 'empty', pace: 50 });
      jira = await startDemoJira({ flavor });
      relay = await startFaultInjector({ port: Number(new URL(jira.url).port) });
      const plan = () => ({ steps: [], result: 'SUCCESS' as const });
      const made = newJob('freestyle', job, jenkins.state.root, { plan });
      for (const ago of [30, 20, 10]) addPastBuild(jenkins.state, made, { ago, duration: 1 });
      original = settings().inspect('connections')?.globalValue;
      const fred = flavor === 'cloud' ? { kind: 'basic', user: demoUsers.fred.emailAddress } : { kind: 'bearer' };
      const dev = { kind: 'apiToken', user: jenkinsUsers.dev.id };
      const connections = [
        { id: jenkinsId, product: 'jenkins', name: 'Own Jenkins', url: jenkins.url, auth: dev },
        { id: site, product: 'jira', name: 'Own Jira', url: `http://127.0.0.1:${relay.port}`, flavor, auth: fred },
      ];
      await settings().update('connections', connections, vscode.ConfigurationTarget.Global);
      person = new Person();
    });
    afterEach(() => person.told.splice(0));
    after(async () => {
      person.leave();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await settings().update('connections', original, vscode.ConfigurationTarget.Global);
      await Promise.all([relay.close(), jira.close(), jenkins.close()]);
    });

    const comments = () =>
      jira.state
        .commentsOf(key)
        .map(({ body }) => JSON.stringify(body))
        .filter(text => text.includes(job));
    const isReport = (editor: vscode.TextEditor | undefined) => editor?.document.uri.scheme === 'jenkins-report';
    const outbox = join(draftFolder, '../outbox', site);
    const waiting = () => (existsSync(outbox) ? readdirSync(outbox).filter(name => name.endsWith('.txt')).length : 0);

    /** Reports a build, with a text in place of that of the template. */
    async function report(number: number, text?: string): Promise<void> {
      void run('reportBuild', { connection: jenkinsId, job, number });
      await person.choose(new RegExp(`^${key}`));
      const editor = await until('the report', () => {
        const { activeTextEditor: shown } = vscode.window;
        return isReport(shown) ? shown : undefined;
      });
      const { document } = editor;
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      if (text !== undefined) await editor.edit(edit => edit.replace(all, text));
      // A second sending within a second is a double click, and ignored.
      await until('the end of the editor', async () => {
        await run('sendReport', document.uri);
        return isReport(vscode.window.activeTextEditor) ? undefined : true;
      });
    }

    it('by a comment, which another report changes', async () => {
      await report(1);
      await person.message(new RegExp(`${job} #1 reported on ${key}\\. \\[Change Status…\\]`));
      assert.match(comments().join(), /passed/);
      await report(1, 'Seen again');
      await person.message(/reported on PAY-436 \(the comment was changed\)/);
      assert.equal(jira.state.commentsOf(key).filter(({ body }) => /Seen again/.test(JSON.stringify(body))).length, 1);
      assert.equal(comments().length, flavor === 'cloud' ? 0 : 1, 'a Data Center knows it by its first line');
    });

    it('in its order, once Jira is back', async () => {
      const before = jira.state.commentsOf(key).length;
      const back = await relay.refuse();
      await report(2, 'The second');
      await person.message(/#2 is reported on PAY-436 as soon as Jira takes it/);
      assert.deepEqual([waiting(), jira.state.commentsOf(key).length], [1, before]);
      await back();
      await report(3, 'The third');
      await person.message(/#3 reported on PAY-436/);
      const texts = jira.state.commentsOf(key).map(({ body }) => /The (second|third)/.exec(JSON.stringify(body))?.[1]);
      assert.deepEqual([texts.slice(before), waiting()], [['second', 'third'], 0]);
    });

    it('by a bug of a failed test', async () => {
      const test = {
        ...{ name: 'refuses', className: 'payments.CardTest', message: 'expected REFUSED', stackTrace: 'at Card:7' },
        ...{ failedSince: 1, blocks: [] },
      };
      void run('createBugFromTest', { connection: jenkinsId, job, number: 3, test });
      await person.choose(/^Payments/);
      await person.choose(/^Bug/);
      await person.choose(/^Create/);
      const summary = 'Test failed: payments.CardTest › refuses';
      const bug = await until('the bug', () => jira.state.issues.find(issue => issue.summary === summary));
      assert.match(JSON.stringify(bug.description), /expected REFUSED.*at Card:7/);
    });

    it('no more where its connection is removed, with what waits for it', async () => {
      const back = await relay.refuse();
      await report(2, 'Too late');
      await person.message(/#2 is reported on PAY-436 as soon as Jira takes it/);
      assert.equal(waiting(), 1);
      person.buttons.push('Remove');
      await run('removeConnection', site);
      await person.message(/reports that wait to be sent are also deleted: PAY-436 · check-PAY-436 #2/);
      assert.equal(waiting(), 0);
      await back();
    });
  });
}
