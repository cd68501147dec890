import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import type { BuildRef } from '../../../../../src/workbench/jenkins/jobs/jobRef.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import type { BuildResult } from '../../../../servers/jenkins/state/model.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';
import { until } from '../../../fixtures/until.ts';

const command = 'jenkinsJira.compareBuilds';

describe('Compare Builds', () => {
  const at = jenkinsWorkbench();

  before(() => {
    const { state } = at.jenkins;
    for (const name of ['picked', 'other']) {
      const job = newJob('freestyle', name, state.root, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
      for (const result of ['SUCCESS', 'SUCCESS', 'FAILURE', 'FAILURE', 'SUCCESS'] as BuildResult[]) {
        addPastBuild(state, job, { ago: 5, duration: 1, plan: () => ({ steps: [], result }) });
      }
    }
  });

  const build = (number: number, job = 'picked') => ({ connection: 'jenkins', job, number });
  const title = () => {
    const html = at.editor.panels.at(-1)?.content ?? '';
    return /<h1[^>]*>([^<]*)/.exec(html)?.[1];
  };

  it('offers the last passed build before first, then the one before, then all others', async () => {
    const comparing = at.editor.execute(command, build(4));
    const pick = await at.editor.dialogs.nextPick();
    await until(() => pick.isReady);
    assert.deepEqual(pick.labels, ['#2', '#3', '#5', '#1']);
    const descriptions = pick.items.map(item => ('description' in item ? String(item.description) : ''));
    assert.match(descriptions[0] ?? '', /^passed · .* · last passed build before$/);
    assert.match(descriptions[1] ?? '', /^failed · .* · build before$/);
    await pick.choose('#2');
    await comparing;
    await until(() => title() === 'picked: #2 and #4 compared');
  });

  it('compares two selected builds without asking, the earlier one first', async () => {
    await at.editor.execute(command, build(3), [build(5), build(3)]);
    await until(() => title() === 'picked: #3 and #5 compared');
    assert.equal(at.editor.dialogs.count, 0);
  });

  it('compares builds of two jobs', async () => {
    await at.editor.execute(command, build(3), [build(3), build(5, 'other')]);
    await until(() => title() === 'picked #3 and other #5 compared');
    const html = () => at.editor.panels.at(-1)?.content ?? '';
    await until(() => html().includes('The builds belong to different jobs'));
  });

  it('finds both builds in the address of a page, as after a reload', async () => {
    const { comparisonUri, pairOfUri } = await import('../../../../../src/workbench/jenkins/comparison/buildPair.ts');
    const { Uri } = await import('vscode');
    const connection = { id: 'jenkins' } as BuildRef['connection'];
    const pair = [
      { connection, job: 'team/a%2Fb', number: 3 },
      { connection, job: 'other', number: 5 },
    ] as const;
    const uri = Uri.parse(comparisonUri(pair).toString());
    assert.deepEqual(
      pairOfUri(uri, id => (id === 'jenkins' ? connection : undefined)),
      pair,
    );
    assert.equal(
      pairOfUri(uri, () => undefined),
      undefined,
    );
  });

  it('says how many to select where three are', async () => {
    const { length } = at.editor.panels;
    await at.editor.execute(command, build(3), [build(3), build(4), build(5)]);
    assert.match(JSON.stringify(at.editor.messages), /Select two builds of one Jenkins to compare them\./);
    assert.equal(at.editor.panels.length, length);
  });

  it('opens nothing when no build is picked', async () => {
    const { length } = at.editor.panels;
    const comparing = at.editor.execute(command, build(4));
    (await at.editor.dialogs.nextPick()).hide();
    await comparing;
    assert.equal(at.editor.panels.length, length);
  });
});
