// All kinds of writes: how each is done, and how often the demo server did it.
import type { WriteControl, Written } from '../../src/http/index.ts';
import * as jenkins from '../../src/jenkins/index.ts';
import * as jira from '../../src/jira/index.ts';
import { linkBuild, sendReport } from '../../src/reporting/index.ts';
import { freestyleXml } from '../live/jobXml.ts';
import { addPastBuild } from '../servers/jenkins/builds/pastBuild.ts';
import type { DemoJenkins } from '../servers/jenkins/index.ts';
import { newJob } from '../servers/jenkins/state/items.ts';
import { sprintFieldId, sprints } from '../servers/jira/customFields.ts';
import { commentFor } from '../unit/jira/comments/body.ts';
import { sendGivenToJenkins, sendGivenToJira } from './givenWrites.ts';
import { worklogWrites } from './worklogWrites.ts';
import { creation, growth, issueOf, key, state, type Write, yes } from './write.ts';

/** Makes the jobs that writes change. */
export function prepareJobs({ state }: DemoJenkins): void {
  const { root } = state;
  for (const name of ['steered', 'keeps', 'waits']) {
    newJob('freestyle', name, root, { plan });
  }
  const again = newJob('pipeline', 'again', root, { plan, restartableStages: ['Build'] });
  addPastBuild(state, again, { ago: 5, duration: 1 });
}

const plan = () => ({ steps: [], result: 'SUCCESS' as const });

let made = 0;

const again = (
  perform: (session: jenkins.JenkinsSession, run: jenkins.RunRef, control: WriteControl) => Promise<Written>,
) =>
  creation(({ starts }) => ({
    perform: (at, control) => perform(at.jenkins, { job: 'again', number: 1 }, control),
    count: growth(starts),
  }));

const jenkinsWrites = {
  sendGivenToJenkins,
  start: creation(({ starts }) => ({
    perform: (at, control) => jenkins.startBuild(at.jenkins, 'hello', undefined, control),
    count: growth(starts),
  })),
  startWithValues: creation(({ starts }, which) => ({
    perform: (at, control) => jenkins.startBuild(at.jenkins, 'deploy', new Map([['VERSION', `1.${which}`]]), control),
    count: growth(starts),
  })),
  startWithSteeringName: creation(({ jenkins: { state }, starts }, which) => {
    const job = state.job('steered');
    job.parameters = [{ kind: 'string', name: 'delay' }];
    return {
      perform: (at, control) => jenkins.startBuild(at.jenkins, 'steered', new Map([['delay', `${which}`]]), control),
      count: growth(starts),
    };
  }),
  replayBuild: again((at, run, control) => jenkins.replayBuild(at, run, new Map([['mainScript', 'echo 1']]), control)),
  rerunBuild: again(jenkins.rerunBuild),
  restartFromStage: again((at, run, control) => jenkins.restartFromStage(at, run, 'Build', control)),
  deleteBuild: state(({ jenkins: { state } }, which) => {
    const job = state.job('hello');
    const build = state.addFinishedBuild(job, { result: 'SUCCESS' });
    if (which > 0) state.deletionsToFail = which - 1;
    return {
      perform: (at, control) => jenkins.deleteBuild(at.jenkins, 'hello', build.number, control),
      count: () => yes(!job.builds.includes(build)),
    };
  }),
  keepBuild: state(({ jenkins: { state } }) => {
    const build = state.job('keeps').builds[0] ?? state.addFinishedBuild(state.job('keeps'), { result: 'SUCCESS' });
    const keep = !build.keepLog;
    return {
      perform: (at, control) => jenkins.keepBuild(at.jenkins, 'keeps', build.number, keep, control),
      count: () => yes(build.keepLog === keep),
    };
    // Jenkins can only toggle: two at once undo each other.
  }, false),
  describeBuild: state(({ jenkins: { state } }, which) => {
    const build = state.job('keeps').builds[0] ?? state.addFinishedBuild(state.job('keeps'), { result: 'SUCCESS' });
    build.description = 'before';
    const wanted = `One\nTwo ${which} ✓`;
    return {
      perform: (at, control) => jenkins.describeBuild(at.jenkins, 'keeps', build.number, wanted, control),
      count: () => yes(build.description === wanted),
    };
  }),
  answerInput: state(({ jenkins: { state } }) => {
    const input = { id: 'Gate', message: 'Deploy?', proceedText: 'Proceed', parameters: [] };
    const job = newJob('pipeline', `gate-${++made}`, state.root, {
      plan: () => ({ steps: [{ input }, { holds: true }], result: 'SUCCESS' }),
    });
    const build = state.addFinishedBuild(job, { result: 'SUCCESS' });
    Object.assign(build, { building: true, result: null });
    state.runner.start(build);
    const asked = { ...input, ok: 'Proceed', submitter: undefined };
    return {
      perform: (at, control) =>
        jenkins.answerInput(
          at.jenkins,
          { job: job.name, number: build.number, input: asked },
          'proceed',
          undefined,
          control,
        ),
      count: () => yes(build.approvers.length === 1),
    };
  }, false),
  cancelQueueItem: state(({ jenkins: { state } }) => {
    const { item } = state.queue.submit(state.job('waits'), { causes: [{ kind: 'timer' }], delay: 100_000 });
    return {
      perform: (at, control) => jenkins.cancelQueueItem(at.jenkins, item.id, control),
      count: () => yes(item.cancelled),
    };
  }),
  enableJob: state(({ jenkins: { state } }, which) => {
    const job = state.job('keeps');
    const enable = which > 0;
    job.disabled = enable;
    return {
      perform: (at, control) => jenkins.enableJob(at.jenkins, 'keeps', enable, control),
      count: () => yes(job.disabled !== enable),
    };
  }),
  createJob: state(({ jenkins: { state } }, which) => {
    const name = `made-${which}`;
    state.root.items.delete(name);
    return {
      perform: (at, control) => jenkins.createJob(at.jenkins, '', name, freestyleXml('echo "ž"\n'), control),
      count: () => yes(state.root.items.has(name)),
    };
  }),
  copyJob: state(({ jenkins: { state } }, which) => {
    const name = `copied-${which}`;
    state.root.items.delete(name);
    return {
      perform: (at, control) => jenkins.copyJob(at.jenkins, '', name, 'hello', control),
      count: () => yes(state.root.items.has(name)),
    };
  }),
  writeConfiguration: state(({ jenkins: { state } }) => {
    const job = state.job('keeps');
    const command = `echo "${++made}" && <ž>`;
    return {
      perform: (at, control) => jenkins.writeConfiguration(at.jenkins, 'keeps', freestyleXml(command), control),
      count: () => yes(job.command === command),
    };
  }),
  deleteJob: state(({ jenkins: { state } }) => {
    newJob('freestyle', 'goes', state.root, { plan });
    return {
      perform: (at, control) => jenkins.deleteJob(at.jenkins, 'goes', control),
      count: () => yes(!state.root.items.has('goes')),
    };
  }),
};

const jiraWrites = {
  sendGivenToJira,
  addComment: creation(({ jira: { state } }, which) => ({
    perform: (at, control) => jira.addComment(at.jira, key, commentFor(at.jira.flavor, `Fine, ${which}.`), control),
    count: growth(() => state.comments.length),
  })),
  updateComment: state(({ jira: { state } }, which) => {
    const comment = state.addComment(key, 'fred', 'before');
    const before = JSON.stringify(comment.body);
    return {
      perform: (at, control) =>
        jira.updateComment(at.jira, key, comment.id, commentFor(at.jira.flavor, `Changed ${which}`), control),
      count: () => yes(JSON.stringify(comment.body) !== before),
    };
  }),
  sendReport: state(({ jira: { state } }, which) => {
    const address = `https://ci.example.com/job/app/${++made}/`;
    const text = `[app](${address}) told ${which}`;
    const reports = () => state.comments.filter(({ body }) => JSON.stringify(body).includes(address));
    return {
      perform: (at, control) =>
        sendReport(at.jira, key, { address, startedAt: Date.now(), ...commentFor(at.jira.flavor, text) }, control),
      count: () => yes(reports().length === 1),
    };
  }, false),
  linkBuild: state(servers => {
    const address = `https://ci.example.com/job/app/${++made}/`;
    const links = () => issueOf(servers).remoteLinks?.filter(({ globalId }) => globalId === address) ?? [];
    return {
      perform: (at, control) => linkBuild(at.jira, key, { address, title: `app #${made}`, summary: '' }, control),
      count: () => yes(links().length === 1),
    };
  }, false),
  deleteComment: state(({ jira: { state } }) => {
    const comment = state.addComment(key, 'fred', 'goes');
    return {
      perform: (at, control) => jira.deleteComment(at.jira, key, comment.id, control),
      count: () => yes(!state.comments.includes(comment)),
    };
  }),
  ...worklogWrites,
  addAttachment: creation((servers, which) => ({
    perform: (at, control) =>
      jira.addAttachment(at.jira, key, { fileName: `a ${which}.txt`, content: Buffer.from('ž'.repeat(9)) }, control),
    count: growth(() => issueOf(servers).attachments?.length ?? 0),
  })),
  createIssue: creation(({ jira: { state } }, which) => ({
    perform: (at, control) =>
      jira.createIssue(
        at.jira,
        { project: { key: 'PAY' }, issuetype: { id: '10004' }, summary: `New ${which}` },
        control,
      ),
    count: growth(() => state.issues.length),
  })),
  editIssue: state(servers => {
    const issue = issueOf(servers);
    const wanted = `Summary ${++made}`;
    issue.labels = ['old', 'stays'];
    const update = { labels: [{ add: `new-${made}` }, { remove: 'old' }] };
    return {
      perform: (at, control) =>
        jira.editIssue(at.jira, key, { summary: wanted, duedate: null }, { ...control, update }),
      count: () => yes(issue.summary === wanted),
    };
  }),
  moveToSprint: state((servers, which) => {
    const issue = issueOf(servers);
    const sprint = sprints[which - 1];
    issue.custom = { [sprintFieldId]: sprints.slice(which, which + 1) };
    return {
      perform: (at, control) => jira.moveToSprint(at.jira, [key], sprint && String(sprint.id), control),
      count: () => yes(JSON.stringify(issue.custom?.[sprintFieldId]) === JSON.stringify(sprint ? [sprint] : null)),
    };
  }),
  assignIssue: state((servers, which) => {
    const issue = issueOf(servers);
    const to = which === 0 ? undefined : servers.jira.state.user('dana');
    issue.assignee = to ? null : 'fred';
    return {
      perform: (at, control) =>
        jira.assignIssue(at.jira, key, to && (at.jira.flavor === 'cloud' ? to.accountId : to.name), control),
      count: () => yes(issue.assignee === (to?.name ?? null)),
    };
  }),
  watchIssue: state((servers, which) => {
    const issue = issueOf(servers);
    const watch = which > 0;
    issue.watchers = watch ? [] : ['fred'];
    const { accountId, name } = servers.jira.state.user('fred') ?? { accountId: '', name: '' };
    return {
      perform: (at, control) =>
        jira.watchIssue(at.jira, key, watch, at.jira.flavor === 'cloud' ? accountId : name, control),
      count: () => yes(issue.watchers.includes('fred') === watch),
    };
  }),
  vote: state((servers, which) => {
    const issue = issueOf(servers);
    const vote = which > 0;
    issue.reporter = 'dana';
    issue.voters = vote ? [] : ['fred'];
    return {
      perform: (at, control) => jira.voteForIssue(at.jira, key, vote, control),
      count: () => yes((issue.voters ?? []).includes('fred') === vote),
    };
  }),
  takeTransition: state(servers => {
    const issue = issueOf(servers);
    issue.statusId = '10000';
    return {
      perform: (at, control) =>
        jira.takeTransition(at.jira, key, { id: '21', to: 'In Progress' }, {}, undefined, control),
      count: () => yes(issue.statusId !== '10000'),
    };
  }),
};

const of = (server: Write['server'], all: Readonly<Record<string, Omit<Write, 'server'>>>) =>
  Object.entries(all).map(([name, write]) => [name, { ...write, server }] as const);

export const writes: Readonly<Record<string, Write>> = Object.fromEntries([
  ...of('jenkins', jenkinsWrites),
  ...of('jira', jiraWrites),
]);
