import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import * as vscode from 'vscode';
import { BaseUrl, HttpClient, UndiciTransport } from '../../src/http/index.ts';
import { type Build, JenkinsSecretKind, JenkinsSession, jenkinsLogin } from '../../src/jenkins/index.ts';
import type { Sessions } from '../../src/workbench/connections/sessions/sessions.ts';
import { type JenkinsConnection, Product } from '../../src/workbench/connections/settings/connection.ts';
import type { BranchBuild } from '../../src/workbench/jenkins/branches/branchBuilds.ts';
import { TestingFeature } from '../../src/workbench/jenkins/testing/testingFeature.ts';
import { longestBlock } from '../longestBlock.ts';
import { backgroundInto } from './background.ts';
import { demoJenkins, order, until } from './demo.ts';

/** Outcomes that a run told, by the labels of its items. */
interface Told {
  readonly name: string | undefined;
  readonly persist: boolean | undefined;
  readonly preserveFocus: boolean;
  readonly outcomes: Map<string, string | vscode.TestMessage>;
  isEnded: boolean;
}

describe('the tests of the branch’s last build', () => {
  const { user, secret, url } = demoJenkins();
  const auth = { user, kind: JenkinsSecretKind.apiToken };
  const connection: JenkinsConnection = { id: 'demo', product: Product.jenkins, name: 'Demo', url, auth };
  const http = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'test' });
  const session = new JenkinsSession(http, async () => jenkinsLogin({ ...auth, secret }));
  /** Answers of a Jenkins of this test alone. */
  let answer: ((path: string) => object) | undefined;
  const scripted = { getObject: async (path: string) => answer?.(decodeURIComponent(path)) ?? {} };
  const sessions = { jenkins: () => (answer ? scripted : session) } as unknown as Sessions;
  const root = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/');
  const folder = vscode.Uri.joinPath(root, 'testing');
  const real = vscode.tests.createTestController;
  const told: Told[] = [];
  const controllers: vscode.TestController[] = [];
  let feature: TestingFeature;

  before(async () => {
    Object.assign(vscode.tests, {
      createTestController: (...given: Parameters<typeof real>) => watched(real(...given)),
    });
    const text = Array.from({ length: 60 }, (_, line) => `// ${line + 1}`).join('\n');
    const write = (name: string, content: string) =>
      vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), Buffer.from(content));
    await write('payments/CardTest.java', text);
    await write('other/CardTest.java', text);
    await write('payments/LedgerTest.java', '// by hand\nclass LedgerTest {\n  @Test void slowImport() {}\n}\n');
    feature = new TestingFeature({ sessions, background: backgroundInto([]) });
  });
  afterEach(async () => {
    answer = undefined;
    await feature.take(undefined);
    told.length = 0;
  });
  after(async () => {
    feature.dispose();
    Object.assign(vscode.tests, { createTestController: real });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await http.close();
  });

  function watched(controller: vscode.TestController): vscode.TestController {
    const create = controller.createTestRun.bind(controller);
    controller.createTestRun = (request, name, persist) => {
      const run = create(request, name, persist);
      const one: Told = { name, persist, preserveFocus: request.preserveFocus, outcomes: new Map(), isEnded: false };
      told.push(one);
      return new Proxy(run, {
        get(target, key) {
          const value: unknown = Reflect.get(target, key, target);
          if (typeof value !== 'function') return value;
          return (...given: unknown[]) => {
            const [item, message] = given as [vscode.TestItem?, vscode.TestMessage?];
            if (key === 'end') one.isEnded = true;
            else if (item) one.outcomes.set(item.label, message ?? String(key));
            return value.apply(target, given);
          };
        },
      });
    };
    controllers.push(controller);
    return controller;
  }

  const branchBuild = (job: string, lastBuild: Partial<Build> | undefined) =>
    ({ connection, job: { fullName: job, lastBuild } }) as BranchBuild;
  const take = (job: string, number: number, running = false) => feature.take(branchBuild(job, { number, running }));
  const current = () => controllers.at(-1);
  const itemsOf = (items: vscode.TestItemCollection | undefined): vscode.TestItem[] =>
    [...(items ?? [])].map(([, item]) => item);
  const rootItem = () => itemsOf(current()?.items)[0];
  const labels = () => itemsOf(rootItem()?.children).map(({ label }) => label);
  const messageIn = (run: Told | undefined, label: string): vscode.TestMessage => {
    const message = run?.outcomes.get(label);
    assert.ok(message instanceof vscode.TestMessage);
    return message;
  };
  /** Number of requests for reports. */
  const reports = async () => {
    const [requests] = (await order({ kind: 'seen' })) as [{ path: string }[]];
    return requests.filter(({ path }) => path.includes('/testReport/')).length;
  };
  const main = 'payments/api/main';
  const failed = 'refusesExpired · payments.CardTest · new';
  const skipped = 'slowImport · payments.LedgerTest · skipped';

  it('are listed with what they say, by a run that takes no focus and is not kept', async () => {
    await take(main, 3);
    assert.equal(rootItem()?.label, 'payments/api/main #3 · 1 failed (1 new) · 1 passed · 1 skipped');
    assert.deepEqual(labels(), [failed, skipped]);
    const [run, ...others] = told.splice(0);
    assert.equal(others.length, 0);
    assert.deepEqual([run?.name, run?.persist, run?.preserveFocus, run?.isEnded], [`${main} #3`, false, true, true]);
    assert.equal(run?.outcomes.get(skipped), 'skipped');
    const message = run?.outcomes.get(failed);
    assert.match(
      message instanceof vscode.TestMessage ? `${message.message}` : '',
      /^expected REFUSED but was ACCEPTED\n/,
    );
  });

  it('are found in the workspace when a person opens their list, by trace and by class', async () => {
    await take(main, 3);
    const [before] = told.splice(0);
    assert.equal(messageIn(before, failed).location, undefined, 'not before that');
    await current()?.resolveHandler?.(rootItem());
    const [card, ledger] = itemsOf(rootItem()?.children);
    assert.match(card?.uri?.path ?? '', /\/testing\/payments\/CardTest\.java$/);
    assert.equal(card?.range?.start.line, 41);
    assert.match(ledger?.uri?.path ?? '', /\/testing\/payments\/LedgerTest\.java$/);
    assert.equal(ledger?.range?.start.line, 2);
    const [run] = told.splice(0);
    assert.equal(messageIn(run, failed).location?.range.start.line, 41);
    await current()?.resolveHandler?.(rootItem());
    assert.equal(told.length, 0, 'once');
  });

  it('are at their places at once in a file that is open', async () => {
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'payments/CardTest.java'));
    await take(main, 3);
    assert.equal(messageIn(told[0], failed).location?.range.start.line, 41);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await take('payments/api/feature%2Flogin', 2);
    told.length = 0;
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'payments/CardTest.java'));
    await until('the places', () => told.find(({ isEnded }) => isEnded));
    assert.deepEqual([...(told[0]?.outcomes.keys() ?? [])], [failed]);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('stay while the next build runs, and go with the branch', async () => {
    await take(main, 3);
    await take(main, 4, true);
    assert.deepEqual(labels(), [failed, skipped]);
    await take(main, 2);
    assert.equal(rootItem()?.label, 'payments/api/main #2 · 1 passed');
    assert.equal(told.at(-1)?.outcomes.get('payments/api/main #2 · 1 passed'), 'passed');
    const login = feature.take(branchBuild('payments/api/feature%2Flogin', { number: 3, running: true }));
    assert.equal(current()?.items.size, 0, 'those of another branch are no longer shown');
    await login;
    assert.match(rootItem()?.label ?? '', /^payments\/api\/feature\/login #2 /, 'the last finished build');
    const count = controllers.length;
    await feature.take(undefined);
    await take('hello', 1);
    assert.equal(controllers.length, count, 'no controller for a job without tests');
  });

  it('are read once, also when the person comes back to the branch', async () => {
    await take(main, 3);
    await take('payments/api/feature%2Flogin', 2);
    const before = await reports();
    told.length = 0;
    await take(main, 3);
    assert.deepEqual(labels(), [failed, skipped]);
    await Promise.all([take(main, 3), take(main, 3)]);
    assert.equal(told.length, 1);
    assert.equal(await reports(), before);
  });

  it('tell branches of a Pipeline apart, and are shown without escapes and icons', async () => {
    const suite = (browser: string, cases: object[]) => ({ enclosingBlockNames: [browser, 'Test'], cases });
    const wrong = { className: 'tests.test_card', name: 'test_$(bug)', status: 'FAILED', age: 2, failedSince: 6 };
    const trace = '#x1B[31mE   assert 1 == 2#x1B[0m';
    answer = path =>
      path.includes('errorStackTrace')
        ? { suites: [suite('chrome', [{ ...wrong, errorDetails: trace }]), suite('firefox', [{ ...wrong, age: 1 }])] }
        : { suites: [suite('chrome', [wrong]), suite('firefox', [{ ...wrong, age: 1 }])] };
    await take('pipeline', 7);
    const groups = itemsOf(rootItem()?.children);
    assert.deepEqual(groups.map(({ label }) => label).sort(), ['Test › chrome', 'Test › firefox']);
    const [old] = itemsOf(groups.find(({ label }) => label === 'Test › chrome')?.children);
    assert.equal(old?.label, 'test_$\u2060(bug) · tests.test_card · failing since #6');
    assert.equal(messageIn(told[0], old.label).message, 'E   assert 1 == 2');
  });

  it('are run by the extension of their language, at the line of the test', async () => {
    const uri = vscode.Uri.joinPath(folder, 'payments/CardTest.java');
    const language = real('language', 'Language');
    const ran: string[] = [];
    const run = async (request: vscode.TestRunRequest) => void ran.push(...(request.include ?? []).map(({ id }) => id));
    language.createRunProfile('Run', vscode.TestRunProfileKind.Run, run, true);
    const method = language.createTestItem('refusesExpired()', 'refusesExpired()', uri);
    method.range = new vscode.Range(39, 0, 44, 0);
    language.items.add(method);
    await take(main, 3);
    const [item] = itemsOf(rootItem()?.children);
    await feature.handlers.runTestAtCursor(item);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, uri.path);
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 41);
    await until('the run', () => ran[0]);
    assert.deepEqual(ran, ['refusesExpired()']);
    language.dispose();
  });

  it('are 2,000 at most, and come without a long pause', async () => {
    const cases = Array.from({ length: 20_000 }, (_, at) => {
      const fields = { className: `a.Class${at % 50}`, name: `t${at}`, status: 'FAILED', age: 2, failedSince: 1 };
      return { ...fields, errorStackTrace: 'at a.B.c(B.java:1)\n'.repeat(50) };
    });
    answer = path => {
      const [, from = 0, to = cases.length] = /cases\[[^\]]*\]\{(\d+),(\d+)\}/.exec(path) ?? [];
      return { suites: [{ cases: cases.slice(Number(from), Number(to)) }] };
    };
    const longest = await longestBlock(() => take('large', 1));
    console.log(`      longest block ${longest.toFixed(0)} ms`);
    assert.equal(rootItem()?.children.size, 2000);
    assert.match(rootItem()?.label ?? '', /20,000 failed · 0 passed · the first 2,000 of 20,000 are listed$/);
    assert.equal(told[0]?.outcomes.size, 2000);
  });
});
