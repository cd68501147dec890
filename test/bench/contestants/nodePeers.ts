// Clients of the npm registry at the works of the benches, each used as its own page says.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { request as undici } from 'undici';
import type { Work } from './contestant.ts';
import { serve } from './serve.ts';

const peer = createRequire(join(import.meta.dirname, '../peers/package.json'));

interface Listed {
  readonly name: string;
  readonly _class: string;
}

interface NpmJenkins {
  readonly job: {
    list(name?: string): Promise<Listed[]>;
    build(options: { name: string }): Promise<number>;
  };
  readonly queue: { item(id: number): Promise<{ executable?: { number: number } }> };
  readonly build: { log(name: string, number: number, options: object): Promise<{ text?: string } | string> };
}

const Jenkins = peer('jenkins') as new (options: { baseUrl: string; crumbIssuer?: boolean }) => NpmJenkins;
const axios = peer('axios') as { get(url: string, options: object): Promise<{ data: { jobs: unknown[] } }> };
const { Version3Client } = peer('jira.js') as {
  Version3Client: new (
    options: object,
  ) => {
    issueSearch: {
      searchForIssuesUsingJqlEnhancedSearchPost(body: object): Promise<{ issues?: unknown[]; nextPageToken?: string }>;
    };
    issues: { getIssue(options: object): Promise<unknown> };
    issueComments: { getComments(options: object): Promise<{ comments?: unknown[] }> };
  };
};

function npmJenkins({ url, user, secret }: Work): NpmJenkins {
  return new Jenkins({ baseUrl: url.replace('://', `://${encodeURIComponent(user)}:${secret}@`), crumbIssuer: true });
}

function jiraJs({ url, user, secret }: Work) {
  return new Version3Client({ host: url, authentication: { basic: { email: user, apiToken: secret } } });
}

function authorization({ user, secret }: Work): string {
  return `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
}

/** As a script would, which follows folders one by one. */
async function listAll(work: Work): Promise<number> {
  const jenkins = npmJenkins(work);
  let count = 0;
  const folders: (string | undefined)[] = [undefined];
  for (let folder = folders.pop(); folders.length >= 0; folder = folders.pop()) {
    const parent = folder;
    for (const { name, _class } of await jenkins.job.list(parent)) {
      if (/Folder/.test(_class)) folders.push(parent ? `${parent}/${name}` : name);
      else count++;
    }
    if (folders.length === 0) return count;
  }
  return count;
}

async function trigger(work: Work): Promise<number> {
  const jenkins = npmJenkins(work);
  const name = String(work['job']);
  const id = await jenkins.job.build({ name });
  for (;;) {
    const { executable } = await jenkins.queue.item(id);
    if (executable) {
      for (;;) {
        const log = await jenkins.build.log(name, executable.number, { start: 0, meta: true });
        if (typeof log === 'string' ? log : log.text) return executable.number;
        await new Promise(done => setTimeout(done, 50));
      }
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

async function jiraSearch(work: Work): Promise<number> {
  const jira = jiraJs(work);
  let count = 0;
  let nextPageToken: string | undefined;
  do {
    const page = await jira.issueSearch.searchForIssuesUsingJqlEnhancedSearchPost({
      jql: String(work['jql']),
      maxResults: Number(work['pageSize']),
      fields: ['summary', 'issuetype', 'status', 'priority', 'assignee', 'updated', 'parent'],
      ...(nextPageToken ? { nextPageToken } : {}),
    });
    count += page.issues?.length ?? 0;
    nextPageToken = page.nextPageToken;
  } while (nextPageToken);
  return count;
}

await serve({
  'jenkins listFolder': async work => (await npmJenkins(work).job.list()).length,
  'jenkins listAll': listAll,
  'jenkins trigger': trigger,
  'undici listFolder': async work => {
    const { body } = await undici(work.url + String(work['path']), { headers: { authorization: authorization(work) } });
    return ((await body.json()) as { jobs: unknown[] }).jobs.length;
  },
  'axios listFolder': async work => {
    const options = { headers: { authorization: authorization(work) } };
    return (await axios.get(work.url + String(work['path']), options)).data.jobs.length;
  },
  'jira.js search': jiraSearch,
  'jira.js openIssue': async work => {
    const jira = jiraJs(work);
    const issueIdOrKey = String(work['key']);
    const [, comments] = await Promise.all([
      jira.issues.getIssue({ issueIdOrKey, expand: 'names,schema,changelog' }),
      jira.issueComments.getComments({ issueIdOrKey, maxResults: 1000 }),
    ]);
    return comments.comments?.length ?? 0;
  },
});
