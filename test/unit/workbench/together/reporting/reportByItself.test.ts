import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { Claims } from '../../../../../src/base/claims.ts';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import type { ByItselfDeps } from '../../../../../src/workbench/together/reporting/reportByItself.ts';
import type { NewReport } from '../../../../../src/workbench/together/reporting/reportEditor.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { type DemoUser, demoUsers } from '../../../../servers/jenkins/index.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';
import { until } from '../../../fixtures/until.ts';

const connection = { id: 'ci', name: 'ci' } as never;
const build = { connection, job: 'check-PAY-436', number: 1 };
const site = { id: 'jira', name: 'Jira' };
const address = 'https://ci.example.com/job/check-PAY-436/1/';

describe('a build that is reported by itself', () => {
  const demo = demoJenkins({ seed: 'empty', relayed: true });
  const demoOfIssues = demoJira({ flavor: JiraFlavor.dataCenter });
  let editor: Editor;
  let folder: string;
  let report: (more?: object, job?: string) => Promise<void>;
  /** Keys on which it was sent. */
  let sent: string[];
  /** Failures of reading the projects that are still to come. */
  let failures: number;

  before(async () => {
    editor = await extensionEditor();
  });
  beforeEach(async () => {
    const { reportByItself } = await import('../../../../../src/workbench/together/reporting/reportByItself.ts');
    folder = mkdtempSync(join(tmpdir(), 'jj-itself-'));
    editor.messages.length = 0;
    sent = [];
    failures = 0;
    addBuild(demoUsers.dev);
    const deps = {
      claims: new Claims(join(folder, 'claims')),
      sessions: { jenkins: () => demo.session, jira: () => demoOfIssues.session },
      projectKeys: { readProjects: async () => new Set(failures-- > 0 ? [] : ['PAY']) },
      background: { note: () => undefined, run: (work: () => unknown) => void work() },
      texts: {
        send: async (_: unknown, { details }: NewReport) => void sent.push(...details.issues.map(({ key }) => key)),
      },
      outbox: { has: async () => false },
    };
    const reportOf = async (_: unknown, __: unknown, issues: unknown) => ({
      text: 'It passed',
      details: { address, startedAt: Date.now() - 60_000, issues },
    });
    const parts = { sites: () => [site], hasDraft: async () => false, reportOf };
    report = (more, job = build.job) =>
      reportByItself({ ...deps, editor: parts, ...more } as unknown as ByItselfDeps, { ...build, job });
  });
  const addBuild = ({ id: userId, fullName: userName }: DemoUser, description = '', name = build.job) => {
    const { state } = demo.jenkins;
    const job = newJob('freestyle', name, state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
    addPastBuild(state, job, {
      ago: 5,
      duration: 1,
      more: { description },
      causes: [{ kind: 'user', userId, userName }],
    });
  };
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is sent once, whatever windows see its end', async () => {
    await Promise.all([report(), report()]);
    await report();
    assert.deepEqual(sent, ['PAY-436']);
  });

  it('is told where it cannot be read, and reported when it can', async () => {
    const back = await demo.relay.refuse();
    await report();
    assert.match(editor.messages.splice(0).join(), /^check-PAY-436 #1 was not reported by itself\. .*refused/);
    await back();
    await report();
    assert.deepEqual([sent, editor.messages], [['PAY-436'], []]);
  });

  it('is told where the projects of its site cannot be read, and tried again', async () => {
    failures = 2;
    await report();
    const words = 'check-PAY-436 #1 was not reported by itself. The projects of Jira could not be read.';
    assert.deepEqual([sent, editor.messages.splice(0)], [[], [words]]);
    editor.press('Try Again');
    await report();
    await until(() => sent.length > 0);
    assert.deepEqual([sent, editor.messages], [['PAY-436'], [words]]);
  });

  it('is none where somebody else started it', async () => {
    addBuild(demoUsers.admin, '', 'other-PAY-436');
    await report({}, 'other-PAY-436');
    assert.deepEqual([sent, editor.messages], [[], []]);
  });

  it('is told, and left to the person, where it names more issues than five', async () => {
    for (const last of [5, 6]) {
      const keys = Array.from({ length: last }, (_, at) => `PAY-${at + 1}`);
      addBuild(demoUsers.dev, keys.join(' '), `to ${last}`);
      await report({}, `to ${last}`);
      assert.deepEqual(sent.splice(0), last === 5 ? keys : []);
      const words = `to ${last} #1 names 6 issues, and was not reported by itself: ${keys.join(', ')}.`;
      assert.deepEqual(editor.messages.splice(0), last === 5 ? [] : [words]);
    }
  });

  it('is left to a person who begins a report of it while the notification waits', async () => {
    let looks = 0;
    await report({ outbox: { has: async () => ++looks === 2 } });
    const words = 'check-PAY-436 #1 was not reported by itself: another report of it is not sent yet.';
    assert.deepEqual([sent, editor.messages], [[], [words]]);
  });

  it('leaves an issue on which the person reported it by hand, whenever that was', async () => {
    const words = 'check-PAY-436 #1 was not reported by itself on PAY-436: it is reported there.';
    const reportByHand = () =>
      void demoOfIssues.jira.state.addComment('PAY-436', 'fred', `[check|${address}] failed as the disk was full`);
    // While the notification waits.
    let looks = 0;
    await report({ outbox: { has: async () => void (++looks === 2 && reportByHand()) } });
    assert.deepEqual([sent, editor.messages.splice(0)], [[], [words]]);
    // Before it, too: nothing is announced then.
    looks = 0;
    const outbox = { has: async () => void looks++ };
    await report({ claims: new Claims(join(folder, 'other claims')), outbox });
    assert.deepEqual([sent, editor.messages, looks], [[], [words], 1]);
  });

  it('is left to the person who has begun a report of it, or whose report waits', async () => {
    const hasReport = { has: async () => true };
    await report({ outbox: hasReport });
    const words = 'check-PAY-436 #1 was not reported by itself: another report of it is not sent yet.';
    assert.deepEqual([sent, editor.messages], [[], [words]]);
  });
});
