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
});
