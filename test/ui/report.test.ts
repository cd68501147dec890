import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { expectCopyAccessible } from './axe.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who tells an issue about a build', () => {
  let person: Workbench;
  let demo: DemoServers;

  const comments = () => demo.jira.state.commentsOf('PAY-431');
  const lens = (text: RegExp) => person.page.locator('.codelens-decoration a', { hasText: text });

  const offered = (text: RegExp) => person.page.locator('.quick-input-list .monaco-list-row', { hasText: text });

  workbench(
    {
      closed: ['Jira'],
      settings: { 'jenkinsJira.jira.fieldOfResult': { field: 'Severity', FAILURE: 'High' } },
      prepare({ jenkins: { state } }) {
        newJob('freestyle', 'check-PAY-431', state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
        const [build] = state.job('fails').builds;
        if (build) build.description = 'for PAY-431, not UTF-8';
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('is offered the issues that it names, and sees what will be written', async () => {
    await person.expand('Jenkins', /^fails/);
    await person.contextAction('Jenkins', /^#3/, 'Report Build on Issues…');
    await person.asked('Report fails #3');
    await offered(/^PAY-431 Refuse expired cards.*Named in: description/s).waitFor();
    await person.picture('30-choose');
    await person.page.keyboard.press('Enter');
    await person.tab(/Report on fails #3/).waitFor();
    await person.editor(/fails\s#3.*failed\safter/).waitFor();
    await lens(/^Report on PAY-431/).waitFor();
    await lens(/^Also: Severity: High/).click();
    await person.asked('Report fails #3');
    await person.picture('30-writes');
    await person.choose(/^Leave out: Severity: High/);
    await lens(/^Add Link, Field or Status/).click();
    await person.choose(/^Link to the Build/);
    await lens(/^Also: link to the build/).click();
    await person.asked('Report fails #3');
    await person.picture('30-parts');
    await person.choose(/^Field of PAY-431/);
    await person.choose(/^Priority/);
    await person.choose(/^Highest/);
    await lens(/Priority: Highest/).click();
    await person.choose(/^Status of PAY-431/);
    await person.choose(/^Done/);
    await person.choose(/^Won't Do/);
    await lens(/^Also: .*, Status: Done \(Won't Do\)/).waitFor();
    await person.picture('30-report');
    await lens(/^Preview/).click();
    await person.webview.getByRole('link', { name: 'fails #3' }).waitFor();
    await person.picture('30-preview');
    await expectCopyAccessible(person, 'preview of a report');
  });

  it('reports it, once', async () => {
    const before = comments().length;
    await lens(/^Report on PAY-431/).click();
    await person
      .toast(/fails #3 reported on PAY-431 \(with a link to the build, Priority: Highest, Status: Done/)
      .waitFor();
    await holds(() => comments().length === before + 1);
    const [link, ...others] = demo.jira.state.issue('PAY-431')?.remoteLinks ?? [];
    assert.deepEqual([link?.object['title'], others.length], ['fails #3', 0]);
    const { priorityId, statusId, resolutionId } = demo.jira.state.issue('PAY-431') ?? {};
    assert.deepEqual([priorityId, statusId, resolutionId], ['1', '10002', '10001']);
    await person.tab(/Report on fails #3/).waitFor({ state: 'detached' });
    await person.closeToasts();
    await person.inlineAction('Jenkins', /^#3/, 'Explain Failure');
    await person.webview.getByRole('button', { name: 'Report on Issues…' }).click();
    await person.asked('Report fails #3');
    await offered(/^PAY-431/).waitFor();
    await person.page.keyboard.press('Enter');
    await person.editor(/fails\s#3/).waitFor();
    await person.press('Control+End');
    await person.type('Seen again.');
    await lens(/^Report on PAY-431/).click();
    const told = person.toast(/fails #3 reported on PAY-431 \(the comment was changed, Severity: High\)/);
    await told.waitFor();
    assert.equal(comments().length, before + 1);
    assert.match(JSON.stringify(comments().at(-1)?.body), /Seen again/);
    // Another status is offered after a build that passed.
    assert.equal(await told.getByRole('button', { name: 'Change Status…' }).count(), 0);
  });

  it('makes a bug of a failed test, and is shown issues first that may be the same', async () => {
    await person.collapse('Jenkins', /^fails/);
    await person.expand('Jenkins', /^unstable/);
    await person.expand('Jenkins', /^#2/);
    const test = /^Failed test refusesExpired, payments\.CardTest/;
    await person.contextAction('Jenkins', test, 'Create Bug From Failed Test…');
    await person.choose(/^Payments/);
    await person.page.getByRole('option', { name: /^Epic/ }).waitFor();
    assert.match((await person.page.getByRole('option').first().textContent()) ?? '', /^Bug/);
    await person.page.keyboard.press('Enter');
    await person.page.getByRole('option', { name: /Test failed: payments\.CardTest › refusesExpired/ }).waitFor();
    await person.picture('30-bug');
    await person.choose(/^Create/);
    await person.tab(/^PAY-\d+/).waitFor();
    await person.webview.getByRole('link', { name: 'unstable #2' }).waitFor();
    await person.webview.getByText('expected REFUSED but was ACCEPTED').first().waitFor();
    await person.contextAction('Jenkins', test, 'Create Bug From Failed Test…');
    await person.asked('Create Bug From Failed Test');
    await person.page.getByRole('option', { name: /^PAY-\d+ Test failed: payments/ }).waitFor();
    await person.picture('30-duplicates');
    await person.choose(/^PAY-\d+ Test failed: payments/);
    await person.tab(/^PAY-\d+/).waitFor();
  });

  it('is offered a report with the end of a build that names an issue', async () => {
    await person.collapse('Jenkins', /^unstable/);
    await person.inlineAction('Jenkins', /^check-PAY-431/, 'Start Build…');
    await person.toast(/check-PAY-431 #1: passed/).waitFor();
    await person.picture('30-offer');
    await person
      .toast(/check-PAY-431 #1: passed/)
      .getByRole('button', { name: 'Report on PAY-431…' })
      .click();
    await person.asked('Report check-PAY-431 #1');
    await offered(/^PAY-431.*Named in: job or branch/s).waitFor();
    await person.page.keyboard.press('Enter');
    await lens(/^Report on PAY-431/).click();
    const told = person.toast(/check-PAY-431 #1 reported on PAY-431/);
    await told.getByRole('button', { name: 'Change Status…' }).click();
    await person.page
      .getByRole('option', { name: /To Do|In Progress/ })
      .first()
      .waitFor();
    await person.picture('30-status');
    await person.page.keyboard.press('Escape');
  });
});
