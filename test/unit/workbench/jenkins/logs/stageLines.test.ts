import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { StageLines } from '../../../../../src/workbench/jenkins/logs/stageLines.ts';
import { declPar } from '../../../../servers/conformance/recordedFlows.ts';
import { addPastBuild } from '../../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../../fixtures/demoJenkins.ts';

describe('the stages of a log’s lines', () => {
  const demo = demoJenkins();
  const { signal } = new AbortController();

  const html = (body: string, size: number, more: boolean) =>
    demo.jenkins.answerOnce({ path: /progressiveHtml/ }, (_, res) =>
      res
        .writeHead(200, { 'content-type': 'text/html', 'x-text-size': size, ...(more && { 'x-more-data': 'true' }) })
        .end(body),
    );
  const linesOf = (pauseMs?: number) => {
    const connection = { id: 'a', url: demo.jenkins.url } as never;
    return new StageLines({ connection, job: 'par', number: 1 }, () => demo.session, pauseMs);
  };

  it('are all there in the end, also of lines that came right after a reading', async () => {
    const stages = linesOf(1000);
    html('a\n', 2, true);
    await stages.advance(signal);
    html('b\n', 4, false);
    await stages.advance(signal);
    assert.equal(stages.nodes.lines, 1, 'read again without a pause');
    await stages.advanceLater(signal);
    assert.equal(stages.nodes.lines, 2);
    await stages.advanceLater(signal);
    assert.equal(demo.jenkins.requests.length, 2, 'a log that is complete was read again');
  });

  it('are read after a reading that is under way', async () => {
    const stages = linesOf(0);
    html('a\n', 2, true);
    html('b\n', 4, false);
    await Promise.all([stages.advance(signal), stages.advanceLater(signal)]);
    assert.equal(stages.nodes.lines, 2);
  });

  it('are not waited for in a log that was closed', async () => {
    const stages = linesOf(60_000);
    html('a\n', 2, true);
    await stages.advance(signal);
    const closing = new AbortController();
    const waiting = stages.advanceLater(closing.signal);
    closing.abort();
    await assert.rejects(waiting);
  });

  it('are right after an answer that broke off', async () => {
    addPastBuild(demo.jenkins.state, newJob('pipeline', 'par', demo.jenkins.state.root, { plan: declPar }), {
      ...{ ago: 5, duration: 4 },
    });
    const whole = linesOf(0);
    await whole.advance(signal);
    const stages = linesOf(0);
    demo.jenkins.answerOnce({ path: /progressiveHtml/ }, (_, res) => {
      res.writeHead(200, { 'content-type': 'text/html', 'x-text-size': 9, 'content-length': 999 });
      res.write('a\nb\nc\n', () => res.destroy());
    });
    await stages.advance(signal).catch(() => undefined);
    await stages.advance(signal);
    assert.deepEqual(stages.nodes.linesOf('16'), whole.nodes.linesOf('16'));
    assert.ok(whole.nodes.lines > 0 && stages.nodes.lines === whole.nodes.lines);
  });
});
