import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnauthenticatedError } from '../../../../src/http/index.ts';
import { LineNodes } from '../../../../src/jenkins/logs/lineNodes.ts';
import { nodesBegin, readLineNodes } from '../../../../src/jenkins/logs/readLineNodes.ts';
import { declPar } from '../../../servers/conformance/recordedFlows.ts';
import { loadRecordings } from '../../../servers/conformance/recordings.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';
import { until } from '../../fixtures/until.ts';

const recordings = loadRecordings();
const bodyOf = (number: number) => recordings?.get(number)?.response.body ?? '';

/** As a browser shows it, without tags. */
const plain = (html: string) => html.replace(/<[^>]*>/g, '').split(/\r?\n/);

describe('the nodes of a log’s lines', () => {
  const read = (...answers: string[]) => {
    const nodes = new LineNodes();
    for (const answer of answers) {
      nodes.beginAnswer();
      nodes.take(answer);
    }
    return nodes;
  };
  const textOf = (nodes: LineNodes, html: string, id: string) => nodes.linesOf(id).map(line => plain(html)[line]);

  it('are told by the recorded HTML of parallel branches', function () {
    if (!recordings) return this.skip();
    const html = bodyOf(735);
    const nodes = read(html);
    assert.equal(nodes.lines, 97);
    assert.deepEqual(
      nodes.blocks().map(({ id, name, isBranch, depth }) => [id, name, isBranch, depth]),
      [
        ['6', 'Build', false, 0],
        ['11', 'Test', false, 0],
        ['15', 'Linux', true, 1],
        ['19', 'Linux', false, 2],
        ['16', 'Windows', true, 1],
        ['21', 'Windows', false, 2],
        ['17', 'Mac', true, 1],
        ['23', 'Mac', false, 2],
        ['25', 'Mac build', false, 3],
        ['38', 'Mac test', false, 3],
        ['49', 'Deploy', false, 0],
        ['54', 'Declarative: Post Actions', false, 0],
      ],
    );
    const windows = textOf(nodes, html, '16');
    assert.deepEqual(
      windows.filter(text => !text?.startsWith('[Pipeline]')),
      [
        ...['+ echo windows 1', 'windows 1', '+ sleep 0.7', '+ echo windows 2', 'windows 2', '+ sleep 0.7'],
        ...['+ echo windows 3', 'windows 3', '+ sleep 0.7', '+ exit 3', 'Failed in branch Windows'],
      ],
    );
    const line = plain(html).indexOf('windows 2');
    assert.deepEqual([nodes.blockAt(line)?.id, nodes.blockAt(0)], ['21', undefined]);
    const begin = (text: string) => plain(html).indexOf(`[Pipeline] { (${text})`);
    assert.deepEqual(
      [...nodes.scattered()].sort((a, b) => a - b),
      ['Branch: Linux', 'Branch: Windows', 'Branch: Mac', 'Linux', 'Windows', 'Mac', 'Mac build'].map(begin),
    );
  });

  it('are the same however the answers are cut, with the node of the last line carried over', function () {
    if (!recordings) return this.skip();
    const whole = bodyOf(735);
    const middle = bodyOf(739);
    // 739 begins in the middle of a line of node 27, and closes no span for it.
    const half = whole.slice(0, whole.indexOf('+ echo windows 2') + '+ echo '.length);
    const nodes = read(`${half}</span>`, middle);
    const expected = read(whole);
    assert.equal(nodes.lines, expected.lines);
    for (const id of ['16', '21', '27', '28', '6', '2']) {
      assert.deepEqual(nodes.linesOf(id), expected.linesOf(id), `node ${id}`);
    }
  });

  it('are the same in pieces of any size', function () {
    if (!recordings) return this.skip();
    const html = bodyOf(735);
    const expected = read(html);
    for (const size of [1, 7, 64, 1000]) {
      const nodes = new LineNodes();
      nodes.beginAnswer();
      for (let at = 0; at < html.length; at += size) nodes.take(html.slice(at, at + size));
      assert.deepEqual(nodes.linesOf('16'), expected.linesOf('16'));
    }
  });

  it('are of a step, whose label makes it no stage', function () {
    if (!recordings) return this.skip();
    const html = bodyOf(735);
    const nodes = read(html);
    const line = plain(html).indexOf('windows 2');
    assert.deepEqual(textOf(nodes, html, nodes.stepAt(line)?.id ?? '').slice(0, 2), [
      '[Pipeline] sh',
      '+ echo windows 1',
    ]);
    const begin = plain(html).indexOf('[Pipeline] { (Branch: Windows)');
    assert.deepEqual([nodes.stepAt(begin), nodes.stepAt(0), nodes.stepAt(9999)], [undefined, undefined, undefined]);
    const labelled = read(
      '<span class="pipeline-new-node" nodeId="6" startId="6" label="Build">[Pipeline] { (Build)\n</span>' +
        '<span class="pipeline-new-node" nodeId="7" enclosingId="6" label="Compile">[Pipeline] sh (Compile)\n</span>' +
        '<span class="pipeline-node-7">+ make\n</span>',
    );
    assert.deepEqual(labelled.stepAt(2), { id: '7', line: 1 });
    assert.deepEqual(
      labelled.blocks().map(({ name }) => name),
      ['Build'],
    );
    assert.equal(labelled.blockAt(2)?.name, 'Build');
  });

  it('are not told twice by an answer that broke off and came again', function () {
    if (!recordings) return this.skip();
    const html = bodyOf(735);
    const expected = read(html);
    const first = html.slice(0, html.indexOf('</span>', html.indexOf('+ echo windows 1')) + '</span>'.length);
    const rest = html.slice(first.length);
    for (const end of [1, 700, rest.length >> 1, rest.length - 9]) {
      const nodes = read(first);
      nodes.beginAnswer();
      nodes.take(rest.slice(0, end));
      nodes.dropAnswer();
      nodes.beginAnswer();
      nodes.take(rest);
      assert.equal(nodes.lines, expected.lines);
      assert.deepEqual(nodes.linesOf('16'), expected.linesOf('16'));
      assert.deepEqual(nodes.blocks(), expected.blocks());
    }
  });

  it('survive odd HTML', () => {
    const nodes = read(
      'a < b\n<span class="pipeline-new-node" nodeId="x">c\n</span></span></span>' +
        '<span class="pipeline-new-node" nodeId="5" enclosingId="6">d\n</span>' +
        '<span class="pipeline-new-node" nodeId="6" startId="6" enclosingId="5" label="a &lt;b&gt; &quot;c&quot;">e\n</span>' +
        '<span class="pipeline-node-6">one line of two <b>parts\n</b></span><span class="pipeline-node-5">',
    );
    assert.deepEqual([nodes.lines, nodes.linesOf('6'), nodes.linesOf('99')], [5, [2, 3, 4], []]);
    assert.equal(nodes.blocks()[0]?.name, 'a <b> "c"');
    assert.equal(read(`<span ${'x'.repeat(70_000)}\nend\n`).lines, 2);
  });
});

describe('the nodes of a running log', () => {
  const demo = demoJenkins();

  it('are read on from where the last answer ended', async () => {
    const { state } = demo.jenkins;
    const job = newJob('pipeline', 'par', state.root, { plan: declPar });
    addPastBuild(state, job, { ago: 5, duration: 4 });
    const whole = new LineNodes();
    const end = await readLineNodes(demo.session, 'par', 1, { into: whole, from: nodesBegin });
    assert.deepEqual([end.isComplete, end.start], [true, job.builds[0]?.log.length]);
    assert.ok(whole.linesOf('16').length > 10);
    // A run that grows: each answer ends where the log did.
    const running = newJob('pipeline', 'running', state.root, { plan: declPar });
    state.startBuild(running, { delay: 0 });
    await until(() => running.builds.length > 0);
    const nodes = new LineNodes();
    let from = nodesBegin;
    while (!from.isComplete) {
      from = await readLineNodes(demo.session, 'running', 1, { into: nodes, from });
      await new Promise(done => setTimeout(done, 15));
    }
    assert.equal(nodes.lines, whole.lines);
    for (const id of ['16', '21', '27', '6', '3']) assert.deepEqual(nodes.linesOf(id), whole.linesOf(id), `node ${id}`);
  });

  it('are none where another party answers', async () => {
    demo.jenkins.answerOnce({ path: '/job/hello/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'text/html' }).end('<html><title>Sign in</title></html>'),
    );
    await assert.rejects(
      readLineNodes(demo.session, 'hello', 1, { into: new LineNodes(), from: nodesBegin }),
      error => !(error instanceof UnauthenticatedError),
    );
  });
});
