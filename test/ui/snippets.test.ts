import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who scripts', () => {
  let person: Workbench;
  let demo: DemoServers;

  const folder = mkdtempSync(join(tmpdir(), 'jj-scripts-'));
  writeFileSync(join(folder, 'deploy.sh'), '');
  after(() => rmSync(folder, { recursive: true, force: true }));

  workbench(
    {
      closed: ['Jira'],
      folder: () => folder,
      settings: {
        'editor.autoClosingBrackets': 'never',
        'editor.autoClosingQuotes': 'never',
        'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
        'editor.wordWrap': 'on',
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('inserts a start of a build into a script: which call, then which language', async () => {
    await person.page.keyboard.press('Control+P');
    await person.input.fill('deploy.sh');
    await person.choose(/^deploy\.sh/);
    await person.tab(/^deploy\.sh/).waitFor();
    await person.contextAction('Jenkins', /^everything/, 'Insert Code…');
    await person.asked('Insert Code');
    await person.picture('32-calls');
    await person.choose(/^Start Build, By the connection|^Start Build$|^Start Build,/);
    await person.page.getByRole('option', { name: /^wget/ }).first().waitFor();
    await person.picture('32-languages');
    await person.choose(/^curl/);
    await person.editor(/Starts\sa\sbuild\sof\severything.*--user.*JENKINS_TOKEN.*buildWithParameters/s).waitFor();
    await person.picture('32-inserted');
  });

  it('is warned of a token in the open, and puts a variable into its place', async () => {
    await person.press('Control+A');
    await person.page.keyboard.press('Delete');
    const token = `11${'ab'.repeat(16)}`;
    await person.type(`curl -k -u dev:${token} ${demo.jenkins.url}/job/hello/api/json`);
    await person.page.locator('.squiggly-warning').first().waitFor();
    await person.press('Control+.');
    await person.page.locator('.action-widget').getByText('Use the environment variable JENKINS_TOKEN').waitFor();
    await person.picture('32-secret');
    await person.page.keyboard.press('Enter');
    await person.editor(/-u\sdev:"\$\{JENKINS_TOKEN\}"/).waitFor();
  });

  it('runs the line with the login of the connection, once it was shown', async () => {
    await person.command('Jenkins & Jira: Run curl as Request…');
    const dialog = person.page.getByRole('dialog').filter({ hasText: 'Send GET to' });
    await dialog.getByText('replaced by that of the connection').waitFor();
    await person.picture('32-send');
    const before = demo.jenkins.requests.length;
    await dialog.getByRole('button', { name: 'Send' }).click();
    await person.editor(/"fullName":\s*"hello"|"name":\s*"hello"/).waitFor();
    await person.picture('32-answer');
    assert.ok(demo.jenkins.requests.length > before);
  });
});
