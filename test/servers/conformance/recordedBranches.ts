// The recorded multibranch projects: one of a small Git repository, and one whose repository cannot be reached.

import { scanForBranches } from '../jenkins/builds/branchScan.ts';
import { addPastBuild } from '../jenkins/builds/pastBuild.ts';
import { flowPlan } from '../jenkins/flow/flowScript.ts';
import type { JenkinsState } from '../jenkins/index.ts';
import { checkedOut, newest } from '../jenkins/state/checkouts.ts';
import type { ChangeEntry, GitHead } from '../jenkins/state/heads.ts';
import { encodeBranch, newContainer, newJob } from '../jenkins/state/items.ts';
import type { BuildPlan, Job, PlanContext } from '../jenkins/state/model.ts';
import { laboratory } from './laboratory.ts';
import { addWithResults, lastResults } from './laboratoryJobs.ts';
import type { Situation } from './situation.ts';

const repository = '/srv/git/app.git-src';

function commit(commitId: string, author: string, message: string, paths: string[], added: string[]): ChangeEntry {
  return { commitId, author, message, timestamp: 1_795_896_824_000, paths, added };
}

const first = commit('13850a79d72f3196e01291bbd021dd92a60dc010', 'dev', 'First', ['Jenkinsfile'], ['Jenkinsfile']);
const login = commit('27b56b2a5e9911487cc654de93bbbad30631f845', 'dev', 'Log in', ['login'], ['login']);
const quoted = '"src/\\305\\276 dir/a b.txt"';
const second = commit(
  'ca51879ade42716ab7f654907ba0840a98f4054a',
  'two',
  'Second: bump the version\n\nA body\nof two lines, ABC-123 ž',
  ['version.txt', quoted],
  [quoted],
);
const third = commit(
  '9cac7d763808febf3ecb147b4bdfc632211430e4',
  'dev',
  'Third: rename and add',
  ['version.txt', 'VERSION'],
  ['VERSION'],
);

const main: GitHead = { name: 'main', isPrimary: true, hasJenkinsfile: true, commits: [first] };
const feature: GitHead = { name: 'feature/login-ž', hasJenkinsfile: true, commits: [first, login] };
const nofile: GitHead = { name: 'nofile', hasJenkinsfile: false, commits: [first] };
const tag: GitHead = { name: 'v1.0', isTag: true, hasJenkinsfile: true, commits: [first] };

const script = `pipeline {
  agent any
  stages {
    stage('Build') { steps { sh 'cat version.txt'; echo "branch \${env.BRANCH_NAME}" } }
  }
}
`;

/** Checks out, and tells version and branch. */
function plan({ job, build }: PlanContext): BuildPlan {
  const lines = job.branch ? fetching(job, build.revision ?? '', job.builds[1]?.revision) : cloning(job.name);
  const folder = job.branch ? `rec-lab_mb_${job.name}` : `rec-lab/${job.name}`;
  const { steps } = flowPlan(`
3 node
> Running on Jenkins in /var/jenkins_home/workspace/${folder}
4 {
5 stage
6 { Declarative: Checkout SCM
7 checkout
> Selected Git installation does not exist. Using Default
> The recommended git tool is: NONE
> No credentials specified
${lines.map(line => `> ${line}`).join('\n')}
8 }
9 //
10 withEnv
11 {
12 stage
13 { Build
14 sh | cat version.txt
> + cat version.txt
> ${job.branch?.commits?.length ?? 3}
15 echo
> branch ${job.branch?.name ?? null}
16 }
17 //
18 }
19 //
20 }
21 //
`);
  return { steps, result: 'SUCCESS' };
}

const version = [' > git --version # timeout=10', " > git --version # 'git version 2.39.5'"];
const sparse = ' > git config core.sparsecheckout # timeout=10';
const all = '+refs/heads/*:refs/remotes/origin/*';

function fetching({ branch }: Job, revision: string, before: string | undefined): string[] {
  const message = branch?.commits?.at(-1)?.message.split('\n')[0];
  return [
    ` > git rev-parse --resolve-git-dir /var/jenkins_home/workspace/rec-lab_mb_${branch?.name}/.git # timeout=10`,
    'Fetching changes from the remote Git repository',
    ` > git config remote.origin.url ${repository} # timeout=10`,
    'Fetching without tags',
    `Fetching upstream changes from ${repository}`,
    ...version,
    ` > git fetch --no-tags --force --progress -- ${repository} ${all} # timeout=10`,
    `Checking out Revision ${revision} (${branch?.name})`,
    ...[sparse, ` > git checkout -f ${revision} # timeout=10`, `Commit message: "${message}"`],
    before === undefined ? 'First time build. Skipping changelog.' : ` > git rev-list --no-walk ${before} # timeout=10`,
  ];
}

function cloning(name: string): string[] {
  const { commitId, message } = third;
  return [
    'Cloning the remote Git repository',
    `Cloning repository ${repository}`,
    ` > git init /var/jenkins_home/workspace/rec-lab/${name} # timeout=10`,
    `Fetching upstream changes from ${repository}`,
    ...version,
    ` > git fetch --tags --force --progress -- ${repository} ${all} # timeout=10`,
    ` > git config remote.origin.url ${repository} # timeout=10`,
    ` > git config --add remote.origin.fetch ${all} # timeout=10`,
    'Avoid second fetch',
    ' > git rev-parse refs/remotes/origin/main^{commit} # timeout=10',
    `Checking out Revision ${commitId} (refs/remotes/origin/main)`,
    ...[sparse, ` > git checkout -f ${commitId} # timeout=10`, `Commit message: "${message}"`],
    'First time build. Skipping changelog.',
  ];
}

const pipeline = { plan, script, isDeclarative: true, setsEnvironment: true } as const;

function addBranches(state: JenkinsState): void {
  const lab = newContainer('folder', 'rec-lab', state.root);
  const mb = newContainer('multibranch', 'mb', lab, { repository });
  setHeads(state, [main, feature, nofile, tag]);
  for (const head of [main, feature]) {
    const name = encodeBranch(head.name);
    const branch = { ...head, scheduled: newest(head.commits) };
    const job = newJob('pipeline', name, mb, {
      ...pipeline,
      branch,
      displayName: name === head.name ? null : head.name,
    });
    addPastBuild(state, job, { ago: 5, duration: 1, causes: [{ kind: 'indexing' }], more: checkedOut(job) ?? {} });
  }
}

function setHeads(state: JenkinsState, heads: readonly GitHead[]): void {
  state.folder('rec-lab/mb').source = { heads, job: pipeline };
}

function addBroken(state: JenkinsState): void {
  const lab = state.folder('rec-lab');
  const broken = newContainer('multibranch', 'mb-bad', lab, { repository: '/srv/git/nosuch' });
  broken.source = { heads: undefined, job: pipeline };
  scanForBranches(state, broken, 'admin');
}

function addLaboratory(state: JenkinsState): void {
  addWithResults(state, lastResults);
  addWithResults(state, { ABORTED: ['nd-hold'], UNSTABLE: ['tests', 'tests-big'] });
  const plan = (): BuildPlan => ({ steps: [], result: 'ABORTED' });
  addPastBuild(state, newJob('matrix', 'mx', state.folder('rec-lab'), { plan }), { ago: 5, duration: 1 });
}

function addPipeline(state: JenkinsState): void {
  const lab = state.folder('rec-lab');
  const job = newJob('pipeline', 'scm-pipe', lab, { ...pipeline, repository });
  addPastBuild(state, job, { ago: 1, duration: 1, more: { revision: third.commitId } });
}

const grown: GitHead = { ...main, commits: [first, second, third] };

export const branches: Situation = {
  name: 'branches of a repository',
  first: 1100,
  last: 1144,
  options: { rootUrl: 'http://127.0.0.1:18084' },
  prepare: laboratory(addBranches),
  moments: [
    { before: 1116, act: state => setHeads(state, [grown, feature, nofile, tag]) },
    { before: 1125, act: state => Object.assign(state.queue, { nextId: 138 }) },
    { before: 1128, act: state => setHeads(state, [grown, nofile, tag]) },
    { before: 1134, act: addBroken },
    { before: 1136, act: addLaboratory },
    { before: 1137, act: addPipeline },
  ],
};
