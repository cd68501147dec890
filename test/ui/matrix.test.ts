import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DemoServers } from '../demo/servers.ts';
import { addPastMatrix, newMatrix, newMavenProject } from '../servers/jenkins/seed/matrixProject.ts';
import type { BuildPlan } from '../servers/jenkins/state/model.ts';
import { LogView } from './logView.ts';
import type { Workbench } from './workbench.ts';
import { workbench } from './workbenchFixture.ts';

const passes = (): BuildPlan => ({ steps: [{ print: 'on linux with pg\n', takes: 1000 }], result: 'SUCCESS' });
const fails = (): BuildPlan => ({
  steps: [{ print: 'src/Card.java:4: error: cannot find symbol\n', takes: 1000 }],
  result: 'FAILURE',
});
const holds = (): BuildPlan => ({ steps: [{ print: 'holding\n' }, { holds: true }], result: 'SUCCESS' });

describe('a person whose project is a matrix', () => {
  let person: Workbench;
  let demo: DemoServers;

  workbench(
    {
      pace: 4,
      closed: ['Jira'],
      prepare({ jenkins: { state } }) {
        const grid = newMatrix('grid', state.root, { 'DB=pg,OS=linux': passes, 'DB=my sql,OS=win': fails });
        addPastMatrix(state, grid, 30);
        const shop = newMavenProject('shop', state.root, { 'acme:core': passes, 'acme:web': fails });
        addPastMatrix(state, shop, 40);
      },
    },
    begun => {
      ({ person, demo } = begun);
    },
  );

  it('sees the configurations below the project and below its build, each with its result', async () => {
    await person.expand('Jenkins', /^grid.*failed/);
    await person.expand('Jenkins', /^Configurations$/);
    await person.line('Jenkins', /^DB=pg, OS=linux.*#1.*passed/).waitFor();
    await person.line('Jenkins', /^DB=my sql, OS=win.*#1.*failed/).waitFor();
    await person.collapse('Jenkins', /^Configurations$/);
    await person.expand('Jenkins', /^#1.*failed/);
    await person.line('Jenkins', /^DB=my sql, OS=win.*failed/).waitFor();
    await person.picture('25-matrix');
  });

  it('reads the log of a configuration', async () => {
    await person.line('Jenkins', /^DB=pg, OS=linux.*passed/).click();
    await person.tab(/grid DB=pg,OS=linux #1\.log/).waitFor();
    await new LogView(person).row('on linux with pg').waitFor();
  });

  it('is told by the explanation which configuration failed, and why', async () => {
    await person.inlineAction('Jenkins', /^#1.*failed/, 'Explain Failure');
    await person.webview.getByText('From the log of DB=my sql, OS=win:').waitFor();
    await person.webview.getByRole('heading', { name: 'grid #1 failed in DB=my sql, OS=win' }).waitFor();
    await person.webview.getByText('cannot find symbol').first().waitFor();
    await person.picture('25-matrix-failure');
    await person.webview.getByRole('button', { name: 'Open Log: DB=my sql, OS=win' }).click();
    await person.tab(/grid DB=my sql,OS=win #1\.log/).waitFor();
  });

  it('sees the modules of a Maven project below it and its build, and reads the log of one', async () => {
    await person.collapse('Jenkins', /^grid/);
    await person.expand('Jenkins', /^shop.*failed/);
    await person.expand('Jenkins', /^Modules$/);
    await person.line('Jenkins', /^core.*#1.*passed/).waitFor();
    await person.collapse('Jenkins', /^Modules$/);
    await person.expand('Jenkins', /^#1.*failed/);
    await person.picture('25-maven');
    await person.line('Jenkins', /^web.*failed/).click();
    await person.tab(/shop .*web #1\.log/).waitFor();
    await new LogView(person).row('cannot find symbol').waitFor();
    await person.collapse('Jenkins', /^shop/);
    await person.expand('Jenkins', /^grid/);
  });

  it('stops the project, and is told that its configurations stop, too', async () => {
    const { state } = demo.jenkins;
    const grid = state.job('grid');
    for (const cell of grid.cells ?? []) cell.plan = holds;
    await person.inlineAction('Jenkins', /^grid/, 'Start Build…');
    await person.line('Jenkins', /^grid.*#2.*running/).waitFor();
    await person.inlineAction('Jenkins', /^#2.*running/, 'Stop Build');
    await person.toast(/grid #2 and all its configurations were stopped\./).waitFor();
    await person.line('Jenkins', /^#2.*aborted/).waitFor();
    assert.ok(grid.cells?.every(({ builds }) => !builds[0]?.building));
  });
});
