// The process of a demo server; see `serverProcess.ts`.

import { plainShell, shellPlan } from '../../servers/jenkins/builds/shellPlan.ts';
import { type DemoJenkins, startDemoJenkins } from '../../servers/jenkins/index.ts';
import { newContainer, newJob } from '../../servers/jenkins/state/items.ts';
import type { Container } from '../../servers/jenkins/state/model.ts';
import { startDemoJira } from '../../servers/jira/index.ts';
import { startCachedServer } from './cachedServer.ts';
import type { Order, Plan } from './serverProcess.ts';

const plan = JSON.parse(process.argv[2] ?? '') as Plan;
const command = shellPlan(plainShell('echo done'));

if (plan.kind === 'jenkins') await serveJenkins(plan);
else await serveJira(plan);

async function serveJenkins(plan: Extract<Plan, { kind: 'jenkins' }>): Promise<void> {
  const jenkins = await startDemoJenkins({ seed: 'empty', rootUrl: plan.rootUrl, pace: 100 });
  const { root } = jenkins.state;
  const make = (count: number, parent: Container) => {
    for (let i = 0; i < count; i++) {
      const job = newJob('freestyle', `service-${String(i).padStart(5, '0')}-build`, parent, { plan: command });
      jenkins.state.addFinishedBuild(job, { result: i % 7 === 0 ? 'FAILURE' : 'SUCCESS' });
    }
  };
  make(plan.jobs, root);
  for (let i = 0; i < plan.folders; i++) make(plan.jobsInFolder, newContainer('folder', `team-${i}`, root));
  for (const name of plan.buildable ?? []) newJob('freestyle', name, root, { plan: command });
  const port = Number(new URL(jenkins.url).port);
  const front = plan.cached ? await startCachedServer(port) : undefined;
  process.on('message', (order: Order) => {
    if (order.order === 'change') change(jenkins, order.jobs);
    front?.forget();
    process.send?.('done');
  });
  process.send?.(front?.port ?? port);
}

/** So many jobs have a new build. */
function change({ state }: DemoJenkins, count: number): void {
  for (const item of [...state.root.items.values()].slice(0, count)) {
    if ('builds' in item) state.addFinishedBuild(item, { result: 'UNSTABLE' });
  }
}

async function serveJira({ flavor, rootUrl, issues, comments }: Extract<Plan, { kind: 'jira' }>): Promise<void> {
  const jira = await startDemoJira({ flavor, baseUrl: rootUrl });
  jira.state.addIssues(issues, { assignee: 'fred' });
  for (let i = 0; i < comments; i++) {
    jira.state.addComment(
      'PAY-431',
      'dana',
      `Comment number ${i}: *bold*, _italic_, {{code}}, [a link|https://example.com].`,
    );
  }
  const port = Number(new URL(jira.url).port);
  const isSearch = (method: string, path: string) => method === 'GET' || /\/search/.test(path);
  const front = await startCachedServer(port, isSearch);
  process.on('message', () => {
    front.forget();
    process.send?.('done');
  });
  process.send?.(front.port);
}
