import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { startWrittenBuild } from '../servers/jenkins/index.ts';
import type { Build } from '../servers/jenkins/state/model.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person who reads how a build ended', () => {
  let person: Workbench;
  let demo: DemoServers;
  let view: LogView;
  let aborted: Build;
  let deleted: Build;

  workbench(
    {
      pace: 4,
      prepare({ jenkins: { state } }) {
        const long = startWrittenBuild(state, 'long');
        long.log.appendLines(400_000);
        state.runner.finish(long, 'SUCCESS');
        aborted = startWrittenBuild(state, 'aborted');
        deleted = startWrittenBuild(state, 'deleted');
        state.runner.write(deleted, 'what there was\n');
      },
    },
    begun => {
      ({ person, demo } = begun);
      view = new LogView(person);
    },
  );

  it('sees the end of a long log at once, while the rest is still coming', async () => {
    let answer: ServerResponse | undefined;
    demo.jenkins.answerOnce({ path: '/job/long/1/consoleText' }, (_, res) => {
      answer = res.writeHead(200, { 'content-type': 'text/plain;charset=utf-8' });
      answer.write('Started by user admin\nRunning as SYSTEM\n');
    });
    await person.inlineAction('Jenkins', /^long/, 'Open Log');
    await view.row('Finished: SUCCESS').waitFor();
    await view.row('000399999').waitFor();
    await view.status.getByText('End of the log; the rest is still loading').waitFor();
    await view.status.getByText(/ of 42 MiB/).waitFor();
    await person.picture('6-log-ahead');
    // The connection breaks; the rest comes all the same.
    answer?.destroy();
    await view.status.getByText('Finished: passed').waitFor();
    await view.row('000399999').waitFor();
    assert.equal((await view.lines()).at(-1), 400_004);
  });

  it('goes through a log of any length with the keyboard', async () => {
    await view.focus();
    await view.press('Control+Home');
    await view.row('Started by user admin').waitFor();
    await view.press('PageDown');
    await view.row('Started by user admin').waitFor({ state: 'detached' });
    await view.press('Home');
    await view.row('Started by user admin').waitFor();
    await view.press('ArrowDown');
    await view.press('ArrowDown');
    await view.frame.locator('.row.cursor', { hasText: 'Building in workspace' }).waitFor();
    await view.press('End');
    await view.row('Finished: SUCCESS').waitFor();
  });

  it('drags the scrollbar to the middle of it', async () => {
    // The browser of these tests hides its scrollbars: what dragging one does is done to the element.
    await view.frame.locator('.scroller').evaluate(element => {
      const scroller = element as unknown as { scrollTop: number; scrollHeight: number };
      scroller.scrollTop = scroller.scrollHeight / 2;
    });
    await view.row('Finished: SUCCESS').waitFor({ state: 'detached' });
    await view.row(/INFO/).waitFor();
    const [middle = 0] = await view.lines();
    assert.ok(Math.abs(middle - 200_000) < 100, `at line ${middle}`);
    await person.picture('6-log-middle');
  });

  it('is told that a build was aborted', async () => {
    await person.inlineAction('Jenkins', /^aborted/, 'Open Log');
    await view.row('Running as SYSTEM').waitFor();
    demo.jenkins.state.runner.abort(aborted, 'Dana');
    await view.status.getByText('Aborted', { exact: true }).waitFor();
    await view.row('Aborted by Dana').waitFor();
  });

  it('is told that a build is gone, and can still read what was there', async () => {
    await person.inlineAction('Jenkins', /^deleted/, 'Open Log');
    await view.row('what there was').waitFor();
    deleted.job.builds.splice(0);
    await view.status.getByText(/The build was deleted or is hidden from your account/).waitFor();
    await view.row('what there was').waitFor();
    await person.picture('6-log-deleted');
  });

  it('reads a page that loads nothing from anywhere', async () => {
    const policy = view.frame.locator('meta[http-equiv="Content-Security-Policy"]');
    const content = (await policy.getAttribute('content')) ?? '';
    assert.match(content, /^default-src 'none'; style-src [^;]+; script-src 'nonce-[\w-]+'$/);
  });
});
