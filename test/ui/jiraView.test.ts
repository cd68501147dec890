import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person in front of the Jira view', () => {
  let person: Workbench;
  let demo: DemoServers;
  const dialog = (text: RegExp) => person.page.getByRole('dialog').filter({ hasText: text });

  workbench(
    { flavor: 'dataCenter', closed: ['Jenkins'], settings: { 'jenkinsJira.jira.groupBy': 'sprint' } },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('selects issues of a sprint, and changes all of them', async () => {
    await person.line('Jira', /^Sprint 7 \(3\)/).waitFor();
    await person.line('Jira', /^PAY-436/).click({ modifiers: ['ControlOrMeta'] });
    await person.line('Jira', /^OPS-127/).click({ modifiers: ['ControlOrMeta'] });
    const offered = await person.offered('Jira', /^OPS-127/);
    for (const name of ['Change Status…', 'Edit Labels…', 'Move to Sprint…', 'Copy Key'])
      assert.ok(offered.includes(name), name);
    assert.ok(!offered.includes('Log Work…'), 'for one issue alone');
    await person.picture('27-selected');
    await person.contextAction('Jira', /^OPS-127/, 'Change Status…');
    await person.asked('Change Status of 2 Issues');
    await person.picture('27-statuses');
    await person.choose(/^In Progress, all 2 issues/);
    const { state } = demo.jira;
    await holds(() => ['PAY-436', 'OPS-127'].every(key => state.issue(key)?.statusId === '3'));
    await person.line('Jira', /^PAY-436 .*, In Progress, priority High, assigned to Fred Fischer/).waitFor();
  });

  it('makes an issue of a comment in an editor, and drags an issue there as a link', async () => {
    await person.page.locator('.editor-group-container.empty').dblclick({ position: { x: 40, y: 40 } });
    await person.type('// TODO: round the fees');
    await person.command('Quick Fix...');
    await person.page.locator('.action-widget').getByText('Create Issue From Comment…').click();
    await person.choose(/^Payments/);
    await person.choose(/^Bug/);
    await person.page.getByRole('option', { name: /^Summary, round the fees/ }).waitFor();
    await person.picture('27-comment');
    await person.page.keyboard.press('Escape');
    const editor = person.page.locator('.editor-instance .view-lines').first();
    await person.line('Jira', /^PAY-431/).hover();
    const { mouse, keyboard } = person.page;
    const { x = 0, y = 0 } = (await editor.boundingBox()) ?? {};
    await mouse.down();
    await mouse.move(x - 40, y + 100, { steps: 3 });
    // Without it, VS Code would open a dropped line in an editor.
    await keyboard.down('Shift');
    await mouse.move(x + 60, y + 100, { steps: 5 });
    await mouse.up();
    await person.editor(/\/browse\/PAY-431/).waitFor();
    await keyboard.up('Shift');
    await person.picture('27-dragged');
  });

  it('drops files of the desktop and of an editor onto an issue: they are attached once that is confirmed', async () => {
    const { page } = person;
    const names = () => demo.jira.state.issue('PAY-431')?.attachments?.map(({ fileName }) => fileName) ?? [];
    const before = names();
    const line = person.line('Jira', /^PAY-431/);
    const desktop = `const data = new DataTransfer();
      data.items.add(new File(['boom'], 'trace.log', { type: 'text/plain' }));
      data;`;
    const dropped = await page.evaluateHandle(desktop);
    for (const event of ['dragenter', 'dragover', 'drop']) await line.dispatchEvent(event, { dataTransfer: dropped });
    await dialog(/Attach trace.log to PAY-431\?/).waitFor();
    await person.picture('27-dropped');
    assert.deepEqual(names(), before);
    await dialog(/trace.log/)
      .getByRole('button', { name: 'Attach' })
      .click();
    await holds(() => names().length === before.length + 1);
    await page.keyboard.press('Control+P');
    await person.input.fill('README.md');
    await person.choose(/^README.md/);
    await person.tab('README.md').dragTo(person.line('Jira', /^PAY-431/));
    await dialog(/Attach README.md to PAY-431\?/)
      .getByRole('button', { name: 'Attach' })
      .click();
    await holds(() => names().length === before.length + 2);
    assert.deepEqual(names().slice(before.length), ['trace.log', 'README.md']);
    const [trace, readme] = demo.jira.state.issue('PAY-431')?.attachments?.slice(-2) ?? [];
    assert.equal(String(trace?.content), 'boom');
    assert.match(String(readme?.content), /^# /);
  });

  it('sees by name which fields of a new issue only Jira can fill in', async () => {
    const team = { type: 'team', custom: 'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team' };
    const values = [
      { fieldId: 'summary', name: 'Summary', required: true, schema: { type: 'string', system: 'summary' } },
      { fieldId: 'customfield_10001', name: 'Team', required: false, schema: team },
    ];
    demo.jira.answerOnce({ path: /\/createmeta\/PAY\/issuetypes\/10004/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ values, total: 2 })),
    );
    await person.command('Jira: Create Issue…');
    await person.choose(/^Payments/);
    await person.choose(/^Bug/);
    await person.choose(/^Summary/);
    await person.answer(/New Bug in PAY: Summary/, 'Fees & taxes');
    await person.page.getByRole('option', { name: /^Team, opens the browser/ }).waitFor();
    await person.picture('27-only-in-jira');
    const opened = person.page.context().waitForEvent('page');
    await person.choose(/^Team/);
    const page = await opened;
    await page.waitForURL(/init\.jspa\?pid=10000&issuetype=10004&summary=Fees/, { waitUntil: 'commit' });
    await page.close();
    await person.page.keyboard.press('Escape');
  });
});
