import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { Claims } from '../../../../../src/base/claims.ts';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import type { OutboxView, ReportOutbox } from '../../../../../src/workbench/together/reporting/reportOutbox.ts';
import type { messageIn } from '../../../../../src/workbench/together/reporting/waitingNodes.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { Uri } from '../../../../cases/editor/uri.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';
import { until } from '../../../fixtures/until.ts';

const key = 'PAY-436';
const address = 'https://ci.example.com/job/main/51/';
const report = {
  ...{ build: { jenkins: 'ci', job: 'main', number: 51 }, issue: { site: 'jira', key } },
  text: `[main #51](${address}) failed`,
  details: {
    ...{ address, startedAt: Date.now() - 60_000, result: 'failed', issues: [{ site: 'jira', key }] },
    ...{ link: false, quiet: false, passed: false, fields: [], wanted: [], steps: [] },
  },
};

describe('reports that wait', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter, relayed: true });
  let editor: Editor;
  let folder: string;
  let url = 'https://jira.example.com';
  let open: () => Promise<Window>;
  let messageOf: typeof messageIn;
  const opened: ReportOutbox[] = [];

  /** Window of the editor: its outbox, and the lines that it shows. */
  interface Window {
    readonly outbox: ReportOutbox;
    readonly lines: () => string[];
    readonly first: () => unknown;
    readonly badge: () => number | undefined;
  }

  before(async () => {
    editor = await extensionEditor();
    const module = await import('../../../../../src/workbench/together/reporting/reportOutbox.ts');
    messageOf = (await import('../../../../../src/workbench/together/reporting/waitingNodes.ts')).messageIn;
    open = async () => {
      let shown: Parameters<OutboxView['show']> = [[], undefined];
      const connection = { id: 'jira', product: 'jira', name: 'Jira', flavor: JiraFlavor.dataCenter };
      const outbox: ReportOutbox = new module.ReportOutbox({
        store: { findJira: () => ({ ...connection, url }) },
        sessions: { jira: () => demo.session },
        claims: new Claims(join(folder, 'claims')),
        changes: { notify: () => undefined },
        background: { quietly: (_: string, work: () => unknown) => void work(), run: (work: () => unknown) => work() },
        outboxView: { show: (...given: typeof shown) => (shown = given) },
        outboxFolder: Uri.file(join(folder, 'outbox')),
      } as never);
      opened.push(outbox);
      const nodes = () => shown[0].flatMap(root => root.staticChildren?.() ?? []);
      const lines = () => nodes().map(node => `${node.item().label}: ${node.item().description}`);
      return { outbox, lines, first: () => nodes()[0], badge: () => shown[1]?.value };
    };
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jj-outbox-'));
    editor.messages.length = 0;
  });
  afterEach(() => {
    for (const outbox of opened.splice(0)) outbox.dispose();
    rmSync(folder, { recursive: true, force: true });
  });
  after(() => void editor.messages.splice(0));

  const comments = () => demo.jira.state.commentsOf(key).length;
  const message = (window: Window) => {
    const found = messageOf(window.first());
    assert.ok(found);
    return found;
  };

  it('stand in each window with their reason, and are sent once Jira is back', async () => {
    const known = comments();
    const [one, other] = [await open(), await open()];
    const back = await demo.relay.refuse();
    assert.equal((await one.outbox.send(report, true)).kind, 'away');
    assert.match(one.lines().join(), /^PAY-436 · main #51: waiting, .*Connection refused/);
    assert.equal(one.badge(), 1);
    const later = await open();
    await until(() => later.lines().length === 1);
    await back();
    await Promise.all([one, other].map(({ outbox }) => outbox.sendWaiting(message(later))));
    assert.equal(comments(), known + 1);
    await later.outbox.sendWaiting(message(later));
    assert.deepEqual([later.lines(), later.badge(), comments()], [[], undefined, known + 1]);
    const told = editor.messages
      .splice(0)
      .filter(text => text !== 'Another window is sending this report, or has sent it.');
    assert.deepEqual(told, ['main #51 reported on PAY-436.']);
  });

  it('are sent with those before them when a person says so, be it before their time', async () => {
    const window = await open();
    const back = await demo.relay.refuse();
    await window.outbox.send(report, true);
    const first = message(window);
    await back();
    const issue = { site: 'jira', key: 'PAY-431' };
    const next = { ...report, issue, details: { ...report.details, issues: [issue] } };
    assert.equal((await window.outbox.send(next, true)).kind, 'behind');
    await window.outbox.sendWaiting({ ...first, key: issue.key, name: first.name.replace(key, issue.key) });
    assert.deepEqual(window.lines(), []);
  });

  it('are not sent to another address of their connection', async () => {
    const window = await open();
    const back = await demo.relay.refuse();
    await window.outbox.send(report, true);
    await back();
    url = 'https://elsewhere.example.com';
    await window.outbox.sendWaiting(message(window));
    assert.match(window.lines().join(), /Jira has another address now: .*elsewhere.*Edit the report of PAY-436/);
  });

  it('find the fields that could not be read, once Jira is back', async () => {
    const window = await open();
    const back = await demo.relay.refuse();
    const wanted = [{ ...report.issue, name: 'Priority', value: 'lowest', others: [] }];
    await window.outbox.send({ ...report, details: { ...report.details, wanted } }, false);
    await back();
    await window.outbox.sendWaiting(message(window));
    assert.deepEqual([demo.jira.state.issue(key)?.priorityId, window.lines()], ['5', []]);
    assert.deepEqual(editor.messages.splice(0), ['main #51 reported on PAY-436 (Priority: Lowest).']);
  });

  it('leave a refused report to its draft', async () => {
    demo.jira.answerOnce({ method: 'POST', path: /comment/ }, (_, res) => res.writeHead(403).end('{}'));
    const window = await open();
    assert.equal((await window.outbox.send(report, true)).kind, 'refused');
    assert.deepEqual([window.lines(), comments()], [[], demo.jira.state.commentsOf(key).length]);
  });

  it('keep one that was refused, where it was reported by itself', async () => {
    const { ReportTexts } = await import('../../../../../src/workbench/together/reporting/reportTexts.ts');
    demo.jira.answerOnce({ method: 'POST', path: /comment/ }, (_, res) => res.writeHead(403).end('{}'));
    const window = await open();
    const { outbox, lines } = window;
    const reported: unknown[] = [];
    const background = { run: () => undefined, report: (error: unknown) => reported.push(error) };
    const deps = { outbox, background, store: { findJira: () => undefined } } as never;
    const texts = new ReportTexts(
      deps,
      async () => undefined,
      async () => undefined,
    );
    await texts.send({ connection: { id: 'ci' }, job: 'main', number: 51 } as never, report);
    assert.match(lines().join(), /^PAY-436 · main #51: refused: /);
    await outbox.edit(message(window), async () => false);
    assert.match(lines().join(), /refused: /);
    assert.match(String(reported), /the report is kept/);
  });

  it('are dropped where their draft was sent without their issue', async () => {
    const { ReportTexts } = await import('../../../../../src/workbench/together/reporting/reportTexts.ts');
    const { toJson } = await import('../../../../../src/workbench/together/reporting/reportDetails.ts');
    const window = await open();
    const { outbox, lines } = window;
    const back = await demo.relay.refuse();
    await outbox.send(report, true);
    await outbox.edit(message(window), async () => true);
    await back();
    const unused = async () => undefined;
    const texts = new ReportTexts(
      { outbox, background: { run: () => undefined }, store: { findJira: () => undefined } } as never,
      unused,
      unused,
    );
    const build = { connection: { id: 'ci' }, job: 'main', number: 51 } as never;
    const details = toJson({ ...report.details, issues: [{ site: 'jira', key: 'PAY-431' }] });
    const known = comments();
    assert.equal(
      await texts.apply(build, { text: report.text, details, base: '' }, Uri.file('/report') as never),
      true,
    );
    await texts.removed(build);
    assert.deepEqual([lines(), comments()], [[], known]);
    assert.deepEqual(editor.messages.splice(0), ['PAY-436 · main #51 was dropped, as its issue was deselected.']);
  });

  it('change no comment that a person wrote while they waited, where they are sent by themselves', async () => {
    const { ReportTexts } = await import('../../../../../src/workbench/together/reporting/reportTexts.ts');
    const window = await open();
    const back = await demo.relay.refuse();
    const unused = async () => undefined;
    const deps = { outbox: window.outbox, background: { run: () => undefined }, store: { findJira: () => undefined } };
    const texts = new ReportTexts(deps as never, unused, unused);
    await texts.send({ connection: { id: 'ci' }, job: 'main', number: 51 } as never, report);
    const words = `[main #51|${address}] failed as the disk was full`;
    demo.jira.state.addComment(key, 'fred', words);
    await back();
    await window.outbox.sendWaiting(message(window));
    assert.equal(demo.jira.state.commentsOf(key).at(-1)?.body, words);
    const told = 'main #51 reported on PAY-436 (the comment was there already).';
    assert.deepEqual([editor.messages.splice(0), window.lines()], [[told], []]);
  });

  it('offer another status for issues of a build that passed alone', async () => {
    const { ReportTexts } = await import('../../../../../src/workbench/together/reporting/reportTexts.ts');
    const { outbox } = await open();
    const background = { run: (work: () => unknown) => void work() };
    const deps = { outbox, background, store: { findJira: () => ({ id: 'jira' }) } } as never;
    const unused = async () => undefined;
    const texts = new ReportTexts(deps, unused, unused);
    const asked: unknown[] = [];
    editor.execute = async (name, issue) => void asked.push(name, (issue as { key: string }).key);
    editor.press('Change Status…');
    for (const passed of [false, true]) {
      await texts.send({ connection: { id: 'ci' }, job: 'main', number: 51 } as never, {
        ...report,
        details: { ...report.details, passed },
      });
      await until(() => editor.messages.length > 0);
      assert.match(editor.messages.splice(0).join(), /^main #51 reported on PAY-436/);
      assert.deepEqual(asked, passed ? ['jenkinsJira.changeStatus', key] : []);
    }
    Reflect.deleteProperty(editor, 'execute');
  });

  it('are as they were once their drop is undone', async () => {
    const window = await open();
    const back = await demo.relay.refuse();
    await window.outbox.send(report, true);
    await window.outbox.edit(message(window), async () => true);
    const [before, { since }] = [window.lines(), message(window)];
    editor.press('Undo');
    await window.outbox.drop(message(window));
    assert.deepEqual([window.lines(), message(window).since], [before, since]);
    await back();
  });

  it('wait again once they are not edited any more', async () => {
    const window = await open();
    const back = await demo.relay.refuse();
    await window.outbox.send(report, true);
    await window.outbox.edit(message(window), async () => false);
    assert.match(window.lines().join(), /waiting/);
    const broken = window.outbox.edit(message(window), () => Promise.reject(new Error('no disk')));
    await assert.rejects(broken, /no disk/);
    assert.match(window.lines().join(), /waiting/);
    await window.outbox.edit(message(window), async () => true);
    await window.outbox.release({ connection: { id: 'ci' }, job: 'main', number: 5 } as never);
    assert.match(window.lines().join(), /being edited/);
    await window.outbox.release({ connection: { id: 'ci' }, job: 'main', number: 51 } as never);
    assert.match(window.lines().join(), /waiting/);
    assert.deepEqual(editor.messages.splice(0), ['PAY-436 · main #51 is sent as it was before its edit.']);
    await window.outbox.edit({ ...message(window), content: {} }, async () => true);
    assert.match(window.lines().join(), /waiting/);
    assert.deepEqual(editor.messages.splice(0), ['The values of this report cannot be read.']);
    await back();
  });

  it('go with the connection of their site, and leave nothing to be loaded for', async () => {
    const { register } = await import('../../../../../src/workbench/together/reporting/index.ts');
    const nothing = () => ({ dispose: () => undefined });
    const { messages } = register({
      context: { globalStorageUri: Uri.file(folder) },
      ...{ tracker: { onDidChange: nothing }, commands: { registerLater: nothing } },
      drafts: { register: nothing, onDidChange: nothing },
      background: { quietly: () => undefined },
    } as never);
    const window = await open();
    const back = await demo.relay.refuse();
    await window.outbox.send(report, true);
    assert.ok(await messages());
    assert.deepEqual(
      [await window.outbox.titles('jira'), await window.outbox.titles('other')],
      [['PAY-436 · main #51'], []],
    );
    await window.outbox.removeAll('other');
    assert.equal(window.lines().length, 1);
    await window.outbox.removeAll('jira');
    assert.deepEqual([window.lines(), await messages()], [[], false]);
    await back();
  });

  it('are held while they are edited, and dropped', async () => {
    const window = await open();
    const back = await demo.relay.refuse();
    await window.outbox.send(report, true);
    const edited: string[] = [];
    await window.outbox.edit(message(window), async ({ text }) => edited.push(text) > 0);
    assert.deepEqual(edited, [report.text]);
    assert.match(window.lines().join(), /being edited/);
    const dropping = window.outbox.drop(message(window));
    await until(() => window.lines().length === 0);
    await dropping;
    await back();
  });
});
