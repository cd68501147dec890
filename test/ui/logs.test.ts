import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { consoleNote } from '../servers/jenkins/builds/logFile.ts';
import { withoutNotes } from '../servers/jenkins/builds/logStreams.ts';
import { startWrittenBuild } from '../servers/jenkins/index.ts';
import type { Build } from '../servers/jenkins/state/model.ts';
import { choosePath } from './fileDialog.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const colors = [
  '\x1b[31mred\x1b[0m \x1b[1;32mbold green\x1b[0m \x1b[4;34munderlined\x1b[0m \x1b[38;5;208morange\x1b[0m',
  '\x1b[38;2;255;100;200mpink\x1b[0m \x1b[2mfaint\x1b[0m \x1b[7mturned\x1b[0m \x1b[41;97mwhite on red\x1b[0m',
].join(' ');

const beginning = [
  `${consoleNote('x')}A log of many kinds`,
  colors,
  '[2026-03-04T05:06:07.089Z] stamped',
  '10 %\r50 %\r100 % done',
  `\x1b]0;a title\x07\x1b[2J\x1b[3Aneutral \x1b]8;;https://evil.example.com\x07link\x1b]8;;\x07`,
  'L'.repeat(1_000_000),
  Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 7919) % 256))
    .filter(char => char !== '\n')
    .join(''),
  '[Pipeline] stage',
  '[Pipeline] { (Build)',
  '[Pipeline] sh',
  '+ make',
  'src/ledger.ts:12:5 - error TS2322: not assignable. See https://example.com/docs/ts2322.',
  '+ make check',
  'README.md:3:1: note',
  '[Pipeline] }',
  '[Pipeline] // stage',
  '',
].join('\n');

describe('a person who reads a log', () => {
  let person: Workbench;
  let demo: DemoServers;
  let build: Build;
  let view: LogView;

  const write = (text: string) => demo.jenkins.state.runner.write(build, text);
  const logBytes = () =>
    demo.jenkins.requests
      .filter(({ path }) => /progressiveText|consoleText/.test(path))
      .reduce((sum, { sentBytes }) => sum + sentBytes, 0);

  workbench(
    {
      pace: 4,
      settings: { 'workbench.colorTheme': 'Default Dark Modern' },
      prepare({ jenkins }) {
        build = startWrittenBuild(jenkins.state, 'colorful');
        jenkins.state.runner.write(build, beginning);
        build.log.appendLines(3000);
      },
    },
    begun => {
      ({ person, demo } = begun);
      view = new LogView(person);
    },
  );

  const clipboard = () => person.page.evaluate<string>('navigator.clipboard.readText()');

  it('sees the end of a log that grows, as it grows', async () => {
    await person.inlineAction('Jenkins', /^colorful/, 'Open Log');
    await person.tab(/colorful #1\.log/).waitFor();
    await view.row('000003000').waitFor();
    await view.status.getByText('Running').waitFor();
    for (let line = 1; line <= 3; line++) {
      write(`\x1b[3${line}mgrown ${line}\x1b[0m\n`);
      await view.row(`grown ${line}`).waitFor();
    }
    await view.status.getByText('Following').waitFor();
    await person.picture('5-log-follow');
  });

  it('scrolls up, is not moved by new lines, is told of them, and goes on with a key', async () => {
    await view.focus();
    await person.page.mouse.move(900, 500);
    await person.page.mouse.wheel(0, -600);
    await view.row('grown 3').waitFor({ state: 'detached' });
    const lines = await view.settledLines();
    write('unseen\n'.repeat(50));
    await view.button('New lines ↓ (End)').waitFor();
    assert.deepEqual(await view.settledLines(), lines);
    await person.picture('5-log-scrolled');
    await view.press('End');
    await view.row('unseen').waitFor();
    await view.button('New lines ↓ (End)').waitFor({ state: 'detached' });
  });

  it('sees colors of the theme, and nothing that steers a terminal', async () => {
    await view.press('Control+Home');
    await view.row('A log of many kinds').waitFor();
    const red = await view.colorOf(view.frame.locator('.text .f1').first());
    assert.equal(red, await view.themeColor('--vscode-terminal-ansiRed'));
    const orange = view.row('orange').locator('.text span', { hasText: /^orange$/ });
    assert.equal(await view.colorOf(orange), 'rgb(255, 135, 0)');
    assert.equal(await view.row('neutral').locator('.text').textContent(), 'neutral link');
    assert.equal(await view.row('100 % done').locator('.text').textContent(), '100 % done');
    assert.match((await view.row('stamped').locator('.stamp').textContent()) ?? '', /^\d\d:06:07$/);
    await person.picture('5-log-colors');
    await person.command('Jenkins: Toggle Timestamps');
    await view.row('stamped').locator('.stamp').waitFor({ state: 'hidden' });
    await person.command('Jenkins: Toggle Timestamps');
  });

  it('is not held up by a line of a megabyte, nor by junk', async () => {
    const long = view.row('LLLL');
    assert.ok(((await long.locator('.text').textContent()) ?? '').length < 5000);
    await long.getByRole('button', { name: /more; open this line as text/ }).waitFor();
    await view.focus();
    for (let time = 0; time < 5; time++) await view.press('ArrowDown');
    await view.row('[Pipeline] { (Build)').waitFor();
  });

  it('finds in the whole log, goes from match to match, lists them, and shows only their lines', async () => {
    await view.press('Control+f');
    await view.find.fill('ENTRIES WILL');
    await view.frame.getByText(/^\d+ of 600$/).waitFor();
    await view.button('Match Case').click();
    await view.frame.getByText('No match').waitFor();
    await view.button('Match Case').click();
    await view.button('Use Regular Expression').click();
    await view.find.fill(String.raw`^0000029\d5 `);
    await view.frame.getByText('1 of 10').waitFor();
    await view.row('000002905').waitFor();
    await view.find.press('Enter');
    await view.frame.getByText('2 of 10').waitFor();
    await view.press('Shift+F3');
    await view.frame.getByText('1 of 10').waitFor();
    await view.button('List Matches').click();
    await view.frame.getByRole('option', { name: /000002985/ }).click();
    await view.frame.getByText('9 of 10').waitFor();
    await view.row('000002985').waitFor();
    await person.picture('5-log-find');
    await view.button('Show Only Matching Lines').click();
    await view.row('000002984').waitFor({ state: 'detached' });
    await view.status.getByText(/^10 of 3,0\d\d lines/).waitFor();
    await view.rows.nth(9).waitFor(); // the count may be there a moment before the rows
    assert.equal(await view.rows.count(), 10);
    await person.picture('5-log-filter');
    await view.rows.first().click();
    await view.press('Control+a');
    await view.press('Control+c');
    await view.status.getByText('Copied 10 lines').waitFor();
    const copied = (await clipboard()).split('\n');
    assert.equal(copied.length, 10);
    assert.ok(copied.every(line => /^0000029\d5 /.test(line)));
    await view.find.fill('(');
    await view.frame.getByText(/Unterminated group/).waitFor();
    await view.find.press('Escape');
    await view.status.getByText(/^3,0\d\d lines/).waitFor();
  });

  it('is at the first error with one key', async () => {
    await view.press('Control+Home');
    await view.press('F8');
    await view.frame.locator('.row.marked', { hasText: 'error TS2322' }).waitFor();
    await view.status.getByText('Error 1 of 1').waitFor();
  });

  it('sees an outline, goes by it, and folds what it has read', async () => {
    await person.command('Jenkins: Toggle Outline');
    await view.frame.getByRole('treeitem', { name: 'Build' }).waitFor();
    await person.picture('5-log-outline');
    await view.frame.getByRole('treeitem', { name: 'make check' }).click();
    await view.row('[Pipeline] { (Build)').getByRole('button', { name: 'Fold' }).click();
    await view.row('+ make').waitFor({ state: 'detached' });
    await view.row('[Pipeline] { (Build)').getByRole('button', { name: 'Unfold 6 lines' }).click();
    await view.row('+ make check').waitFor();
    await person.command('Jenkins: Toggle Outline');
  });

  it('copies what is selected, also what is not drawn, without escapes', async () => {
    await view.frame.locator('.text', { hasText: 'bold green' }).click({ clickCount: 3, position: { x: 20, y: 8 } });
    await view.press('Control+c');
    await view.status.getByText('Copied').waitFor();
    assert.equal(await clipboard(), 'red bold green underlined orange pink faint turned white on red');
    await view.press('Control+a');
    await view.press('Control+c');
    await view.status.getByText(/Copied 3,\d+ lines/).waitFor();
    const copied = await clipboard();
    assert.match(copied, /^Started by user admin\n/);
    assert.ok(copied.includes('\n000001501 INFO '));
    assert.ok(!copied.includes('\x1b'));
  });

  it('opens a file that the log names, and never a place outside', async () => {
    await view.press('Control+Home');
    await view.row('README.md:3:1').locator('.link').click();
    await person.tab('README.md').waitFor();
    await person.statusBar('Ln 3, Col 1').waitFor();
    await person.toPage(/colorful #1\.log/);
    await view.row('error TS2322').locator('.link.file').click();
    await person
      .toast(/No file in this workspace matches src\/ledger\.ts/)
      .getByRole('button', { name: 'Edit Path Mappings' })
      .waitFor();
    await person.closeToasts();
  });

  it('opens it as text', async () => {
    await person.toPage(/colorful #1\.log/);
    await view.focus();
    await person.command('Jenkins: Open Log as Text');
    await person.editor(/unseen/).waitFor();
    await person.press('Control+Home');
    await person.editor(/bold/).waitFor();
    await person.editor(/bold/).locator('[class*="ced-"]').first().waitFor();
    await person.picture('5-log-text');
    await person
      .tab(/colorful #1\.log/)
      .first()
      .click();
    await view.status.waitFor();
  });

  it('is told of a lost connection, and that it goes on', async () => {
    const lose = () => demo.jenkins.answerOnce({ path: '/job/colorful/1/' }, req => req.socket.destroy());
    for (let time = 0; time < 2; time++) lose();
    await view.status.getByText(/Connection lost\. Resumes when the server responds/).waitFor();
    await person.picture('5-log-lost');
    write('back again\n');
    await view.status.getByText('Running').waitFor();
    await view.focus();
    await view.press('End');
    await view.row('back again').waitFor();
  });

  it('may try again what cannot go on by itself', async () => {
    demo.jenkins.answerOnce({ path: '/job/colorful/1/logText' }, (_, res) =>
      res.writeHead(403, { 'x-required-permission': 'hudson.model.Item.Read', 'content-type': 'text/html' }).end(),
    );
    await view.status.getByText(/Your account lacks the permission/).waitFor();
    await person.picture('5-log-failed');
    write('with permission\n');
    await view.button('Try Again').click();
    await view.row('with permission').waitFor();
  });

  it('sees the end and its result', async () => {
    demo.jenkins.state.runner.finish(build, 'FAILURE');
    await view.status.getByText('Finished: failed').waitFor();
    await view.row('Finished: FAILURE').waitFor();
    await person.picture('5-log-end');
  });

  it('is told in its place why the page has failed, and starts it again', async () => {
    await view.frame.locator('body').evaluate(() => {
      setTimeout(() => {
        throw new Error('nothing to draw on');
      });
    });
    await view.frame.getByText(/Could not show the log\..*nothing to draw on/).waitFor();
    await person.picture('5-log-broken');
    await view.button('Try Again').click();
    await view.row('Finished: FAILURE').waitFor();
  });

  it('saves it as it is on the server', async () => {
    const target = join(person.folder, 'saved.log');
    await view.focus();
    await view.press('Control+s');
    await choosePath(person, target, 'OK');
    await person.toast(/Saved/).waitFor();
    await person.closeToasts();
    assert.ok(existsSync(target));
    assert.ok(readFileSync(target).equals(Buffer.concat([...withoutNotes(build.log.read())])));
  });

  it('is where it was after a reload, and nothing is fetched again', async () => {
    await view.focus();
    await view.press('Control+Home');
    await view.row('A log of many kinds').waitFor();
    await person.page.waitForTimeout(1000); // it is kept soon
    const asked = logBytes();
    await person.reload();
    view = new LogView(person);
    await view.row('A log of many kinds').waitFor();
    await view.status.getByText('Finished: failed').waitFor();
    assert.equal(await view.button('New lines ↓ (End)').count(), 0);
    assert.ok(logBytes() - asked < 10_000, 'no more than its end is compared');
  });

  it('reads the same in a light theme', async () => {
    await person.command('Preferences: Toggle between Light/Dark Themes');
    await person.page.locator('.monaco-workbench.vs').waitFor();
    await view.row('A log of many kinds').waitFor();
    await person.picture('5-log-light');
  });
});
