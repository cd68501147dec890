import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { FileEdit, listChanges, listDownstream, readBuildFacts } from '../../../../src/jenkins/index.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { newJob } from '../../../servers/jenkins/state/items.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

const job = 'payments/api/main';
const plan = () => ({ steps: [], result: 'SUCCESS' as const });

describe('the facts of a build', () => {
  const demo = demoJenkins();
  const answer = (body: unknown) =>
    demo.jenkins.answerOnce({ path: '/job/' }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json', 'x-jenkins': '2.579' }).end(JSON.stringify(body)),
    );

  it('are read in one request', async () => {
    assert.deepEqual(await readBuildFacts(demo.session, job, 3), {
      artifacts: ['build/libs/api.jar'],
      tests: { failed: 1, skipped: 1, passed: 1 },
      isPipeline: true,
      parts: undefined,
      restartable: ['Checkout', 'Build', 'Test'],
      parameters: [],
      causes: [{ sentence: 'Started by an SCM change', upstream: undefined }],
      description: '',
      messages: ['PAY-17 Refuse expired cards\n'],
    });
    assert.equal(demo.jenkins.requests.length, 1);
  });

  it('have every parameter, and no value of a password', async () => {
    // As recorded of `params` #4.
    const parameters = [
      { _class: 'hudson.model.StringParameterValue', name: 'BRANCH', value: 'feature/ünï' },
      { _class: 'hudson.model.BooleanParameterValue', name: 'DEPLOY', value: false },
      { _class: 'hudson.model.PasswordParameterValue', name: 'SECRET' },
      { _class: 'hudson.model.TextParameterValue', name: 'NOTES', value: 'a\nab & c' },
      { _class: 'jenkins.plugins.parameter_separator.ParameterSeparatorValue', name: 'separator-7d0a' },
      { _class: 'com.example.SomePasswordParameterValue', name: 'OWN', value: 'told by a careless plugin' },
    ];
    answer({ actions: [{ parameters }, {}] });
    assert.deepEqual((await readBuildFacts(demo.session, job, 3)).parameters, [
      { name: 'BRANCH', value: 'feature/ünï' },
      { name: 'DEPLOY', value: 'false' },
      { name: 'SECRET', value: undefined },
      { name: 'NOTES', value: 'a\nab & c' },
      { name: 'OWN', value: undefined },
    ]);
  });

  it('are none where an answer is odd, and no other plugin’s count', async () => {
    const none = {
      artifacts: [],
      tests: undefined,
      isPipeline: false,
      parts: undefined,
      restartable: [],
      parameters: [],
      causes: [],
      description: '',
      messages: [],
    };
    answer({
      actions: [null, { failCount: '1', totalCount: 2, urlName: 'testReport', parameters: [7, {}], causes: [{}] }, 7],
      artifacts: 'none',
      changeSets: [{ items: 'none' }],
    });
    assert.deepEqual(await readBuildFacts(demo.session, job, 3), none);
    answer({ actions: [{ failCount: 5, totalCount: 9, urlName: 'robot' }, {}] });
    assert.deepEqual(await readBuildFacts(demo.session, job, 3), none);
  });

  it('lead to its commits, with message, author and files', async () => {
    const [commit, ...others] = await listChanges(demo.session, job, 3);
    assert.equal(others.length, 0);
    assert.match(commit?.message ?? '', /^PAY-17 /);
    assert.equal(commit?.files[0]?.edit, FileEdit.edit);
  });

  it('count and list a commit once that two checkouts bring', async () => {
    const [first, second, other] = ['a1', 'b2', 'c3'].map(commitId => ({ commitId, msg: commitId }));
    const twice = { changeSets: [{ items: [first, second] }, { items: [first, second, other, {}, {}] }] };
    answer(twice);
    assert.equal((await readBuildFacts(demo.session, job, 3)).messages.length, 5);
    answer(twice);
    const commits = await listChanges(demo.session, job, 3);
    assert.deepEqual(
      commits.map(({ id }) => id),
      ['a1', 'b2', 'c3', '', ''],
    );
  });

  it('read paths as git quotes them', async () => {
    // As recorded of `mb/main` #2.
    const paths = [
      { editType: 'edit', file: 'version.txt' },
      { editType: 'add', file: '"src/\\305\\276 dir/a b.txt"' },
      { editType: 'delete', file: '"a\\"b\\\\c\\tä"' },
      { editType: 'odd', file: 'x' },
      { editType: 'edit' },
    ];
    const comment = 'Second: bump the version\n\nA body\nof two lines, ABC-123 ž\n';
    answer({ changeSets: [{ items: [{ commitId: 'ca51879', comment, msg: 'Second', timestamp: -1, paths }] }] });
    assert.deepEqual(await listChanges(demo.session, job, 2), [
      {
        id: 'ca51879',
        author: undefined,
        message: comment.trim(),
        at: undefined,
        files: [
          { path: 'version.txt', edit: 'edit' },
          { path: 'src/ž dir/a b.txt', edit: 'add' },
          { path: 'a"b\\c\tä', edit: 'delete' },
          { path: 'x', edit: 'edit' },
        ],
        hasMoreFiles: false,
      },
    ]);
  });

  it('lead upstream and downstream', async () => {
    const { state } = demo.jenkins;
    const upstream = newJob('freestyle', 'upstream', state.root, { plan, downstream: ['downstream'] });
    const downstream = newJob('freestyle', 'downstream', state.root, { plan });
    addPastBuild(state, upstream, { ago: 20, duration: 1 });
    addPastBuild(state, downstream, { ago: 15, duration: 1 });
    addPastBuild(state, downstream, {
      ago: 10,
      duration: 1,
      causes: [{ kind: 'upstream', project: 'upstream', build: 1, url: 'job/upstream/', causes: [] }],
    });
    const { causes } = await readBuildFacts(demo.session, 'downstream', 2);
    assert.deepEqual(causes, [
      {
        sentence: 'Started by upstream project "upstream" build number 1',
        upstream: { job: 'upstream', number: 1 },
      },
    ]);
    const started = await listDownstream(demo.session, 'upstream', 1);
    assert.deepEqual(
      started.map(each => [each.job, each.build.number, each.build.result]),
      [['downstream', 2, 'SUCCESS']],
    );
  });

  it('lead to the Pipeline whose step started it, by a cause of another class', async () => {
    // As the step `build` of pipeline-build-step notes it: BuildUpstreamCause exports the fields of UpstreamCause.
    const cause = {
      _class: 'org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause',
      shortDescription: 'Started by upstream project "team/app/main" build number 7',
      ...{ upstreamBuild: 7, upstreamProject: 'team/app/main', upstreamUrl: 'job/team/job/app/job/main/' },
    };
    const run = { _class: 'org.jenkinsci.plugins.workflow.job.WorkflowRun' };
    for (const bare of [{}, run]) {
      answer({ ...bare, actions: [{ _class: 'hudson.model.CauseAction', causes: [cause] }] });
      const { causes } = await readBuildFacts(demo.session, job, 3);
      assert.deepEqual(causes, [{ sentence: cause.shortDescription, upstream: { job: 'team/app/main', number: 7 } }]);
    }
  });
});
