import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { holds } from './locators.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person in front of the Jira view', () => {
  let person: Workbench;
  let demo: DemoServers;

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
});
