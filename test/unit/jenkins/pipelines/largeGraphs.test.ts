import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placedNodes } from '../../../../src/jenkins/pipelines/flowNodes.ts';
import { flowStages } from '../../../../src/jenkins/pipelines/flowStages.ts';
import type { Stage } from '../../../../src/jenkins/pipelines/stage.ts';
import { readStages } from '../../../../src/jenkins/pipelines/stages.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { FlowGraph, nodeName } from '../../../servers/jenkins/flow/flowGraph.ts';
import { flowPlan } from '../../../servers/jenkins/flow/flowScript.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { assertLinear } from '../../growth.ts';

type Json = Record<string, unknown>;

/** A run as its own flow graph tells it. */
function graphOf(script: string): Json[] {
  const flow = new FlowGraph();
  flow.add({ id: '2', kind: 'start', step: '', parents: [] }, 0);
  for (const { flow: event } of flowPlan(script).steps) if (event) flow.add(event, 0);
  const kinds = { block: 'StepStartNode', body: 'StepStartNode', bodyEnd: 'StepEndNode', blockEnd: 'StepEndNode' };
  return flow.nodes.map(node => ({
    _class: `x.${kinds[node.kind as keyof typeof kinds] ?? 'StepAtomNode'}`,
    ...{ id: node.id, displayName: nodeName(node), parents: node.parents },
    iconColor: node.error ? 'red' : 'blue',
  }));
}

/** One stage after another, each with a step. */
function rowScript(stages: number): string {
  let id = 3;
  const lines = Array.from({ length: stages }, (_, at) =>
    [`${id++} stage`, `${id++} { Stage ${at}`, `${id++} sh`, `${id++} }`, `${id++} //`].join('\n'),
  );
  return lines.join('\n');
}

const row = (stages: number) => graphOf(rowScript(stages));

/** Branches of a stage, each with stages of its own, as a matrix has them. */
function fanScript(branches: number, stages = 2): string {
  let id = 6;
  const starts = Array.from({ length: branches }, (_, at) => `${id++} { Branch: Matrix - OS = 'os${at}' ^5`);
  const ends: string[] = [];
  const inner = starts.map((start, at) => {
    let before = start.split(' ')[0];
    const lines = Array.from({ length: stages }, (_, stage) => {
      const open = `${id++} stage ^${before}`;
      const rest = [`${id++} { Cell ${stage}`, `${id++} sh${at === 7 && stage === 1 ? ' ! no' : ''}`];
      const failed = at === 7 && stage === 1 ? ' !' : '';
      const end = [`${id++} }${failed}`, `${id++} //${failed}`];
      before = end[1]?.split(' ')[0] ?? '';
      return [open, ...rest, ...end].join('\n');
    });
    const end = `${id++}`;
    ends.push(end);
    return [...lines, `${end} }${at === 7 ? ' !' : ''}`].join('\n');
  });
  return ['3 stage', '4 { Matrix', '5 parallel', ...starts, ...inner, `${id} // ^${ends.join()} !`].join('\n');
}

const fan = (branches: number) => graphOf(fanScript(branches));
const stagesOf = (json: readonly Json[]): Stage[] => flowStages(placedNodes(json), new Map(), true, 0);
const count = (stages: readonly Stage[]): number => stages.reduce((sum, { children }) => sum + 1 + count(children), 0);

describe('a large flow graph', () => {
  const demo = demoJenkins();

  it('has all its stages, in work that grows as they do', () => {
    assert.equal(count(stagesOf(row(500))), 500);
    const matrix = stagesOf(fan(100));
    assert.equal(count(matrix), 301);
    const [branch] = matrix[0]?.children.filter(({ state }) => state === 'failure') ?? [];
    assert.equal(branch?.name, "Matrix - OS = 'os7'");
    assert.deepEqual(
      branch?.children.map(({ state }) => state),
      ['success', 'failure'],
    );
    assertLinear('stages in a row', row, stagesOf, 1000);
    assertLinear('branches', fan, stagesOf, 300);
  });

  for (const plugins of [['pipeline-graph-view'], ['pipeline-rest-api'], []]) {
    it(`is read whole, by ${plugins[0] ?? 'neither plugin'}`, async () => {
      const { state } = demo.jenkins;
      state.plugins = plugins.map(shortName => ({ shortName, version: '1' }));
      for (const [name, script] of [
        ['row', rowScript(500)],
        ['matrix', fanScript(100)],
      ] as const) {
        const plan = () => ({ ...flowPlan(script), result: 'SUCCESS' as const });
        addPastBuild(state, newJob('pipeline', name, state.root, { plan }), { ago: 5, duration: 100 });
      }
      assert.equal(count((await readStages(demo.session, 'row', 1)).stages), 500);
      const { stages } = await readStages(demo.session, 'matrix', 1);
      assert.deepEqual([stages[0]?.children.length, count(stages)], [100, 301]);
    });
  }

  it('does no harm where its nodes lead in circles, or ever deeper', () => {
    const node = (id: string, parents: readonly string[]): Json => ({
      ...{ _class: 'x.StepStartNode', id, displayName: `S${id}`, iconColor: 'blue', parents },
    });
    assert.equal(count(stagesOf([node('3', ['3']), node('4', ['5']), node('5', ['4']), node('x', ['5'])])), 4);
    const deep = (depth: number) => Array.from({ length: depth }, (_, at) => node(`${at + 3}`, [`${at + 2}`]));
    assert.equal(count(stagesOf(deep(20_000))), 20_000);
    assertLinear('depth', deep, stagesOf, 1000);
  });
});
