import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a report that is sent while Jira is away', () => {
  let person: Workbench;
  let demo: DemoServers;
  let before = 0;
  let back: (() => Promise<void>) | undefined;

  const comments = () => demo.jira.state.commentsOf('PAY-431');
  const lens = (text: RegExp) => person.page.locator('.codelens-decoration a', { hasText: text });
  const waiting = /^PAY-431 · fails #3.*waiting/;

  workbench(
    {
      relayed: true,
      closed: ['Jira'],
      settings: { 'jenkinsJira.pollingSeconds': 0 },
      prepare({ jenkins: { state } }) {
        const [build] = state.job('fails').builds;
        if (build) build.description = 'for PAY-431, not UTF-8';
      },
    },
    begun => {
      ({ person, demo } = begun);
      before = comments().length;
    },
  );

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
    assert.equal(comments().length, before);
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
    await back?.();
    await person.inlineAction('My Work', waiting, 'Send Now');
    await person.toast(/fails #3 reported on PAY-431/).waitFor();
    await person.line('My Work', waiting).waitFor({ state: 'detached' });
    await holds(() => comments().length === before + 1);
    assert.match(JSON.stringify(comments().at(-1)?.body), /Edited while it waited/);
  });
});
