import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { startWrittenBuild } from '../servers/jenkins/index.ts';
import type { Build } from '../servers/jenkins/state/model.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

/** Lines of many lengths, each with its number at its end. */
function longLines(first: number, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const line = first + index;
    const words = 'word '.repeat((line * 37) % 150);
    return line === 200 ? `${'x'.repeat(3900)} needle\n` : `${words}end-${line}\n`;
  }).join('');
}

describe('a person in the editor of a log', () => {
  let person: Workbench;
  let view: LogView;
  let demo: DemoServers;
  let build: Build;
  let wide: Build;

  const action = (name: string) =>
    person.page.locator('.editor-actions').getByRole('button', { name, exact: true }).first();

  workbench(
    {
      pace: 4,
      closed: ['Jira'],
      settings: { 'workbench.colorTheme': 'Default Dark Modern' },
      prepare({ jenkins }) {
        build = startWrittenBuild(jenkins.state, 'written');
        jenkins.state.runner.write(build, 'first line\n');
        wide = startWrittenBuild(jenkins.state, 'wide');
        jenkins.state.runner.write(wide, longLines(0, 400));
      },
    },
    begun => {
      ({ person, demo } = begun);
      view = new LogView(person);
    },
  );

  it('has its page in the browser at a button', async () => {
    await person.inlineAction('Jenkins', /^written/, 'Open Log');
    await view.row('first line').waitFor();
    const opened = person.page.context().waitForEvent('page');
    await action('Open in Browser').click();
    const page = await opened;
    await page.waitForURL(/\/job\/written\/1\/console$/, { waitUntil: 'commit' });
    await page.close();
  });

  it('is told that there are no timestamps to show, and sees them come and go once there are some', async () => {
    await person.command('Jenkins: Toggle Timestamps');
    await view.status.getByText('This log has no timestamps so far').waitFor();
    demo.jenkins.state.runner.write(build, '[2026-03-04T05:06:07.089Z] stamped\n');
    const stamp = view.row('stamped').locator('.stamp');
    await stamp.waitFor();
    await person.command('Jenkins: Toggle Timestamps');
    await stamp.waitFor({ state: 'hidden' });
    await person.command('Jenkins: Toggle Timestamps');
    await stamp.waitFor();
  });

  it('stops its build at a button, and runs it again at the one in its place', async () => {
    await action('Stop Build').waitFor();
    await person.picture('5-log-toolbar-running');
    await action('Stop Build').click();
    await view.status.getByText('Aborted').waitFor();
    await action('Stop Build').waitFor({ state: 'detached' });
    await person.picture('5-log-toolbar-ended');
    await action('Run Again').click();
    await person.line('Jenkins', /^written.*#2/).waitFor();
  });

  it('wraps long lines with the key that editors have for it, and stays at the end of a log that grows', async () => {
    await person.inlineAction('Jenkins', /^wide/, 'Open Log');
    view = new LogView(person);
    await view.row('end-399').waitFor();
    await person.toPage(/wide #1\.log/);
    await view.focus();
    const { height } = (await view.row('end-399').boundingBox()) ?? { height: 0 };
    await view.press('Alt+z');
    await view.frame.locator('.scroller.wrap').waitFor();
    await view.row('end-399').waitFor();
    await person.picture('5-log-wrap');
    const box = await view.row('end-399').boundingBox();
    const scroller = await view.frame.locator('.scroller').boundingBox();
    assert.ok(box && scroller && box.height > height * 2, `${box?.height} of ${height}`);
    assert.ok(box.x + box.width <= scroller.x + scroller.width);
    assert.ok(
      Math.abs(box.y + box.height - scroller.y - scroller.height) < 2,
      'the last line ends where the view does',
    );
    demo.jenkins.state.runner.write(wide, longLines(400, 100));
    await view.row('end-499').waitFor();
    assert.equal((await view.visibleEnds()).at(-1), 499);
  });

  it('goes through wrapped lines page by page, and misses none', async () => {
    await view.press('Control+Home');
    await view.row(/end-0$/).waitFor();
    const seen = new Set<number>();
    for (let page = 0; page < 12; page++) {
      const ends = await view.visibleEnds();
      for (const line of ends) seen.add(line);
      await view.press('PageDown');
      while ((await view.visibleEnds()).at(-1) === ends.at(-1)) await person.page.waitForTimeout(20);
      await view.frame.locator('.row.cursor').waitFor();
    }
    const all = [...seen].sort((a, b) => a - b);
    assert.deepEqual(
      all,
      all.map((_, index) => index),
    );
    assert.ok(all.length > 60, `${all.length} lines`);
  });

  it('is led to a match deep in a wrapped line', async () => {
    await view.press('Control+f');
    await view.find.fill('needle');
    await view.frame.getByText('1 of 1').waitFor();
    const row = view.row('needle');
    await row.waitFor();
    await person.picture('5-log-wrap-find');
    const box = await row.boundingBox();
    const scroller = await view.frame.locator('.scroller').boundingBox();
    assert.ok(box && scroller && box.y < scroller.y + scroller.height && box.y + box.height > scroller.y);
    await view.find.press('Escape');
  });

  it('has them wrapped when it opens the log again, until they are no longer wanted so', async () => {
    await person.closeTab();
    await person.inlineAction('Jenkins', /^wide/, 'Open Log');
    view = new LogView(person);
    await view.frame.locator('.scroller.wrap').waitFor();
    await view.row(/end-\d+/).waitFor();
    await person.command('Jenkins: Toggle Word Wrap');
    await view.frame.locator('.scroller:not(.wrap)').waitFor();
    await view.row(/end-\d+/).waitFor();
  });
});
