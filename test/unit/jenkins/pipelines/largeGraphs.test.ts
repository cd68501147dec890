import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { placedNodes } from '../../../../src/jenkins/pipelines/flowNodes.ts';
import { flowStages } from '../../../../src/jenkins/pipelines/flowStages.ts';
import type { Stage } from '../../../../src/jenkins/pipelines/stage.ts';
import { FlowGraph, nodeName } from '../../../servers/jenkins/flow/flowGraph.ts';
import { flowPlan } from '../../../servers/jenkins/flow/flowScript.ts';
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
function row(stages: number): Json[] {
  let id = 3;
  const lines = Array.from({ length: stages }, (_, at) =>
    [`${id++} stage`, `${id++} { Stage ${at}`, `${id++} sh`, `${id++} }`, `${id++} //`].join('\n'),
  );
  return graphOf(lines.join('\n'));
}

/** Branches of a stage, each with stages of its own, as a matrix has them. */
function fan(branches: number, stages = 2): Json[] {
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
  return graphOf(['3 stage', '4 { Matrix', '5 parallel', ...starts, ...inner, `${id} // ^${ends.join()} !`].join('\n'));
}

const stagesOf = (json: readonly Json[]): Stage[] => flowStages(placedNodes(json), new Map(), true, 0);
const count = (stages: readonly Stage[]): number => stages.reduce((sum, { children }) => sum + 1 + count(children), 0);

describe('a large flow graph', () => {
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
