import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../../src/base/cooperatively.ts';
import { placeInTrace, readCause } from '../../../src/logs/index.ts';
import { groups, samplesOf } from './errors/samples.ts';

const read = (...lines: string[]) => atOnce(readCause(`${lines.join('\n')}\n`));

describe('the cause in the end of a log', () => {
  it('is what the log view goes to, for every tool', () => {
    for (const sample of groups.filter(group => group !== 'passed').flatMap(samplesOf)) {
      const found = read(...sample.lines);
      assert.ok(found, sample.name);
      const near = found.around.map(({ line }) => line + 1);
      assert.ok(near.includes(sample.wanted) || Math.abs(found.lines[0].line + 1 - sample.wanted) <= 2, sample.name);
    }
  });

  it('comes with its step, and with the lines around it of the same step', () => {
    const found = read(
      '[Pipeline] sh',
      '+ make lint',
      'fine',
      '[Pipeline] sh',
      '[2026-11-28T20:01:51.405Z] + make all',
      'cc -c a.c',
      '\u001b[31ma.c:3:1: error: expected expression\u001b[0m',
      '   ^',
      '[Pipeline] }',
      'ERROR: script returned exit code 2',
    );
    assert.equal(found?.step, 'make all');
    assert.deepEqual(
      found?.around.map(({ text }) => text),
      ['+ make all', 'cc -c a.c', 'a.c:3:1: error: expected expression', '   ^'],
    );
  });

  it('is not put into a step that printed nothing of its own', () => {
    assert.equal(read('+ make', '[Pipeline] sh', 'a.c:3:1: error: b')?.step, undefined);
  });

  it('names the step that Jenkins blames, and a command of cmd', () => {
    assert.equal(
      read('a.c:3:1: error: b', "Build step 'Execute shell' marked build as failure")?.step,
      'Execute shell',
    );
    assert.equal(read('C:\\ws\\api>nmake all', 'a.c(3): error C2065: b')?.step, 'nmake all');
  });

  it('lists further lines of the same kind once each, and counts all', () => {
    const errors = Array.from({ length: 30 }, (_, at) => `a.c:${(at % 15) + 1}:1: error: e`);
    const found = read(...errors);
    assert.equal(found?.count, 30);
    assert.equal(found?.lines.length, 15);
    assert.equal(new Set(found?.lines.map(({ text }) => text)).size, 15);
  });

  it('is none where nothing tells of a failure', () => {
    assert.equal(read('all is well', 'Finished: SUCCESS'), undefined);
    assert.equal(atOnce(readCause('')), undefined);
  });
});

describe('the place of a test in its trace', () => {
  const java = 'AssertionError\n\tat org.junit.Assert.fail(Assert.java:89)\n\tat a.CardTest.pays(CardTest.java:42)';
  it('is the line in the file of its class', () => {
    assert.deepEqual(placeInTrace(java, 'a.CardTest'), { path: 'CardTest.java', line: 42, column: undefined });
    assert.equal(placeInTrace(java, 'a.CardTest$Nested')?.line, 42);
  });

  it('is else the first in a file of the project', () => {
    const node = 'Error\n    at f (/ws/node_modules/x/index.js:1:1)\n    at g (/ws/src/card.test.ts:7:3)';
    assert.equal(placeInTrace(node, 'Card › pays')?.path, '/ws/src/card.test.ts');
    assert.equal(
      placeInTrace('E   assert 1 == 2\n\ntests/test_card.py:12: AssertionError', 'tests.test_card')?.line,
      12,
    );
    assert.equal(placeInTrace('no place', 'a.B'), undefined);
  });
});
