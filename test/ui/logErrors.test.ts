import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { startWrittenBuild } from '../servers/jenkins/index.ts';
import type { Build } from '../servers/jenkins/state/model.ts';
import { expectAccessible } from './axe.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const beginning = [
  '2026-05-01 10:00:02,480 ERROR [main] shop.CartTest - wanted by a test',
  '[Pipeline] stage',
  '[Pipeline] { (Build)',
  'src/ledger.ts:12:5 - error TS2322: not assignable.',
  '[Pipeline] }',
  '',
].join('\n');

describe('a person who looks for errors in a log', () => {
  let person: Workbench;
  let demo: DemoServers;
  let build: Build;
  let view: LogView;

  const write = (text: string) => demo.jenkins.state.runner.write(build, text);
  const lines = (count: number) => build.log.appendLines(count);

  workbench(
    {
      pace: 4,
      settings: { 'workbench.colorTheme': 'Default Dark Modern' },
      prepare({ jenkins: { state } }) {
        build = startWrittenBuild(state, 'red');
        state.runner.write(build, beginning);
        build.log.appendLines(500);
        const passed = startWrittenBuild(state, 'green');
        state.runner.write(passed, '12:00:01 ERROR [main] a.Test - wanted\nError rate: 0 %\n+ grep error\n');
        passed.log.appendLines(100);
        state.runner.finish(passed, 'SUCCESS');
      },
    },
    begun => {
      ({ person, demo } = begun);
      view = new LogView(person);
    },
  );

  it('sees those of a running build counted as they come, and no noise of its tests', async () => {
    await person.inlineAction('Jenkins', /^red/, 'Open Log');
    await view.button(/^1 error\./).waitFor();
    lines(500);
    write('src/a.c:3:1: error: expected a semicolon\n');
    lines(200);
    await view.button(/^2 errors\./).waitFor();
    assert.equal(await view.frame.locator('.overview .mark').count(), 2);
    await person.picture('5-log-errors-running');
    // Numbers of lines have the theme's color, as in each editor.
    await expectAccessible(view.frame, 'log', ['.number']);
  });

  it('goes to the next by a click on their number, and sees it marked in words, too', async () => {
    await view.button(/^2 errors\./).click();
    const marked = view.frame.locator('.row.marked.error', { hasText: 'TS2322' });
    await marked.getByRole('img', { name: 'First error' }).waitFor();
    await view.status.getByText('Error 1 of 2').waitFor();
    await person.picture('5-log-errors');
    await view.button(/^2 errors\./).click();
    const second = view.frame.locator('.row.marked.error', { hasText: 'semicolon' });
    await second.getByRole('img', { name: 'Error', exact: true }).waitFor();
  });

  it('goes to one by a click on its mark beside the scroll bar', async () => {
    await view.frame.locator('.overview .mark').first().click();
    await view.frame.locator('.row.marked.error', { hasText: 'TS2322' }).waitFor();
  });

  it('goes on from the line that it is in', async () => {
    await view.row('[Pipeline] stage').click();
    await view.press('F8');
    await view.frame.locator('.row.marked.error', { hasText: 'TS2322' }).waitFor();
    await view.status.getByText('Error 1 of 2').waitFor();
  });

  it('sees all that may be errors once the build has failed', async () => {
    write('ERROR: script returned exit code 1\n');
    demo.jenkins.state.runner.finish(build, 'FAILURE');
    await view.status.getByText('Finished: failed').waitFor();
    await view.button(/^4 errors\./).waitFor();
    await view.focus();
    await view.press('Shift+F8');
    await view.frame.locator('.row.marked.error', { hasText: 'wanted by a test' }).waitFor();
    await view.status.getByText('Error 1 of 4').waitFor();
    await person.picture('5-log-errors-failed');
  });

  it('sees how many of them are among the lines that are shown, and goes to those alone', async () => {
    await view.press('Control+f');
    await view.find.fill('error');
    await view.button('Show Only Matching Lines').click();
    await view.button(/^4 errors\./).waitFor();
    await view.find.fill('semicolon');
    await view.button(/^1 of 4 errors\./).waitFor();
    await view.button(/^1 of 4 errors\./).click();
    await view.frame.locator('.row.marked.error', { hasText: 'semicolon' }).waitFor();
    await view.find.press('Escape');
    await view.button(/^4 errors\./).waitFor();
  });

  it('finds the same in its text, by the same keys', async () => {
    await person.command('Jenkins: Open Log as Text');
    await person.tab('red #1 as text.log').waitFor();
    await person.page.locator('.codelens-decoration', { hasText: '4 errors' }).last().waitFor();
    await person.editor(/FAILURE/).waitFor();
    await person.page.keyboard.press('Alt+F8');
    await person.statusBar('Error 2 of 4').waitFor();
    await person.statusBar(/^Ln 7, Col 1/).waitFor();
    await person.picture('5-log-errors-text');
    await person.page.keyboard.press('F8');
    await person.statusBar('Error 3 of 4').waitFor();
    await person.editor(/semicolon/).waitFor();
    await person.page.keyboard.press('Shift+F8');
    await person.statusBar(/^Ln 7, Col 1/).waitFor();
  });

  it('is not alarmed by the log of a build that passed', async () => {
    await person.inlineAction('Jenkins', /^green/, 'Open Log');
    view = new LogView(person);
    await view.status.getByText('Finished: passed').waitFor();
    await person.toPage(/green #1\.log/);
    await view.focus();
    await view.press('Control+Home');
    await view.row('a.Test - wanted').waitFor();
    await view.press('Alt+F8');
    await view.status.getByText('The build passed').waitFor();
    assert.equal(await view.frame.locator('.row.error, .overview .mark').count(), 0);
    assert.equal(await view.button(/ errors?\./).count(), 0);
    await person.picture('5-log-errors-passed');
  });
});
