// Our own clients at the works of the benches.
import { BaseUrl, HttpClient, UndiciTransport } from '../../../src/http/index.ts';
import {
  followQueueItem,
  indexJobs,
  JenkinsSecretKind,
  JenkinsSession,
  JobKind,
  jenkinsLogin,
  LogFollower,
  Phase,
  readBeforeStart,
  readLevel,
  startBuild,
} from '../../../src/jenkins/index.ts';
import {
  JiraFlavor,
  JiraLogin,
  JiraSession,
  jiraLogin,
  listComments,
  readIssueDetails,
  type SearchCursor,
  searchIssues,
} from '../../../src/jira/index.ts';
import { MemorySink } from '../../servers/memorySink.ts';
import type { Work } from './contestant.ts';
import { serve } from './serve.ts';

const clients = new Map<string, HttpClient>();

function clientOf(url: string): HttpClient {
  let client = clients.get(url);
  if (!client) {
    client = new HttpClient({ base: BaseUrl.parse(url), transport: new UndiciTransport(), userAgent: 'bench' });
    clients.set(url, client);
  }
  return client;
}

function jenkins({ url, user, secret, isPassword }: Work): JenkinsSession {
  const kind = isPassword ? JenkinsSecretKind.password : JenkinsSecretKind.apiToken;
  return new JenkinsSession(clientOf(url), async () => jenkinsLogin({ user, secret, kind }));
}

function jira({ url, user, secret, flavor }: Work): JiraSession {
  const isCloud = flavor === JiraFlavor.cloud;
  return new JiraSession(clientOf(url), isCloud ? JiraFlavor.cloud : JiraFlavor.dataCenter, async () =>
    jiraLogin(clientOf(url), isCloud ? { login: JiraLogin.basic, user, secret } : { login: JiraLogin.bearer, secret }),
  );
}

/** As the extension does: looks at what the job takes, starts it so that a lost answer is found, follows it. */
async function trigger(work: Work): Promise<number> {
  const session = jenkins(work);
  const job = String(work['job']);
  const { baseline } = await readBeforeStart(session, job);
  const { id } = await startBuild(session, job, undefined, { baseline });
  return followToLog(session, job, id);
}

async function followToLog(session: JenkinsSession, job: string, queueId: number): Promise<number> {
  for await (const progress of followQueueItem(session, job, queueId)) {
    if (progress.phase !== Phase.running && progress.phase !== Phase.finished) continue;
    await firstLine(session, job, progress.build.number);
    return progress.build.number;
  }
  throw new Error('no build');
}

/** Follows a log until something of it is there. */
async function firstLine(session: JenkinsSession, job: string, number: number): Promise<void> {
  const enough = new AbortController();
  const sink = new (class extends MemorySink {
    override append(bytes: Uint8Array): void {
      super.append(bytes);
      enough.abort();
    }
  })();
  await new LogFollower(session, job, number, sink).run(enough.signal).catch((error: unknown) => {
    if (sink.size === 0) throw error;
  });
}

async function search(work: Work): Promise<number> {
  const session = jira(work);
  let count = 0;
  let cursor: SearchCursor | undefined;
  do {
    const page = await searchIssues(session, String(work['jql']), Number(work['pageSize']), cursor);
    count += page.issues.length;
    cursor = page.next;
  } while (cursor);
  return count;
}

await serve({
  listFolder: async work =>
    (await readLevel(jenkins(work), { folder: String(work['folder']), view: [] }, JobKind.folder)).jobs.length,
  listAll: async work => (await indexJobs(jenkins(work))).filter(({ kind }) => kind === JobKind.job).length,
  trigger,
  search,
  openIssue: async work => {
    const session = jira(work);
    const key = String(work['key']);
    const [details, comments] = await Promise.all([readIssueDetails(session, key), listComments(session, key, 1000)]);
    return details ? comments.comments.length : 0;
  },
});
