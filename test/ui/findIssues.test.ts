import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who looks for an issue', () => {
  let person: Workbench;
  let jira: () => string;
  const option = (name: RegExp) => person.page.getByRole('option', { name });

  workbench(
    {
      prepare({ settings }) {
        const away = { id: 'away', product: 'jira', name: 'Other Jira', url: 'http://127.0.0.1:9', flavor: 'cloud' };
        const known = settings['jenkinsJira.connections'] as object[];
        known.push({ ...away, auth: { kind: 'basic', user: 'fred@example.com' } });
      },
    },
    begun => {
      person = begun.person;
      jira = () => begun.demo.jira.url;
    },
  );

  it('is offered the last viewed ones first, and told which site does not answer', async () => {
    await person.command('Jira: Go to Issue…');
    await option(/^PAY-428 .*In Review · Demo Jira/).waitFor();
    assert.match(await person.page.getByRole('option').first().innerText(), /PAY-428/);
    await option(/Could not search Other Jira/).waitFor();
    await person.picture('27-recent');
  });

  it('finds by words, by the beginning of a key, and opens what was chosen', async () => {
    await person.input.fill('refuse expir');
    await option(/^PAY-431 /).waitFor();
    await person.input.fill('PAY-431');
    await option(/^PAY-431 Refuse/).waitFor();
    assert.equal(await option(/^PAY-431/).count(), 1, 'of several lists an issue is in, it stands in one');
    await person.input.fill('ops-12');
    await option(/^OPS-125 /).waitFor();
    await person.picture('27-found');
    await person.input.fill('merchants cap');
    await person.choose(/^PAY-425 /);
    await person.tab('PAY-425').waitFor();
    await person.command('Jira: Go to Issue…');
    await person.input.fill(`${jira()}/projects/PAY/issues/PAY-437?filter=-1`);
    await person.choose(/^PAY-437 /);
    await person.tab('PAY-437').waitFor();
    await person.command('Jira: Go to Issue…');
    await person.choose(/Could not search Other Jira/);
    await person.toast(/Could not search Other Jira\. No token is stored/).waitFor();
  });
});
