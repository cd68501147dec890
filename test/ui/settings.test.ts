import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

interface Section {
  readonly properties: Readonly<Record<string, { readonly type: string }>>;
}

const { contributes } = JSON.parse(readFileSync(join(resolve(import.meta.dirname, '../..'), 'package.json'), 'utf8'));

const junk = [null, 7, '', 'x', [], {}, { connection: 'gone', job: 'gone' }, { remote: 7 }, { name: 7, jql: 'x' }];
const nonsense: Readonly<Record<string, unknown>> = { array: junk, string: 7, number: 'x', boolean: 'x' };

/** Each setting with a value that it cannot have, save those that tell where the demo servers are. */
function wrongSettings(): Readonly<Record<string, unknown>> {
  const settings = (contributes.configuration as Section[]).flatMap(({ properties }) => Object.entries(properties));
  const changed = settings.filter(([name]) => name !== 'jenkinsJira.connections');
  return Object.fromEntries(changed.map(([name, { type }]) => [name, nonsense[type]]));
}

describe('a person whose settings are all wrong', () => {
  let person: Workbench;

  workbench({ settings: wrongSettings() }, begun => {
    ({ person } = begun);
  });

  it('sees jobs and issues all the same, opens a log, and is told of no error', async () => {
    await person.line('Jenkins', /^hello.*passed/).waitFor();
    await person.line('Jira', /^Favorite Filters/).waitFor();
    await person.contextAction('Jenkins', /^hello/, 'Open Log');
    await person.tab(/^hello #\d+\.log/).waitFor();
    await person.command('Jira: Go to Issue…');
    await person.asked('Go to Issue');
    await person.page.keyboard.press('Escape');
    assert.equal(
      await person
        .toast(/./)
        .filter({ hasText: /Unexpected|not a function|undefined/ })
        .count(),
      0,
    );
  });

  it('protects a job on its line, in place of what was there, and stops it', async () => {
    await person.contextAction('Jenkins', /^hello/, 'Protect Job');
    while (!(await person.offered('Jenkins', /^hello/)).includes('Stop Protecting Job')) {
      // The line is drawn anew after the setting.
    }
    await person.contextAction('Jenkins', /^hello/, 'Stop Protecting Job');
    while ((await person.offered('Jenkins', /^hello/)).includes('Stop Protecting Job')) {
      // Likewise.
    }
  });

  it('finds the settings in sections, each with its words', async () => {
    await person.command('Preferences: Open Settings (UI)');
    await person.page.locator('.settings-header .monaco-editor.focused').waitFor();
    await person.page.keyboard.type('@ext:jenkins-jira.jenkins-jira protected');
    await person.page.getByText('Jobs that must be confirmed by typing their name').first().waitFor();
    await person.picture('26-settings-protected');
    await person.page.keyboard.press('Control+A');
    await person.page.keyboard.type('@ext:jenkins-jira.jenkins-jira');
    for (const section of ['Connections', 'Logs', 'Token Restrictions']) {
      await person.page.locator('.settings-toc-container').getByText(section, { exact: true }).waitFor();
    }
    await person.picture('26-settings');
  });
});
