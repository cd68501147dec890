import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { demoUsers as jenkinsUsers } from '../servers/jenkins/index.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { type DemoJira, demoUsers, startDemoJira } from '../servers/jira/index.ts';
import { selfSigned } from '../servers/wire/certificates.ts';
import { startServer } from '../servers/wire/httpServer.ts';
import { relayTo } from '../servers/wire/relay.ts';
import { holds, reach } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** Jira Data Center below a path, with a certificate that nobody vouches for. */
interface Company {
  readonly jira: DemoJira;
  readonly address: string;
  close(): Promise<void>;
}

async function startCompany(): Promise<Company> {
  const { cert, key } = await selfSigned(['127.0.0.1']);
  const secure = await startServer((_, res) => res.destroy(), { cert, key });
  const address = `${secure.origin}/jira`;
  const jira = await startDemoJira({ flavor: 'dataCenter', contextPath: '/jira', baseUrl: address });
  secure.handle = relayTo(Number(new URL(jira.url).port));
  const close = async () => {
    await secure.close();
    await jira.close();
  };
  return { jira, address, close };
}

describe('a person who tells issues about builds', () => {
  let person: Workbench;
  let demo: DemoServers;
  let company: Company;
  let known = 0;
  let result: 'FAILURE' | 'SUCCESS' = 'FAILURE';
  let back: (() => Promise<void>) | undefined;

  const comments = () => demo.jira.state.commentsOf('PAY-431');
  const lens = (text: RegExp) => person.page.locator('.codelens-decoration a', { hasText: text });
  const waiting = /^PAY-431 · fails #3.*waiting/;

  workbench(
    {
      relayed: true,
      pace: 10,
      closed: ['Jira'],
      settings: {
        'jenkinsJira.pollingSeconds': 0,
        'jenkinsJira.jira.siteOfBuilds': [{ jenkins: 'Demo Jenkins', jira: 'Company Jira' }],
      },
      prepare({ jenkins: { state } }) {
        newJob('freestyle', 'check-PAY-436', state.root, { plan: () => ({ steps: [], result }) });
        const [build] = state.job('fails').builds;
        if (build) build.description = 'for PAY-431, not UTF-8';
      },
    },
    begun => {
      ({ person, demo } = begun);
      known = comments().length;
    },
  );
  before(async () => {
    company = await startCompany();
  });
  after(() => company.close());

  async function openReport(): Promise<void> {
    await person.contextAction('Jenkins', /^#3/, 'Report Build on Issues…');
    await person.asked('Report fails #3');
    await person.page.locator('.quick-input-list .monaco-list-row', { hasText: /^PAY-431/ }).waitFor();
    await person.page.keyboard.press('Enter');
    await lens(/^Report on PAY-431/).waitFor();
  }

  it('waits in My Work, and says why', async () => {
    await person.expand('Jenkins', /^fails/);
    await openReport();
    back = await demo.relay?.refuse();
    await lens(/^Report on PAY-431/).click();
    await person.toast(/fails #3 is reported on PAY-431 as soon as Jira takes it/).waitFor();
    await person.header('My Work').click();
    await person.line('My Work', waiting).waitFor();
    await person.tab(/Report on fails #3/).waitFor({ state: 'detached' });
    await person.picture('30-outbox');
    await person.closeToasts();
    assert.equal(comments().length, known);
  });

  it('is edited, and waits again', async () => {
    await person.inlineAction('My Work', waiting, 'Edit Report');
    await person.editor(/fails\s#3/).waitFor();
    await person.line('My Work', /^PAY-431 · fails #3.*being edited/).waitFor();
    await person.press('Control+End');
    await person.type('Edited while it waited.');
    await lens(/^Report on PAY-431/).click();
    await person.line('My Work', waiting).waitFor();
    await person.closeToasts();
  });

  it('is still there in a window that starts anew, and is sent once Jira is back', async () => {
    await person.reload();
    await person.line('My Work', waiting).waitFor();
    const line = person.line('My Work', waiting);
    const send = line.getByRole('button', { name: 'Send Now' });
    await reach(person.page, async options => {
      await line.hover(options);
      await send.click({ trial: true, ...options });
    });
    // Before it is tried again by itself.
    await back?.();
    await send.dispatchEvent('click');
    await person.toast(/fails #3 reported on PAY-431/).waitFor();
    await person.line('My Work', waiting).waitFor({ state: 'detached' });
    await holds(() => comments().length === known + 1);
    assert.match(JSON.stringify(comments().at(-1)?.body), /Edited while it waited/);
  });

  const told = () => company.jira.state.commentsOf('PAY-436').filter(({ body }) => `${body}`.includes('check-PAY-436'));
  const development = () => {
    const values = JSON.stringify(company.jira.state.issue('PAY-436')?.custom);
    return /Development Completed|Build Broken/.exec(values)?.[0];
  };

  it('connects a Data Center below a path, with a certificate of its own', async () => {
    await person.command('Jenkins & Jira: Add Connection…');
    await person.choose('Jira');
    await person.answer('The address of your Jira', company.address);
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'could not be verified' });
    await dialog.getByRole('button', { name: 'Trust This Certificate' }).click();
    await person.choose('Personal access token');
    await person.answer('Your personal access token', demoUsers.fred.personalAccessToken);
    await person.answer('Display name', 'Company Jira');
    await person.toast(/Connected Company Jira/).waitFor();
    await person.closeToasts();
  });

  it('chooses a field for results, and its values among those that Jira allows', async () => {
    await person.command('Jira: Choose Field of Results…');
    await person.asked('Select an Issue That Has the Field');
    await person.input.fill('PAY-436');
    await person.choose(/^PAY-436.*Company Jira/);
    await person.choose(/^Development Status/);
    const values = [
      'Development Completed',
      'Leave it as it is',
      'Build Broken',
      'Leave it as it is',
      'Leave it as it is',
    ];
    for (const [at, words] of ['passed', 'unstable', 'failed', 'aborted', 'not built'].entries()) {
      await person.page.getByPlaceholder(new RegExp(words)).waitFor();
      await person.choose(values[at] ?? '');
    }
    await person.toast(/Reports of builds set the field Development Status/).waitFor();
    await person.closeToasts();
    const settings = readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8');
    assert.match(settings, /"SUCCESS": "Development Completed",\s+"FAILURE": "Build Broken"/);
  });

  it('goes to the stage whose address is pasted', async () => {
    const answer = await fetch(`${demo.jenkins.url}/job/pipeline/3/stages/tree`, {
      headers: { authorization: `Basic ${btoa(`${jenkinsUsers.dev.id}:${jenkinsUsers.dev.token}`)}` },
    });
    const { data } = (await answer.json()) as { data: { stages: { id: string; name: string }[] } };
    const stage = data.stages.at(-1);
    await person.command('Jenkins: Go to Job…');
    await person.answer('Go to Job', `${demo.jenkins.url}/job/pipeline/3/stages/?selected-node=${stage?.id}`);
    await person.tab(/pipeline #3/).waitFor();
    await person.webview.getByText(`{ (${stage?.name})`).waitFor();
    await person.picture('30-stage');
    await person.closeTab();
  });

  it('starts a build, and reports it with the field’s new value', async () => {
    await person.inlineAction('Jenkins', /^check-PAY-436/, 'Start Build…');
    const end = person.toast(/check-PAY-436 #1: failed/);
    await end.getByRole('button', { name: 'Report on PAY-436…' }).click();
    await person.asked('Report check-PAY-436 #1');
    await person.page.locator('.quick-input-list .monaco-list-row', { hasText: /^PAY-436/ }).waitFor();
    await person.page.keyboard.press('Enter');
    await lens(/^Also: Development Status: Build Broken/).waitFor();
    await lens(/^Report on PAY-436/).click();
    await person.toast(/check-PAY-436 #1 reported on PAY-436 \(Development Status: Build Broken\)/).waitFor();
    assert.deepEqual([told().length, development()], [1, 'Build Broken']);
    await person.closeToasts();
  });

  it('lets builds of a job be reported by themselves, and cancels a report', async () => {
    await person.contextAction('Jenkins', /^check-PAY-436/, 'Report My Builds by Themselves');
    await person.line('Jenkins', /^check-PAY-436.*reported by itself/).waitFor();
    await person.closeToasts();
    await person.inlineAction('Jenkins', /^check-PAY-436/, 'Start Build…');
    const waiting = person.toast(/check-PAY-436 #2 is reported on PAY-436 in 10 seconds/);
    await waiting.waitFor();
    await person.picture('30-by-itself');
    await waiting.getByRole('button', { name: 'Cancel' }).click();
    await waiting.waitFor({ state: 'detached' });
    result = 'SUCCESS';
    await person.closeToasts();
    await person.inlineAction('Jenkins', /^check-PAY-436/, 'Start Build…');
    await person.toast(/check-PAY-436 #3 reported on PAY-436 \(Development Status: Development Completed\)/).waitFor();
    assert.deepEqual([told().length, development()], [2, 'Development Completed']);
  });
});
