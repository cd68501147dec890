import { describe, it } from 'mocha';
import { startWrittenBuild } from '../servers/jenkins/index.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

describe('a person in the editor of a log', () => {
  let person: Workbench;
  let view: LogView;

  const action = (name: string) =>
    person.page.locator('.editor-actions').getByRole('button', { name, exact: true }).first();

  workbench(
    {
      pace: 4,
      settings: { 'workbench.colorTheme': 'Default Dark Modern' },
      prepare({ jenkins }) {
        const build = startWrittenBuild(jenkins.state, 'written');
        jenkins.state.runner.write(build, 'first line\n');
      },
    },
    begun => {
      ({ person } = begun);
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
});
