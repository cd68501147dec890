import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type * as vscode from 'vscode';
import type { Background } from '../../../src/workbench/shell/commands/background.ts';
import type { Editor } from '../../cases/editor/editor.ts';
import { extensionEditor } from '../../cases/editor/extension.ts';
import type { Panel } from '../../cases/editor/panel.ts';
import { Uri } from '../../cases/editor/uri.ts';
import { type DemoJenkins, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { type DemoJira, startDemoJira } from '../../servers/jira/index.ts';

describe('a page that cannot be drawn', () => {
  let editor: Editor;
  let jira: DemoJira;
  let jenkins: DemoJenkins;

  before(async () => {
    editor = await extensionEditor();
    jira = await startDemoJira({ flavor: 'cloud' });
    jenkins = await startDemoJenkins({ seed: 'demo' });
    connect();
  });
  after(async () => {
    editor.set('jenkinsJira.connections', []);
    await jira.close();
    await jenkins.close();
  });
  afterEach(() => {
    for (const panel of editor.panels.splice(0)) panel.close();
  });

  function connect(...but: readonly string[]): void {
    const all = [
      {
        id: 'demoJira',
        product: 'jira',
        flavor: 'cloud',
        url: jira.url,
        auth: { kind: 'basic', user: 'fred@example.com' },
      },
      { id: 'jenkins', product: 'jenkins', url: jenkins.url, auth: { kind: 'apiToken', user: 'dev' } },
    ].map(each => ({ ...each, name: each.id }));
    editor.set(
      'jenkinsJira.connections',
      all.filter(({ id }) => !but.includes(id)),
    );
  }

  async function opened(): Promise<Panel> {
    for (let waited = 0; editor.panels.length === 0 && waited < 400; waited++) await new Promise(r => setTimeout(r, 5));
    const panel = editor.panels.at(-1);
    assert.ok(panel);
    return panel;
  }

  const until = async (panel: Panel, shows: RegExp) => {
    for (let waited = 0; !shows.test(panel.html) && waited < 400; waited++) await new Promise(r => setTimeout(r, 5));
    assert.match(panel.html, shows);
  };
  const content = async (panel: Panel, shows: RegExp) => {
    for (let waited = 0; !shows.test(panel.content) && waited < 400; waited++) await new Promise(r => setTimeout(r, 5));
    assert.match(panel.content, shows);
    return panel.content;
  };

  describe('of an issue', () => {
    async function open(): Promise<Panel> {
      await editor.execute('jenkinsJira.openIssue', { connection: { id: 'demoJira' }, key: 'PAY-431' });
      return opened();
    }
    const refuse = (status: number, body: string) =>
      jira.answerOnce({ path: /\/issue\/PAY-431\?/ }, (_, res) =>
        res.writeHead(status, { 'content-type': 'application/json' }).end(body),
      );

    for (const [kind, status, body, reason] of [
      ['its server refuses', 403, '{"errorMessages":["Not for you"]}', /Could not load the issue\. /],
      ['the answer has no issue', 200, '{}', /Could not load the issue\. .*sent an unexpected response/],
    ] as const) {
      it(`says so when ${kind}, and Try Again reads it`, async () => {
        refuse(status, body);
        const panel = await open();
        const problem = await content(panel, /Could not/);
        assert.match(problem, reason);
        assert.match(problem, /<button type="button" data-command="refreshIssue">Try Again<\/button>/);
        panel.say({ command: 'refreshIssue' });
        assert.match(await content(panel, /<h1/), /Refuse expired cards/);
      });
    }

    it('keeps the earlier content above which it says so', async () => {
      const panel = await open();
      await content(panel, /<h1/);
      refuse(403, '{}');
      panel.say({ command: 'refreshIssue' });
      assert.match(await content(panel, /Could not/), /Try Again[\s\S]*Refuse expired cards/);
    });

    it('says that its connection is gone, and reads it when that is back', async () => {
      const panel = await open();
      await content(panel, /<h1/);
      connect('demoJira');
      panel.say({ command: 'refreshIssue' });
      assert.match(await content(panel, /was removed/), /Try Again/);
      connect();
      panel.messages.length = 0;
      panel.say({ command: 'refreshIssue' });
      await content(panel, /<h1/);
    });

    it('reports a button whose work fails', async () => {
      const panel = await open();
      await content(panel, /<h1/);
      editor.messages.length = 0;
      panel.say({ command: 'openLog', argument: 'no JSON' });
      for (let waited = 0; editor.messages.length === 0 && waited < 200; waited++)
        await new Promise(r => setTimeout(r, 5));
      assert.match(editor.messages.join(), /JSON/);
    });
  });

  describe('of a log', () => {
    async function open(): Promise<Panel> {
      const { logUri, logViewType } = await import('../../../src/workbench/jenkins/logs/logUri.ts');
      const connection = { id: 'jenkins' };
      const uri = logUri({ connection, job: 'hello', number: 1 } as Parameters<typeof logUri>[0]) as unknown as Uri;
      await editor.execute('vscode.openWith', uri, logViewType);
      return opened();
    }

    it('says that its connection is gone, and opens it when that is back', async () => {
      connect('jenkins');
      const panel = await open();
      assert.match(panel.html, /The connection of this log was removed\.[\s\S]*data-command="tryAgain">Try Again</);
      panel.say({ command: 'tryAgain' });
      assert.match(panel.html, /was removed/);
      connect();
      panel.say({ command: 'tryAgain' });
      assert.match(panel.html, /data-words/);
      panel.say({ kind: 'ready' });
      assert.ok(await panel.heard(({ kind }) => kind === 'status'));
    });

    it('says why its script has failed, and starts it again', async () => {
      const panel = await open();
      panel.say({ kind: 'ready' });
      await panel.heard(({ kind }) => kind === 'status');
      panel.say({ kind: 'broken', text: 'rows is <undefined>' });
      await until(panel, /Could not show the log\. .*rows is &lt;undefined&gt;[\s\S]*Try Again/);
      panel.messages.length = 0;
      panel.say({ command: 'tryAgain' });
      assert.match(panel.html, /data-words/);
      panel.say({ kind: 'ready' });
      assert.ok(await panel.heard(({ kind }) => kind === 'status'));
    });

    it('says so when its rows cannot be read, and draws them when they can', async () => {
      const { RowFeed } = await import('../../../src/workbench/jenkins/logs/rowFeed.ts');
      const { RowMap } = await import('../../../src/logs/rowMap.ts');
      const error = new Error('EIO');
      let fails = true;
      const spool = {
        written: 0,
        get index() {
          if (fails) throw error;
          return { lines: 0 };
        },
      };
      const told: unknown[] = [];
      const feed = new RowFeed({
        document: { spool, phase: { kind: 'finished' } } as never,
        rowMap: new RowMap(),
        post: async ({ kind }) => told.push(kind) > 0,
        search: () => undefined,
        errorIn: () => undefined,
        background: await quietBackground(),
        showProblem: problem => told.push(problem),
      });
      feed.begin();
      await new Promise(r => setTimeout(r, 5));
      assert.deepEqual(told, [{ error }]);
      fails = false;
      feed.refresh();
      await new Promise(r => setTimeout(r, 5));
      assert.deepEqual(told.slice(1), ['rows', undefined]);
    });
  });

  describe('of a draft', () => {
    it('says so when the draft cannot be read or shown, and Try Again shows it', async () => {
      const { CommentPreview } = await import('../../../src/workbench/jira/comments/commentPreview.ts');
      const { draftUri } = await import('../../../src/workbench/jira/issues/draftUri.ts');
      const problems: (Error | undefined)[] = [new Error('the draft is broken'), undefined];
      const detailsOf = async () => {
        const problem = problems.shift();
        if (problem) throw problem;
        return {};
      };
      const uri = draftUri({ key: 'PAY-431', connection: { id: 'demoJira' } });
      let connection: object | undefined = { id: 'demoJira', flavor: 'cloud' };
      const preview = new CommentPreview({
        scheme: 'jira-comment',
        subjectOf: () => ({ title: 'PAY-431', connection: connection as never }),
        files: { detailsOf },
        extension: Uri.file('/') as never,
        background: await quietBackground(),
      });
      await preview.show({ uri, getText: () => '**Bold** words' } as unknown as vscode.TextDocument);
      const panel = await opened();
      await until(panel, /Could not show the preview\. .*the draft is broken[\s\S]*data-command="tryAgain">Try Again</);
      assert.match(panel.html, /script-src/);
      panel.say({ command: 'tryAgain' });
      await until(panel, /<strong>Bold<\/strong> words/);
      assert.doesNotMatch(panel.html, /script-src/);
      connection = undefined;
      await preview.show({ uri, getText: () => '' } as unknown as vscode.TextDocument);
      await until(panel, /The connection of this draft was removed\.[\s\S]*Try Again/);
      preview.dispose();
    });
  });
});

/** Background in which nothing may be reported. */
async function quietBackground(): Promise<Background> {
  const { Background } = await import('../../../src/workbench/shell/commands/background.ts');
  return new Background({ report: async error => assert.fail(String(error)) }, { warn: () => undefined });
}
